// Explanation of a rule as data: its stages, the conditions of each, the indicators (field, kind, values), what it groups by
// and which raw fields stand behind that.
#pragma once

#include "engine/knowledge/knowledge_base.h"
#include "rules/compiled_rule.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace karst {

/// A condition on a field, as it is written somewhere in the search.
struct Indicator {
    std::string field;
    std::string kind;  // eq, ne, in, match (wildcards), exists, lt, le, gt, ge; with "not " before it when it is negated
    std::vector<std::string> values;
    std::size_t stage = 1;
    std::size_t corpus_count = 0;  // other rules that look for the same
};

struct RuleStage {
    std::size_t number;
    std::string command;
    std::string text;  // as the author wrote it
};

struct GroupByField {
    std::string field;
    std::vector<std::string> raw;  // the raw fields that a pack makes it of; empty: it is raw itself, or made by the search
};

struct Explanation {
    std::vector<RuleStage> stages;
    std::vector<Indicator> indicators;
    std::vector<GroupByField> group_by;
    std::vector<std::string> fields_needed;
    std::vector<std::string> lookups;
    std::vector<std::string> data_models;
    std::string
        found_by;  // what an index can find the events of the first search by; empty: nothing, or there is no such search
};

Explanation explain_rule(const CompiledRule& compiled, const KnowledgeBase& knowledge);

/// The stages of a search: one a pipe, as it is written, macros unexpanded.
std::vector<RuleStage> stages_of(const std::string& search);

/// Indicators of many rules, for counting and for "rules that detect the same action".
class IndicatorCorpus {
public:
    void add(const Rule& rule, const Explanation& explanation);
    /// Sets corpus_count of each indicator, not counting the rule itself.
    void count(const Rule& rule, Explanation& explanation) const;
    /// Other rules that look for the same value of a field that names an action (eventName, EventCode, Operation …).
    std::vector<const Rule*> same_action(const Rule& rule, const Explanation& explanation) const;

private:
    std::map<std::string, std::set<const Rule*>> rules_of_;
};

}  // namespace karst
