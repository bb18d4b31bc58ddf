// The keys of a stanza that class events: `eventtype` (searches with their tags) and `tags` (of values of fields).
#pragma once

#include "engine/knowledge/pack.h"
#include "packs/reader/stanza_context.h"

namespace karst {

/// The reader of an entry of `eventtype`.
void read_event_type(const YamlEntry& entry, const StanzaContext& context, Pack& pack);

/// The reader of an entry of `tags`: a field, and its values with their tags.
void read_value_tags(const YamlEntry& entry, const StanzaContext& context, Pack& pack);

}  // namespace karst
