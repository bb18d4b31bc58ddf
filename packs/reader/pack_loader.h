// Knowledge packs: YAML → Pack. The format is described for users in docs/writing-packs.md. The keys of the file are read here,
// those of a stanza by the table in stanza_reader.cc and the *_keys beside it.
//
// Codes: `pack-missing-key`, `pack-wrong-type`, `pack-unknown-key`, `pack-bad-regex`, `pack-unknown-format`,
// `pack-unknown-kv-mode`, `pack-bad-sniff`, `pack-bad-extraction`, `pack-missing-column`, `pack-missing-table`,
// `pack-unknown-function`; expressions and searches have those of SPL.
#pragma once

#include "base/diagnostic.h"
#include "base/file_system.h"
#include "engine/knowledge/pack.h"
#include "packs/reader/pack_tests.h"

#include <memory>
#include <string>
#include <vector>

namespace karst {

/// What one file gives.
struct PackFile {
    std::vector<Pack> packs;  // one, or one for each stanza
    std::vector<PackTest> tests;
};

/// Reads one file. Expressions, searches and regular expressions are checked here, so that what is wrong with them has a place.
/// Tables that lookups name are read from `folder`, the folder of the pack.
PackFile read_pack(const std::shared_ptr<const SourceFile>& file, const std::string& folder, Diagnostics& diagnostics,
                   const FileSystem& files = *real_file_system());

}  // namespace karst
