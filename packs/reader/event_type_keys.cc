#include "packs/reader/event_type_keys.h"

#include "packs/reader/pack_checks.h"

namespace karst {

void read_event_type(const YamlEntry& entry, const StanzaContext& context, Pack& pack) {
    YamlMap map(entry.value, "the event type", context.problems());
    PackEventType type;
    type.name = entry.key.text;
    type.search = map.source_text("search");
    type.tags = map.texts("tags");
    map.report_unknown_keys();
    if (check_search(type.search, context.problems().diagnostics)) {
        pack.event_types.push_back(std::move(type));
    }
}

void read_value_tags(const YamlEntry& entry, const StanzaContext& context, Pack& pack) {
    if (!entry.value.is_map()) {
        context.stanza.wrong_type(entry.value, entry.key.text, "values with their tags");
        return;
    }
    for (const auto& value : entry.value.entries) {
        YamlMap map(entry.value, "the tags", context.problems());
        pack.value_tags.push_back({entry.key.text, value.key.text, map.texts(value.key.text)});
    }
}

}  // namespace karst
