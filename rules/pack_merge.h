// What several packs say about the same events, made one.
#pragma once

#include "engine/knowledge/pack.h"

#include <vector>

namespace karst {

/// Adds a pack; where one for the same match is there, the new one wins key by key.
void add_pack(std::vector<Pack>& packs, Pack pack);

}  // namespace karst
