// The key of a stanza for the macros that rules use and that come with the add-on: `macros`.
#pragma once

#include "engine/knowledge/pack.h"
#include "packs/reader/stanza_context.h"

namespace karst {

/// The reader of an entry of `macros`: a name, alone or with the number of its arguments, and a definition or a map that says
/// more.
void read_macro(const YamlEntry& entry, const StanzaContext& context, Pack& pack);

}  // namespace karst
