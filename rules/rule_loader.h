// Rule files → rules. A file that is wrong is reported, with all that is wrong with it, and never stops the others.
//
// Codes beside those of YAML (yaml_document.h): `rule-missing-key`, `rule-wrong-type`, `rule-empty-search`; as notes, for what
// lies beside the rules in a directory: `rule-skipped`. Keys that karst does not know are left alone: every generation of the
// schema has its own, and the next one will.
#pragma once

#include "base/file_system.h"
#include "rules/rule.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace karst {

struct RuleSet {
    std::vector<Rule> rules;  // in the order of the paths, within a directory by name
    Diagnostics diagnostics;
    std::size_t files = 0;         // that hold a rule or should
    std::size_t files_failed = 0;  // of these, without a rule in `rules`
};

/// Loads files and directories. Of a directory all *.yml and *.yaml below it count that have a `search`, without baselines,
/// which fill tables and detect nothing; of a file named directly it is an error to have none. `threads` 0: as many as the
/// machine has.
RuleSet load_rules(const std::vector<std::string>& paths, std::size_t threads = 0,
                   const FileSystem& files = *real_file_system());

/// One rule out of a text; nothing when there was an error.
std::optional<Rule> read_rule(const std::shared_ptr<const SourceFile>& file, Diagnostics& diagnostics);

}  // namespace karst
