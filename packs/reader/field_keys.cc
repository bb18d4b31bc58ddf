#include "packs/reader/field_keys.h"

#include "packs/reader/pack_checks.h"

#include <algorithm>

namespace karst {

void read_extraction(YamlMap& item, const StanzaContext& context, Pack& pack) {
    PackExtraction extraction;
    if (const auto from = item.text("from"); !from.empty()) {
        extraction.from = from;
    }
    extraction.regex = item.source_text("regex");
    extraction.all_matches = item.boolean("all_matches").value_or(false);
    extraction.clean_keys = item.boolean("clean_keys").value_or(true);
    auto pairs = item.map("kv");
    extraction.pair_delimiters = pairs.text("pairs");
    extraction.key_delimiters = pairs.text("delim");
    pairs.report_unknown_keys();
    extraction.columns = item.texts("columns");
    if (const auto delimiter = item.text("delim"); !delimiter.empty()) {
        extraction.cell_delimiter = delimiter.front();
    }
    extraction.start = item.source_text("start");
    extraction.elements = item.boolean("xml").value_or(false);
    item.report_unknown_keys();
    const auto kinds = {item.has("regex"), item.has("kv"), item.has("columns"), extraction.elements};
    if (std::count(kinds.begin(), kinds.end(), true) != 1) {
        context.problems().add("pack-bad-extraction", item.self(), "an extraction has one of regex, kv, columns and xml");
        return;
    }
    auto& diagnostics = context.problems().diagnostics;
    if (check_regex(extraction.start, diagnostics) && check_regex(extraction.regex, diagnostics)) {
        pack.extractions.push_back(std::move(extraction));
    }
}

void read_alias(const YamlEntry& entry, const StanzaContext& context, Pack& pack) {
    PackAlias alias;
    alias.from = entry.key.text;
    if (!alias.from.empty() && alias.from.back() == '?') {
        alias.from.pop_back();
        alias.keep_existing = true;
    }
    const auto add = [&](const YamlNode& node) {
        if (!node.is_scalar()) {
            context.stanza.wrong_type(node, entry.key.text, "a field name or a list of them");
            return;
        }
        alias.to = node.text;
        pack.aliases.push_back(alias);
    };
    if (entry.value.is_sequence()) {
        std::for_each(entry.value.items.begin(), entry.value.items.end(), add);
    } else {
        add(entry.value);
    }
}

void read_calculated(const YamlEntry& entry, const StanzaContext& context, Pack& pack) {
    if (entry.value.is_null()) {
        pack.removed_fields.push_back(entry.key.text);
        return;
    }
    if (!entry.value.is_scalar()) {
        context.stanza.wrong_type(entry.value, entry.key.text, "an eval expression");
        return;
    }
    PackCalculated field{entry.key.text, context.problems().document.source_text(entry.value)};
    if (check_expression(field.expression, context.problems().diagnostics)) {
        pack.calculated.push_back(std::move(field));
    }
}

}  // namespace karst
