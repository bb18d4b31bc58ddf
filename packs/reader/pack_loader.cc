#include "packs/reader/pack_loader.h"
#include "base/delimited.h"
#include "engine/formats/extractions.h"
#include "engine/formats/input_formats.h"

#include "base/text_file.h"
#include "base/yaml/yaml_map.h"
#include "engine/eval/compile/compiler.h"
#include "engine/extract/field_extractor.h"
#include "engine/input/input_format.h"
#include "engine/json/json_string.h"
#include "engine/lookup/computed_lookup.h"
#include "engine/lookup/lookup.h"
#include "engine/search/predicate.h"
#include "engine/text/regex.h"
#include "parser/parser.h"

#include <algorithm>
#include <filesystem>

namespace karst {

namespace fs = std::filesystem;

namespace {

FieldId nowhere(std::string_view) {
    return 0;
}

// Reads the keys of one stanza.
constexpr YamlCodes kCodes{"pack-missing-key", "pack-wrong-type", DiagnosticCode("pack-unknown-key")};

class StanzaReader {
public:
    StanzaReader(YamlMap& map, const YamlProblems& problems, const std::string& folder, const FileSystem& files)
        : map_(map), problems_(problems), folder_(folder), files_(files) {}

    /// One pack, or the same for each of the alternatives of `match`.
    std::vector<Pack> read(Pack pack) {
        const auto* alternatives = map_.value("match");
        if (alternatives != nullptr && alternatives->is_sequence()) {
            map_.each_map("match", [&](YamlMap& item) { matches_.push_back(read_match(item)); });
        } else {
            auto match = map_.map("match");
            matches_.push_back(read_match(match));
        }
        if (matches_.empty()) {
            matches_.emplace_back();
        }
        read_knowledge(pack);
        std::vector<Pack> packs;
        for (auto& match : matches_) {
            packs.push_back(pack);
            packs.back().match = std::move(match);
            pack.sniff = {};  // events are recognised as the first of them
        }
        return packs;
    }

private:
    static PackMatch read_match(YamlMap& map) {
        PackMatch match;
        match.sourcetype = map.text("sourcetype");
        match.source = map.text("source");
        match.host = map.text("host");
        map.report_unknown_keys();
        return match;
    }

    void read_knowledge(Pack& pack) {
        read_reading(pack);
        read_kv_mode(pack);
        map_.each_map("extract", [&](YamlMap& item) { read_extraction(item, pack); });
        map_.each_entry("alias", [&](const YamlEntry& entry) { read_alias(entry, pack); });
        map_.each_entry("eval", [&](const YamlEntry& entry) { read_calculated(entry, pack); });
        map_.each_map("lookup", [&](YamlMap& item) { read_lookup(item, pack); });
        map_.each_entry("eventtype", [&](const YamlEntry& entry) { read_event_type(entry, pack); });
        map_.each_entry("tables", [&](const YamlEntry& entry) { read_table(entry, pack); });
        map_.each_entry("tags", [&](const YamlEntry& entry) { read_value_tags(entry, pack); });
        map_.each_entry("macros", [&](const YamlEntry& entry) { read_macro(entry, pack); });
    }

    void read_reading(Pack& pack) {
        auto read = map_.map("read");
        pack.read.format = read.text("format");
        pack.read.index = read.text("index");
        pack.read.host = read.source_text("host");
        check_regex(pack.read.host);
        if (!pack.read.format.empty() && find_input_format(pack.read.format) == nullptr) {
            problems_.add("pack-unknown-format", *read.value("format"), "unknown format '" + pack.read.format + "'",
                          "the formats are " + names_of(input_formats()));
        }
        auto time = read.map("time");
        pack.read.time_field = time.text("field");
        pack.read.time_format = time.text("format");
        time.report_unknown_keys();
        read_sniffing(read, pack);
        read.report_unknown_keys();
    }

    void read_sniffing(YamlMap& read, Pack& pack) {
        auto sniff = read.map("sniff");
        pack.sniff.json_keys = sniff.texts("json_keys");
        pack.sniff.text = sniff.source_text("text");
        pack.sniff.channel = sniff.text("channel");
        pack.sniff.source = sniff.text("source");
        pack.sniff.last = sniff.boolean("last").value_or(false);
        pack.sniff.sourcetype = sniff.has("sourcetype") ? sniff.text("sourcetype") : matches_.front().sourcetype;
        sniff.report_unknown_keys();
        check_regex(pack.sniff.text);
        if (!pack.sniff.empty() && pack.sniff.sourcetype.find('*') != std::string::npos) {
            problems_.add("pack-bad-sniff", *read.value("sniff"),
                          "events cannot be recognised as a pattern of sourcetypes; say sourcetype beside it, without *");
        }
    }

    void read_kv_mode(Pack& pack) {
        pack.kv_mode = map_.text("kv_mode");
        if (!pack.kv_mode.empty() && find_extraction(pack.kv_mode) == nullptr) {
            problems_.add("pack-unknown-kv-mode", *map_.value("kv_mode"), "unknown kv_mode '" + pack.kv_mode + "'",
                          "the kinds of extraction are " + names_of(extractions()));
        }
    }

    template <class Table>
    static std::string names_of(const Table& table) {
        std::string names;
        for (const auto& row : table) {
            names += (names.empty() ? "" : ", ") + std::string(row.name);
        }
        return names;
    }

    bool check_regex(SourceText& regex) {
        try {
            if (!regex.text().empty()) {
                Regex check(regex.text());
            }
            return true;
        } catch (const RegexError& error) {
            const auto at = static_cast<std::uint32_t>(error.offset());
            problems_.diagnostics.add(regex.diagnose("pack-bad-regex", {at, at + 1},
                                                     std::string("the regular expression does not compile: ") + error.what()));
            regex = SourceText();
            return false;
        }
    }

    void read_extraction(YamlMap& item, Pack& pack) {
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
            problems_.add("pack-bad-extraction", item.self(), "an extraction has one of regex, kv, columns and xml");
            return;
        }
        if (!check_regex(extraction.start)) {
            return;
        }
        if (!check_regex(extraction.regex)) {
            return;
        }
        pack.extractions.push_back(std::move(extraction));
    }

    void read_alias(const YamlEntry& entry, Pack& pack) {
        // "a?": b keeps a b that is there already (ASNEW).
        PackAlias alias;
        alias.from = entry.key.text;
        if (!alias.from.empty() && alias.from.back() == '?') {
            alias.from.pop_back();
            alias.keep_existing = true;
        }
        const auto add = [&](const YamlNode& node) {
            if (!node.is_scalar()) {
                map_.wrong_type(node, entry.key.text, "a field name or a list of them");
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

    void read_calculated(const YamlEntry& entry, Pack& pack) {
        if (entry.value.is_null()) {
            pack.removed_fields.push_back(entry.key.text);
            return;
        }
        if (!entry.value.is_scalar()) {
            map_.wrong_type(entry.value, entry.key.text, "an eval expression");
            return;
        }
        PackCalculated field{entry.key.text, problems_.document.source_text(entry.value)};
        try {
            EvalCompiler(field.expression, nowhere).compile_assignment(*parse_eval_expression(field.expression));
            pack.calculated.push_back(std::move(field));
        } catch (const DiagnosticError& error) {
            problems_.diagnostics.add(error.diagnostic());
        }
    }

    static std::pair<std::string, std::string> pair_of(const YamlNode& node) {
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

    void read_lookup(YamlMap& item, Pack& pack) {
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
        read_rows(item, lookup);
        item.report_unknown_keys();
        bool good = true;
        for (const std::string_view key : {"by", "out", "wildcard", "cidr"}) {
            good = check_columns(item, key, lookup) && good;
        }
        if (good) {
            pack.lookups.push_back(std::move(lookup));
        }
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
                problems_.add("pack-missing-column", column,
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

    void read_rows(YamlMap& item, PackLookup& lookup) {
        lookup.columns = item.texts("columns");
        if (const auto table = item.text("table"); !table.empty()) {
            auto rows = fs::path(table).extension() == ".tsv" ? parse_tsv(table_text(table, item), lookup.columns)
                                                              : parse_csv(table_text(table, item));
            lookup.columns = std::move(rows.columns);
            lookup.rows = std::move(rows.rows);
        }
        if (item.has("inline")) {
            lookup.columns = {lookup.by.empty() ? "key" : lookup.by.front().first,
                              lookup.out.empty() ? "value" : lookup.out.front().first};
            item.each_entry("inline", [&](const YamlEntry& entry) {
                lookup.rows.push_back({entry.key.text, entry.value.text});
            });
        }
        const auto* rows = item.value("rows");
        for (std::size_t index = 0; rows != nullptr && index < rows->items.size(); ++index) {
            auto& cells = lookup.rows.emplace_back();
            for (const auto& cell : rows->items[index].items) {
                cells.push_back(cell.text);
            }
            if (cells.size() != lookup.columns.size()) {
                problems_.add("pack-wrong-type", rows->items[index],
                              "a row of the lookup " + lookup.name + " has " + std::to_string(cells.size()) + " cells for " +
                                  std::to_string(lookup.columns.size()) + " columns");
                cells.resize(lookup.columns.size());
            }
        }
    }

    // Cells between tabs; no header (the pack names the columns), and lines that begin with # are comments.
    static LookupRows parse_tsv(std::string_view text, std::vector<std::string> columns) {
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
    std::string table_text(const std::string& table, YamlMap& item) {
        const auto path = fs::path(table).lexically_normal();
        if (path.is_absolute() || path.begin() == path.end() || *path.begin() == "..") {
            problems_.add("pack-missing-table", item.self(), "the table " + table + " is not in the folder of the pack");
            return "";
        }
        return read_text_file((fs::path(folder_) / path).string(), kMaxLookupFileBytes, files_);
    }

    void read_event_type(const YamlEntry& entry, Pack& pack) {
        YamlMap map(entry.value, "the event type", problems_);
        PackEventType type;
        type.name = entry.key.text;
        type.search = map.source_text("search");
        type.tags = map.texts("tags");
        map.report_unknown_keys();
        try {
            SearchCompiler(type.search, nowhere, 0, TimeZone()).compile(*parse_search_expression(type.search));
            pack.event_types.push_back(std::move(type));
        } catch (const DiagnosticError& error) {
            problems_.diagnostics.add(error.diagnostic());
        }
    }

    // A list of columns, or a map that says more.
    void read_table(const YamlEntry& entry, Pack& pack) {
        LookupDefinition table;
        table.name = entry.key.text;
        table.origin = "pack " + pack.name;
        if (entry.value.is_sequence()) {
            for (const auto& column : entry.value.items) {
                table.fields.push_back(column.text);
            }
        } else {
            YamlMap map(entry.value, "the table", problems_);
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
            if (!table.computed.empty() && find_computed_lookup(table.computed) == nullptr) {
                problems_.add("pack-unknown-function", entry.value, "no lookup is computed by '" + table.computed + "'");
            }
        }
        pack.tables.push_back(std::move(table));
    }

    void read_value_tags(const YamlEntry& entry, Pack& pack) {
        if (!entry.value.is_map()) {
            map_.wrong_type(entry.value, entry.key.text, "values with their tags");
            return;
        }
        for (const auto& value : entry.value.entries) {
            YamlMap map(entry.value, "the tags", problems_);
            pack.value_tags.push_back({entry.key.text, value.key.text, map.texts(value.key.text)});
        }
    }

    void read_macro(const YamlEntry& entry, Pack& pack) {
        Macro macro;
        macro.name = entry.key.text.substr(0, entry.key.text.find('('));
        macro.origin = "pack " + pack.name;
        if (entry.value.is_scalar()) {
            macro.definition = entry.value.text;
        } else {
            YamlMap map(entry.value, "the macro", problems_);
            macro.definition = map.required_text("definition");
            macro.arguments = map.texts("args");
            macro.is_eval = map.boolean("iseval").value_or(false);
            map.report_unknown_keys();
            const auto named = entry.key.text.find('(');
            if (named != std::string::npos &&
                entry.key.text.substr(named) != "(" + std::to_string(macro.arguments.size()) + ")") {
                problems_.add("pack-wrong-type", entry.key,
                              "the macro " + entry.key.text + " has " + std::to_string(macro.arguments.size()) + " args");
            }
        }
        pack.macros.push_back(std::move(macro));
    }

    YamlMap& map_;
    const YamlProblems& problems_;
    const std::string& folder_;
    const FileSystem& files_;
    std::vector<PackMatch> matches_;
};

void append_json(const YamlNode& node, std::string& out) {
    if (node.is_map()) {
        out += '{';
        for (std::size_t index = 0; index < node.entries.size(); ++index) {
            out += index > 0 ? "," : "";
            append_json_quoted(node.entries[index].key.text, out);
            out += ':';
            append_json(node.entries[index].value, out);
        }
        out += '}';
    } else if (node.is_sequence()) {
        out += '[';
        for (std::size_t index = 0; index < node.items.size(); ++index) {
            out += index > 0 ? "," : "";
            append_json(node.items[index], out);
        }
        out += ']';
    } else if (node.is_null()) {
        out += "null";
    } else {
        append_json_quoted(node.text, out);
    }
}

PackTest read_test(YamlMap& item, const YamlDocument& document) {
    PackTest test;
    test.raw = item.text("raw");
    test.sourcetype = item.text("sourcetype");
    test.source = item.text("source");
    if (const auto* event = item.value("event")) {
        append_json(*event, test.raw);
    }
    item.each_entry("expect", [&](const YamlEntry& entry) {
        std::vector<std::string> values;
        if (entry.value.is_sequence()) {
            for (const auto& value : entry.value.items) {
                values.push_back(value.text);
            }
        } else if (!entry.value.is_null()) {
            values.push_back(entry.value.text);
        }
        test.expect.emplace_back(entry.key.text, std::move(values));
    });
    item.report_unknown_keys();
    test.where = document.where(item.self());
    return test;
}

}  // namespace

PackFile read_pack(const std::shared_ptr<const SourceFile>& file, const std::string& folder, Diagnostics& diagnostics,
                   const FileSystem& files) {
    PackFile result;
    try {
        const YamlDocument document(file);
        const YamlProblems problems{document, kCodes, diagnostics};
        YamlMap map(document.root(), "the pack", problems);
        Pack common;
        common.name = map.required_text("pack");
        common.description = map.text("description");
        common.origin = file->name;
        map.each_map("tests", [&](YamlMap& item) { result.tests.push_back(read_test(item, document)); });
        const bool several = map.has("stanzas");
        map.each_map("stanzas", [&](YamlMap& stanza) {
            auto packs = StanzaReader(stanza, problems, folder, files).read(common);
            stanza.report_unknown_keys();
            std::move(packs.begin(), packs.end(), std::back_inserter(result.packs));
        });
        auto packs = StanzaReader(map, problems, folder, files).read(common);
        if (!several || !packs.front().macros.empty() || !packs.front().tables.empty()) {
            std::move(packs.begin(), packs.end(), std::back_inserter(result.packs));
        }
        map.report_unknown_keys();
    } catch (const DiagnosticError& error) {
        diagnostics.add(error.diagnostic());
    }
    return result;
}

}  // namespace karst
