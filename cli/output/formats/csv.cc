// CSV: for spreadsheets.
#include "base/delimited.h"
#include "cli/output/formats/cells.h"
#include "cli/output/formats/output_format.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace karst::cli {

namespace {

using Json = nlohmann::ordered_json;

class FindingCsv final : public FindingWriter {
public:
    explicit FindingCsv(std::ostream& out) : out_(out) {}
    void add(const Finding& finding) override {
        begin();
        out_ << csv_line(cells_of(finding));
    }
    void finish() override { begin(); }

private:
    void begin() {
        if (!begun_) {
            out_ << csv_line({"severity", "risk_score", "rule", "entities", "message"});
            begun_ = true;
        }
    }

    std::ostream& out_;
    bool begun_ = false;
};

std::unique_ptr<RowReceiver> rows(std::ostream& out) {
    return std::make_unique<CellRows>(out, [](std::ostream& to, const Cells& header, const std::vector<Cells>& lines) {
        to << csv_line(header);
        for (const auto& line : lines) {
            to << csv_line(line);
        }
    });
}

std::unique_ptr<FindingWriter> findings(std::ostream& out) {
    return std::make_unique<FindingCsv>(out);
}

// A value as the cell of a table: text as it is, several values behind each other.
std::string cell_of(const Json& value) {
    if (value.is_string()) {
        return value.get<std::string>();
    }
    if (value.is_array()) {
        std::string text;
        for (const auto& item : value) {
            text += (text.empty() ? "" : ", ") + cell_of(item);
        }
        return text;
    }
    return value.is_null() ? "" : value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

// Columns are the keys of all entries, in the order in which they come up.
void report(std::ostream& out, const Report& report, bool /*color*/) {
    std::vector<std::string> header;
    for (const auto& entry : report.entries) {
        for (const auto& [key, value] : entry.items()) {
            if (std::find(header.begin(), header.end(), key) == header.end()) {
                header.push_back(key);
            }
        }
    }
    out << csv_line(header);
    for (const auto& entry : report.entries) {
        std::vector<std::string> cells;
        for (const auto& key : header) {
            cells.push_back(entry.contains(key) ? cell_of(entry[key]) : "");
        }
        out << csv_line(cells);
    }
}

}  // namespace

const OutputFormat kCsvFormat = {"csv", "comma-separated values", rows, findings, report, report, report};

}  // namespace karst::cli
