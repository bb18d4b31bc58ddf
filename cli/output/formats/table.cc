// The table: for people.
#include "cli/output/formats/cells.h"
#include "cli/output/formats/output_format.h"
#include "cli/output/terminal_text.h"

namespace karst::cli {

namespace {

constexpr std::size_t kMaxFindingCell = 90;

class FindingTable final : public FindingWriter {
public:
    explicit FindingTable(std::ostream& out) : out_(out) {}
    void add(const Finding& finding) override { rows_.push_back(cells_of(finding)); }
    void finish() override { write_table(out_, {"severity", "score", "rule", "entities", "message"}, rows_, kMaxFindingCell); }

private:
    std::ostream& out_;
    std::vector<Cells> rows_;
};

std::unique_ptr<RowReceiver> rows(std::ostream& out) {
    return std::make_unique<CellRows>(
        out, [](std::ostream& to, const Cells& header, const std::vector<Cells>& cells) { write_table(to, header, cells); });
}

std::unique_ptr<FindingWriter> findings(std::ostream& out) {
    return std::make_unique<FindingTable>(out);
}

void report(std::ostream& out, const Report& report, bool color) {
    report.text(out, color);
}

}  // namespace

const OutputFormat kTableFormat = {"table", "for people", rows, findings, report, report, report};

}  // namespace karst::cli
