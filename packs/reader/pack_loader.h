// Knowledge packs: YAML → Pack. The format is described for users in docs/writing-packs.md.
//
// Codes: `pack-missing-key`, `pack-wrong-type`, `pack-unknown-key`, `pack-bad-expression`, `pack-bad-search`, `pack-bad-regex`,
// `pack-unknown-format`, `pack-unknown-kv-mode`, `pack-bad-sniff`, `pack-bad-extraction`.
#pragma once

#include "base/diagnostic.h"
#include "base/file_system.h"
#include "engine/knowledge/pack.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace karst {

/// An event of a pack's own tests, and what its fields must be.
struct PackTest {
    std::string raw;         // the event's text
    std::string sourcetype;  // of the event; empty: the first match's
    std::string source;
    std::vector<std::pair<std::string, std::vector<std::string>>> expect;
    Location where;
};

struct PackFile {
    std::vector<Pack> packs;  // one, or one for each stanza
    std::vector<PackTest> tests;
};

/// Reads one file. Expressions, searches and regular expressions are checked here, so that what is wrong with them has a place.
/// Tables that lookups name are read from `folder`, the folder of the pack.
PackFile read_pack(const std::shared_ptr<const SourceFile>& file, const std::string& folder, Diagnostics& diagnostics,
                   const FileSystem& files = *real_file_system());

}  // namespace karst
