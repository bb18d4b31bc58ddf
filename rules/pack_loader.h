// Knowledge packs: YAML → Pack. The format is described for users in docs/writing-packs.md.
//
// Codes: `pack-missing-key`, `pack-wrong-type`, `pack-unknown-key`, `pack-bad-expression`, `pack-bad-search`, `pack-bad-regex`,
// `pack-unknown-format`, `pack-unknown-kv-mode`, `pack-bad-sniff`, `pack-bad-extraction`.
#pragma once

#include "engine/knowledge/pack.h"
#include "parser/diagnostic.h"

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

/// Whether expressions, searches and regular expressions are compiled to see whether they are right. That takes longer than all
/// the rest, and for the packs that come with karst the tests have done it.
enum class PackChecks { All, None };

/// Reads one file. Expressions, searches and regular expressions are checked here, so that what is wrong with them has a place.
/// CSV files that lookups name are read from the folder of the pack (`folder`; "" for built-in packs: among the embedded
/// files).
PackFile read_pack(const std::shared_ptr<const SourceFile>& file, const std::string& folder, Diagnostics& diagnostics,
                   PackChecks checks = PackChecks::All);

/// The packs that come with karst, then those of `directories` (each *.yml below it), which take the place of what is said for
/// the same match, key by key.
std::vector<Pack> load_packs(const std::vector<std::string>& directories, Diagnostics& diagnostics);

/// What `later` says wins over `base`, key by key; both are for the same match.
void merge_pack(Pack& base, const Pack& later);

}  // namespace karst
