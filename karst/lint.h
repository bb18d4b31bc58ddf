// Lint: all that is wrong with packs, content and rules, found without running anything.
#pragma once

#include "karst/diagnostic.h"
#include "karst/engine.h"
#include "karst/rule_set.h"

#include <cstddef>
#include <vector>

namespace karst::api {

struct LintReport {
    /// Of the packs, then of the files of rules, then of each rule.
    std::vector<Diagnostic> diagnostics;
    std::size_t rules = 0;  // files that hold a rule or should
    std::size_t compiled = 0;
    std::size_t unsupported = 0;  // need a command that karst does not run
    std::size_t errors = 0;
    std::size_t warnings = 0;
};

struct LintOptions {
    bool notes = false;  // also the notes of RuleSet::diagnostics(): which files beside the rules were passed over
};

LintReport lint(const Engine& engine, const RuleSet& rules, const LintOptions& options = {});

}  // namespace karst::api
