// NDJSON: an object a line, as soon as it is there.
#include "cli/output/formats/output_format.h"

#include <nlohmann/json.hpp>

namespace karst::cli {

namespace {

class RowLines final : public RowReceiver {
public:
    explicit RowLines(std::ostream& out) : out_(out) {}
    bool rows(const Table& piece) override {
        text_.clear();
        for (std::size_t number = 0; number < piece.size(); ++number) {
            piece[number].append_json(text_);
            text_ += '\n';
        }
        out_ << text_;
        return out_.good();
    }
    void finish(const Table& /*result*/) override { out_.flush(); }

private:
    std::ostream& out_;
    std::string text_;
};

class FindingLines final : public FindingWriter {
public:
    explicit FindingLines(std::ostream& out) : out_(out) {}
    void add(const Finding& finding) override { out_ << to_json(finding) << "\n"; }
    void finish() override {}

private:
    std::ostream& out_;
};

std::unique_ptr<RowReceiver> rows(std::ostream& out) {
    return std::make_unique<RowLines>(out);
}

std::unique_ptr<FindingWriter> findings(std::ostream& out) {
    return std::make_unique<FindingLines>(out);
}

void report(std::ostream& out, const Report& report, bool /*color*/) {
    for (const auto& entry : report.entries) {
        out << entry.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) << "\n";
    }
}

}  // namespace

const OutputFormat kNdjsonFormat = {"ndjson", "a JSON object a line", rows, findings, report, report, report};

}  // namespace karst::cli
