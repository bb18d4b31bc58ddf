// The inside of rule sets. Not installed.
#pragma once

#include "karst/rule_set.h"
#include "rules/rule.h"
#include "rules/rule_loader.h"

#include <memory>
#include <string>
#include <vector>

namespace karst::api {

class RuleSet::Impl {
public:
    Impl(karst::RuleSet loaded, bool are_texts);

    const std::vector<Rule>& inner_rules() const { return loaded_.rules; }
    /// Above which file the rule's content is looked for; "": nowhere.
    std::string content_file(const Rule& rule) const { return are_texts_ ? std::string() : rule.file; }
    const std::vector<std::shared_ptr<const RuleInfo>>& rules() const { return rules_; }
    const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }
    std::size_t files() const { return loaded_.files; }
    std::size_t files_failed() const { return loaded_.files_failed; }

private:
    karst::RuleSet loaded_;
    bool are_texts_;
    std::vector<std::shared_ptr<const RuleInfo>> rules_;  // of the same number
    std::vector<Diagnostic> diagnostics_;
};

}  // namespace karst::api
