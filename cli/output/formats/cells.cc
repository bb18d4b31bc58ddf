#include "cli/output/formats/cells.h"

namespace karst::cli {

void CellRows::finish(const Table& result) {
    table_.append(result);
    const auto shown = table_.shown_columns();
    Cells header;
    for (const auto column : shown) {
        header.push_back(table_.columns()[column]);
    }
    std::vector<Cells> rows;
    rows.reserve(table_.size());
    for (std::size_t number = 0; number < table_.size(); ++number) {
        const auto row = table_[number];
        auto& cells = rows.emplace_back();
        for (const auto column : shown) {
            row.append_text(column, cells.emplace_back());
        }
    }
    write_(out_, header, rows);
    out_.flush();
}

Cells cells_of(const Finding& finding) {
    std::string entities;
    for (const auto& entity : finding.entities) {
        entities += (entities.empty() ? "" : ", ") + entity.type + " " + entity.value;
    }
    const auto score = std::to_string(static_cast<int>(finding.risk_score));
    return {finding.rule->severity, score, finding.rule->name, entities, finding.message};
}

}  // namespace karst::cli
