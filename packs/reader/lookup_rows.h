// The rows of a lookup of a pack, from wherever they are written: `table` (a file beside the pack), `inline` or `rows`.
#pragma once

#include "engine/knowledge/pack.h"
#include "packs/reader/stanza_context.h"

namespace karst {

/// The reader of the columns and rows of the lookup that `item` is. `lookup.by` and `lookup.out` are known already: they name
/// the columns of `inline`. Throws a DiagnosticError where a file cannot be read.
void read_lookup_rows(YamlMap& item, const StanzaContext& context, PackLookup& lookup);

}  // namespace karst
