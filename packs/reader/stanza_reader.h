// One stanza of a pack: its `match`, and the table of all its other keys with what reads each.
#pragma once

#include "engine/knowledge/pack.h"
#include "packs/reader/stanza_context.h"

#include <vector>

namespace karst {

/// Packs of the stanza that `context` is at: one, or the same for each of the alternatives of `match`. `common` is what all
/// stanzas of the file have (name, description, origin). Unknown keys are left for the caller to report, who may know more of
/// them.
std::vector<Pack> read_stanza(const StanzaContext& context, Pack common);

}  // namespace karst
