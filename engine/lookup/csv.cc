#include "base/delimited.h"
#include "engine/lookup/lookup.h"

namespace karst {

namespace {

bool is_empty_line(const std::vector<std::string>& cells) {
    return cells.size() == 1 && cells.front().empty();
}

}  // namespace

LookupRows parse_csv(std::string_view text) {
    LookupRows table;
    CsvReader reader(text);
    while (table.columns.empty() && !reader.at_end()) {
        auto header = reader.record();
        if (!is_empty_line(header)) {
            table.columns = std::move(header);
        }
    }
    while (!reader.at_end()) {
        auto cells = reader.record();
        // In a table of one column an empty line is a row without a value, which no lookup can use.
        if (!is_empty_line(cells)) {
            cells.resize(table.columns.size());
            table.rows.push_back(std::move(cells));
        }
    }
    return table;
}

}  // namespace karst
