// The keys of a stanza about lookups: `lookup` (those that events go through) and `tables` (those that rules name).
#pragma once

#include "engine/knowledge/pack.h"
#include "packs/reader/stanza_context.h"

namespace karst {

/// The reader of an item of `lookup`. Columns that its rows do not have are errors, and the lookup is left out.
void read_lookup(YamlMap& item, const StanzaContext& context, Pack& pack);

/// The reader of an entry of `tables`: a list of columns, or a map that says more.
void read_table(const YamlEntry& entry, const StanzaContext& context, Pack& pack);

}  // namespace karst
