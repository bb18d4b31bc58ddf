#include "packs/reader/reading_keys.h"

#include "engine/formats/extractions.h"
#include "engine/formats/input_formats.h"
#include "engine/input/input_format.h"
#include "packs/reader/pack_checks.h"

namespace karst {

namespace {

template <class Table>
std::string names_of(const Table& table) {
    std::string names;
    for (const auto& row : table) {
        names += (names.empty() ? "" : ", ") + std::string(row.name);
    }
    return names;
}

void read_time(YamlMap& read, PackRead& result) {
    auto time = read.map("time");
    result.time_field = time.text("field");
    result.time_format = time.text("format");
    time.report_unknown_keys();
}

void read_sniffing(YamlMap& read, Pack& pack) {
    auto sniff = read.map("sniff");
    pack.sniff.json_keys = sniff.texts("json_keys");
    pack.sniff.text = sniff.source_text("text");
    pack.sniff.channel = sniff.text("channel");
    pack.sniff.source = sniff.text("source");
    pack.sniff.last = sniff.boolean("last").value_or(false);
    pack.sniff.sourcetype = sniff.has("sourcetype") ? sniff.text("sourcetype") : pack.match.sourcetype;
    sniff.report_unknown_keys();
    check_regex(pack.sniff.text, read.problems().diagnostics);
    if (!pack.sniff.empty() && pack.sniff.sourcetype.find('*') != std::string::npos) {
        read.problems().add("pack-bad-sniff", *read.value("sniff"),
                            "events cannot be recognised as a pattern of sourcetypes; say sourcetype beside it, without *");
    }
}

}  // namespace

void read_reading(const StanzaContext& context, std::string_view key, Pack& pack) {
    auto read = context.stanza.map(key);
    pack.read.format = read.text("format");
    pack.read.index = read.text("index");
    pack.read.host = read.source_text("host");
    check_regex(pack.read.host, context.problems().diagnostics);
    if (!pack.read.format.empty() && find_input_format(pack.read.format) == nullptr) {
        context.problems().add("pack-unknown-format", *read.value("format"), "unknown format '" + pack.read.format + "'",
                               "the formats are " + names_of(input_formats()));
    }
    read_time(read, pack.read);
    read_sniffing(read, pack);
    read.report_unknown_keys();
}

void read_kv_mode(const StanzaContext& context, std::string_view key, Pack& pack) {
    pack.kv_mode = context.stanza.text(key);
    if (!pack.kv_mode.empty() && find_extraction(pack.kv_mode) == nullptr) {
        context.problems().add("pack-unknown-kv-mode", *context.stanza.value(key), "unknown kv_mode '" + pack.kv_mode + "'",
                               "the kinds of extraction are " + names_of(extractions()));
    }
}

}  // namespace karst
