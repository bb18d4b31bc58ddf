// The packs of a run: those that come with karst, then the user's.
#pragma once

#include "base/diagnostic.h"
#include "base/file_system.h"
#include "engine/knowledge/pack.h"

#include <string>
#include <vector>

namespace karst {

/// The packs that come with karst, then those of `directories` (each *.yml below it), which take the place of what is said for
/// the same match, key by key.
std::vector<Pack> load_packs(const std::vector<std::string>& directories, Diagnostics& diagnostics,
                             const FileSystem& files = *real_file_system());

}  // namespace karst
