// The keys of a stanza that make fields of an event's own text and fields: `extract`, `alias` and `eval`.
#pragma once

#include "engine/knowledge/pack.h"
#include "packs/reader/stanza_context.h"

namespace karst {

/// The reader of an item of `extract`.
void read_extraction(YamlMap& item, const StanzaContext& context, Pack& pack);

/// The reader of an entry of `alias`: a field, and another name or a list of them. "a?": b keeps a b that is there already
/// (ASNEW).
void read_alias(const YamlEntry& entry, const StanzaContext& context, Pack& pack);

/// The reader of an entry of `eval`: a field and its expression, or null to take the field of an earlier pack away.
void read_calculated(const YamlEntry& entry, const StanzaContext& context, Pack& pack);

}  // namespace karst
