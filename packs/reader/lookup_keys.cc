#include "packs/reader/lookup_keys.h"

#include "engine/lookup/computed_lookup.h"
#include "packs/reader/lookup_rows.h"

#include <algorithm>

namespace karst {

namespace {

std::pair<std::string, std::string> pair_of(const YamlNode& node) {
    if (node.is_map() && node.entries.size() == 1) {
        return {node.entries.front().key.text, node.entries.front().value.text};
    }
    return {node.text, node.text};
}

std::vector<std::pair<std::string, std::string>> read_pairs(YamlMap& item, std::string_view key) {
    std::vector<std::pair<std::string, std::string>> pairs;
    const auto* node = item.required(key);
    if (node != nullptr && node->is_sequence()) {
        std::transform(node->items.begin(), node->items.end(), std::back_inserter(pairs), pair_of);
    } else if (node != nullptr) {
        pairs.push_back(pair_of(*node));
    }
    return pairs;
}

// The columns that a key names, alone or before the field that they give.
bool check_columns(YamlMap& item, std::string_view key, const PackLookup& lookup) {
    const auto* node = item.value(key);
    if (node == nullptr) {
        return true;
    }
    bool good = true;
    const auto check = [&](const YamlNode& one) {
        const auto& column = one.is_map() && !one.entries.empty() ? one.entries.front().key : one;
        if (std::find(lookup.columns.begin(), lookup.columns.end(), column.text) == lookup.columns.end()) {
            good = false;
            item.problems().add("pack-missing-column", column,
                                "the lookup " + lookup.name + " has no column '" + column.text + "'",
                                did_you_mean(column.text, {lookup.columns.begin(), lookup.columns.end()}));
        }
    };
    if (node->is_sequence()) {
        std::for_each(node->items.begin(), node->items.end(), check);
    } else {
        check(*node);
    }
    return good;
}

LookupDefinition read_definition(YamlMap& map, LookupDefinition table) {
    table.fields = map.texts("columns");
    table.computed = map.text("computed");
    table.wildcard_columns = map.texts("wildcard");
    table.cidr_columns = map.texts("cidr");
    table.case_sensitive = map.boolean("case_sensitive").value_or(true);
    table.max_matches = map.count("max_matches").value_or(table.max_matches);
    if (map.has("default")) {
        table.default_match = map.text("default");
        table.min_matches = 1;
    }
    map.report_unknown_keys();
    return table;
}

}  // namespace

void read_lookup(YamlMap& item, const StanzaContext& context, Pack& pack) {
    PackLookup lookup;
    lookup.name = item.required_text("name");
    lookup.by = read_pairs(item, "by");
    lookup.out = read_pairs(item, "out");
    lookup.wildcard_columns = item.texts("wildcard");
    lookup.cidr_columns = item.texts("cidr");
    lookup.case_sensitive = item.boolean("case_sensitive").value_or(true);
    lookup.keep_existing = item.boolean("keep").value_or(false);
    lookup.max_matches = item.count("max_matches").value_or(1);
    if (item.has("default")) {
        lookup.default_match = item.text("default");
    }
    read_lookup_rows(item, context, lookup);
    item.report_unknown_keys();
    bool good = true;
    for (const std::string_view key : {"by", "out", "wildcard", "cidr"}) {
        good = check_columns(item, key, lookup) && good;
    }
    if (good) {
        pack.lookups.push_back(std::move(lookup));
    }
}

void read_table(const YamlEntry& entry, const StanzaContext& context, Pack& pack) {
    LookupDefinition table;
    table.name = entry.key.text;
    table.origin = "pack " + pack.name;
    if (entry.value.is_sequence()) {
        for (const auto& column : entry.value.items) {
            table.fields.push_back(column.text);
        }
    } else {
        YamlMap map(entry.value, "the table", context.problems());
        table = read_definition(map, std::move(table));
        if (!table.computed.empty() && find_computed_lookup(table.computed) == nullptr) {
            context.problems().add("pack-unknown-function", entry.value, "no lookup is computed by '" + table.computed + "'");
        }
    }
    pack.tables.push_back(std::move(table));
}

}  // namespace karst
