#include "packs/reader/stanza_reader.h"

#include "packs/reader/event_type_keys.h"
#include "packs/reader/field_keys.h"
#include "packs/reader/lookup_keys.h"
#include "packs/reader/macro_keys.h"
#include "packs/reader/reading_keys.h"

#include <array>
#include <string_view>
#include <utility>

namespace karst {

namespace {

using ReadKey = void (*)(const StanzaContext& context, std::string_view key, Pack& pack);

// The value is a list of maps, each of which is read by `kRead`.
template <void (*kRead)(YamlMap& item, const StanzaContext& context, Pack& pack)>
void each_item(const StanzaContext& context, std::string_view key, Pack& pack) {
    context.stanza.each_map(key, [&](YamlMap& item) { kRead(item, context, pack); });
}

// The value is a map whose keys are the author's own, each of which is read by `kRead`.
template <void (*kRead)(const YamlEntry& entry, const StanzaContext& context, Pack& pack)>
void each_entry(const StanzaContext& context, std::string_view key, Pack& pack) {
    context.stanza.each_entry(key, [&](const YamlEntry& entry) { kRead(entry, context, pack); });
}

struct StanzaKey {
    std::string_view name;
    ReadKey read;
};

// The keys beside `match`, in the order in which they are read and what is wrong with them is reported. A new key of the schema
// is a row here; rows are also what the suggestions for unknown keys are taken from.
constexpr std::array kStanzaKeys = {
    StanzaKey{"read", read_reading},
    StanzaKey{"kv_mode", read_kv_mode},
    StanzaKey{"extract", each_item<read_extraction>},
    StanzaKey{"alias", each_entry<read_alias>},
    StanzaKey{"eval", each_entry<read_calculated>},
    StanzaKey{"lookup", each_item<read_lookup>},
    StanzaKey{"eventtype", each_entry<read_event_type>},
    StanzaKey{"tables", each_entry<read_table>},
    StanzaKey{"tags", each_entry<read_value_tags>},
    StanzaKey{"macros", each_entry<read_macro>},
};

PackMatch read_match(YamlMap& map) {
    PackMatch match;
    match.sourcetype = map.text("sourcetype");
    match.source = map.text("source");
    match.host = map.text("host");
    map.report_unknown_keys();
    return match;
}

// Never empty: a stanza without a match applies to everything.
std::vector<PackMatch> read_matches(YamlMap& stanza) {
    std::vector<PackMatch> matches;
    const auto* alternatives = stanza.value("match");
    if (alternatives != nullptr && alternatives->is_sequence()) {
        stanza.each_map("match", [&](YamlMap& item) { matches.push_back(read_match(item)); });
    } else {
        auto match = stanza.map("match");
        matches.push_back(read_match(match));
    }
    if (matches.empty()) {
        matches.emplace_back();
    }
    return matches;
}

}  // namespace

std::vector<Pack> read_stanza(const StanzaContext& context, Pack common) {
    auto matches = read_matches(context.stanza);
    auto pack = std::move(common);
    pack.match = matches.front();
    for (const auto& key : kStanzaKeys) {
        key.read(context, key.name, pack);
    }
    std::vector<Pack> packs;
    for (auto& match : matches) {
        packs.push_back(pack);
        packs.back().match = std::move(match);
        pack.sniff = {};  // events are recognised as the first of them
    }
    return packs;
}

}  // namespace karst
