#include "packs/reader/lookup_rows.h"

#include "base/delimited.h"
#include "base/text_file.h"
#include "engine/lookup/lookup.h"

#include <algorithm>
#include <filesystem>

namespace karst {

namespace fs = std::filesystem;

namespace {

// Cells between tabs; no header (the pack names the columns), and lines that begin with # are comments.
LookupRows parse_tsv(std::string_view text, std::vector<std::string> columns) {
    LookupRows table{std::move(columns), {}};
    std::vector<std::string_view> cells;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        auto line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.empty() || line.front() == '#') {
            continue;
        }
        cells.clear();
        split_cells(line, '\t', Quotes::Plain, cells);
        table.rows.emplace_back(cells.begin(), cells.end()).resize(table.columns.size());
    }
    return table;
}

// Only from the folder of the pack: packs come from outside.
std::string table_text(const std::string& table, YamlMap& item, const StanzaContext& context) {
    const auto path = fs::path(table).lexically_normal();
    if (path.is_absolute() || path.begin() == path.end() || *path.begin() == "..") {
        item.problems().add("pack-missing-table", item.self(), "the table " + table + " is not in the folder of the pack");
        return "";
    }
    return read_text_file((fs::path(context.folder) / path).string(), kMaxLookupFileBytes, context.files);
}

void read_file_rows(YamlMap& item, const StanzaContext& context, PackLookup& lookup) {
    if (const auto table = item.text("table"); !table.empty()) {
        const auto text = table_text(table, item, context);
        auto rows = fs::path(table).extension() == ".tsv" ? parse_tsv(text, lookup.columns) : parse_csv(text);
        lookup.columns = std::move(rows.columns);
        lookup.rows = std::move(rows.rows);
    }
}

void read_inline_rows(YamlMap& item, PackLookup& lookup) {
    if (item.has("inline")) {
        lookup.columns = {lookup.by.empty() ? "key" : lookup.by.front().first,
                          lookup.out.empty() ? "value" : lookup.out.front().first};
        item.each_entry("inline", [&](const YamlEntry& entry) { lookup.rows.push_back({entry.key.text, entry.value.text}); });
    }
}

void read_listed_rows(YamlMap& item, PackLookup& lookup) {
    const auto* rows = item.value("rows");
    for (std::size_t index = 0; rows != nullptr && index < rows->items.size(); ++index) {
        auto& cells = lookup.rows.emplace_back();
        for (const auto& cell : rows->items[index].items) {
            cells.push_back(cell.text);
        }
        if (cells.size() != lookup.columns.size()) {
            item.problems().add("pack-wrong-type", rows->items[index],
                                "a row of the lookup " + lookup.name + " has " + std::to_string(cells.size()) + " cells for " +
                                    std::to_string(lookup.columns.size()) + " columns");
            cells.resize(lookup.columns.size());
        }
    }
}

}  // namespace

void read_lookup_rows(YamlMap& item, const StanzaContext& context, PackLookup& lookup) {
    lookup.columns = item.texts("columns");
    read_file_rows(item, context, lookup);
    read_inline_rows(item, lookup);
    read_listed_rows(item, lookup);
}

}  // namespace karst
