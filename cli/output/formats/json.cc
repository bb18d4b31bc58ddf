// JSON: one array or object.
#include "cli/output/formats/output_format.h"

#include <nlohmann/json.hpp>

namespace karst::cli {

namespace {

// Keeps the rows, so that a search that fails has written no half of an array.
class RowArray final : public RowReceiver {
public:
    explicit RowArray(std::ostream& out) : out_(out) {}
    bool rows(const Table& piece) override {
        table_.append(piece);
        return true;
    }
    void finish(const Table& /*result*/) override {
        out_ << "[";
        for (std::size_t number = 0; number < table_.size(); ++number) {
            out_ << (number == 0 ? "\n" : ",\n") << to_json(table_[number]);
        }
        out_ << "\n]\n" << std::flush;
    }

private:
    std::ostream& out_;
    Table table_;
};

class FindingArray final : public FindingWriter {
public:
    explicit FindingArray(std::ostream& out) : out_(out) {}
    void add(const Finding& finding) override {
        out_ << (first_ ? "[\n" : ",\n") << to_json(finding);
        first_ = false;
    }
    void finish() override { out_ << (first_ ? "[\n" : "\n") << "]\n"; }

private:
    std::ostream& out_;
    bool first_ = true;
};

std::unique_ptr<RowReceiver> rows(std::ostream& out) {
    return std::make_unique<RowArray>(out);
}

std::unique_ptr<FindingWriter> findings(std::ostream& out) {
    return std::make_unique<FindingArray>(out);
}

void report(std::ostream& out, const Report& report, bool /*color*/) {
    out << report.whole.dump(1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) << "\n";
}

}  // namespace

const OutputFormat kJsonFormat = {"json", "one JSON array or object", rows, findings, report, report, report};

}  // namespace karst::cli
