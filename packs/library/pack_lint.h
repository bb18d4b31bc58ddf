// Lint of a user's packs and data models for faults that only show beside the others: aliases that go in a circle, tags of
// event types that do not exist, tags that nothing gives or asks for. And notes of regular expressions that need backtracking.
//
// Codes: `pack-alias-cycle`, `pack-unknown-eventtype`, `pack-bad-tag`, `pack-unknown-tag`, `pack-unused-tag`,
// `datamodel-unknown-tag`, `spl-regex-backtracks`.
#pragma once

#include "base/diagnostic.h"
#include "base/file_system.h"
#include "engine/knowledge/knowledge_base.h"

#include <string>
#include <vector>

namespace karst {

/// `knowledge` holds the packs and models of `directories` and those that come with karst. What cannot be read of a file has
/// been said when it was loaded.
void lint_packs(const std::vector<std::string>& directories, const KnowledgeBase& knowledge, Diagnostics& diagnostics,
                const FileSystem& files = *real_file_system());

}  // namespace karst
