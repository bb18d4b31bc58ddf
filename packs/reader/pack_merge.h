// Merge of packs that speak of the same events into one.
#pragma once

#include "base/diagnostic.h"
#include "base/file_system.h"
#include "engine/knowledge/pack.h"

#include <string>
#include <vector>

namespace karst {

/// Adds a pack; where one for the same match is there, the new one wins key by key.
void add_pack(std::vector<Pack>& packs, Pack pack);

/// Adds the packs of `directories` (each *.yml below one that is no data model), in the order of their names.
void add_packs_of(const std::vector<std::string>& directories, std::vector<Pack>& packs, Diagnostics& diagnostics,
                  const FileSystem& files = *real_file_system());

}  // namespace karst
