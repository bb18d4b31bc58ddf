// Explanations: what a rule looks for, as data.
#pragma once

#include "karst/diagnostic.h"
#include "karst/engine.h"
#include "karst/rule_set.h"

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace karst::api {

struct Explanation {
    struct Technique {
        std::string tactic;
        std::string id;
        std::string name;
    };
    struct Stage {
        std::size_t number = 1;
        std::string command;
        std::string text;  // as its author wrote it
    };
    /// A condition on a field, as it stands somewhere in the search.
    struct Predicate {
        std::size_t stage = 1;
        std::string field;
        std::string kind;  // eq, ne, in, match, exists, lt, le, gt, ge; with "not " before it when it is negated
        std::vector<std::string> values;
        std::size_t corpus_count = 0;  // other rules of the corpus that look for the same
    };
    struct GroupBy {
        std::string field;
        std::vector<std::string> raw;  // the raw fields that a pack makes it of
    };
    struct Macro {
        std::string name;
        std::string definition;
        std::string origin;
    };

    std::shared_ptr<const RuleInfo> rule;
    bool compiles = false;
    std::vector<Technique> mitre;  // a line for each tactic of a technique
    std::vector<Stage> stages;
    std::vector<Predicate> predicates;  // in the order of the search
    std::vector<Predicate> indicators;  // the same by field
    std::vector<GroupBy> group_by;
    std::vector<std::string> fields_needed;
    std::vector<Macro> macros;  // each once
    std::vector<std::string> lookups;
    std::vector<std::string> data_models;
    std::string found_by;  // what an index finds the rule's events by, as far as its search says; empty: by nothing
    std::vector<std::shared_ptr<const RuleInfo>> same_action;  // rules of the corpus that look for the same action
    std::vector<Diagnostic> diagnostics;                       // of the content and the rule's search
};

/// Explains the rule of that number. Its indicators are counted among the rules of `corpus`.
Explanation explain(const Engine& engine, const RuleSet& rules, std::size_t number, const RuleSet& corpus = {});

}  // namespace karst::api
