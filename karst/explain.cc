#include "karst/explain.h"

#include "karst/engine_impl.h"
#include "karst/error.h"
#include "karst/rule_set_impl.h"
#include "rules/attack.h"
#include "rules/compiled_rule.h"
#include "rules/explain.h"

#include <algorithm>
#include <map>
#include <utility>

namespace karst::api {

namespace {

std::vector<Explanation::Technique> techniques_of(const Rule& rule) {
    std::vector<Explanation::Technique> techniques;
    for (const auto& id : rule.mitre_attack_ids) {
        const auto technique = find_technique(id);
        for (const auto& tactic : technique.tactics.empty() ? std::vector<std::string>{""} : technique.tactics) {
            techniques.push_back({tactic, id, technique.name});
        }
    }
    return techniques;
}

// Each use once.
std::vector<Explanation::Macro> macros_of(const CompiledRule& compiled) {
    std::vector<Explanation::Macro> macros;
    for (const auto& use : compiled.macros) {
        const bool known = std::any_of(macros.begin(), macros.end(), [&](const Explanation::Macro& macro) {
            return macro.name == use.name && macro.definition == use.macro->definition && macro.origin == use.macro->origin;
        });
        if (!known) {
            macros.push_back({use.name, use.macro->definition, use.macro->origin});
        }
    }
    return macros;
}

// Sets how many rules of the corpus look for the same, and which look for the same action.
void compare(const Engine::Impl& engine, const Rule& rule, const RuleSet& corpus, ContentsInUse& contents,
             karst::Explanation& inner, Explanation& explanation) {
    if (corpus.size() == 0) {
        return;
    }
    IndicatorCorpus indicators;
    SharedEnvironments environments(engine, Limits());
    std::map<const Rule*, std::shared_ptr<const RuleInfo>> infos;
    for (std::size_t number = 0; number < corpus.size(); ++number) {
        const auto& other = corpus.impl()->inner_rules()[number];
        infos[&other] = corpus.rules()[number];
        const auto& content = contents.of(corpus.impl()->content_file(other));
        indicators.add(other, explain_rule(compile_rule(other, content, environments.of(content)), *engine.knowledge()));
    }
    indicators.count(rule, inner);
    for (const auto* other : indicators.same_action(rule, inner)) {
        explanation.same_action.push_back(infos[other]);
    }
}

}  // namespace

Explanation explain(const Engine& engine, const RuleSet& rules, std::size_t number, const RuleSet& corpus) {
    if (number >= rules.size()) {
        throw ArgumentError("number", "there are only " + std::to_string(rules.size()) + " rules");
    }
    const auto& inner = *engine.impl();
    const Rule& rule = rules.impl()->inner_rules()[number];
    Explanation explanation;
    explanation.rule = rules.rules()[number];
    ContentsInUse contents(inner, explanation.diagnostics);
    const auto& content = contents.of(rules.impl()->content_file(rule));
    const auto compiled = compile_rule(rule, content, inner.plan_environment(content, Limits()));
    append_public(compiled.diagnostics, explanation.diagnostics);
    explanation.compiles = compiled.plan != nullptr;

    auto found = explain_rule(compiled, *inner.knowledge());
    compare(inner, rule, corpus, contents, found, explanation);
    explanation.mitre = techniques_of(rule);
    for (const auto& stage : found.stages) {
        explanation.stages.push_back({stage.number, stage.command, stage.text});
    }
    for (const auto& indicator : found.indicators) {
        explanation.predicates.push_back(
            {indicator.stage, indicator.field, indicator.kind, indicator.values, indicator.corpus_count});
    }
    explanation.indicators = explanation.predicates;
    std::stable_sort(explanation.indicators.begin(), explanation.indicators.end(),
                     [](const auto& a, const auto& b) { return a.field < b.field; });
    for (const auto& group : found.group_by) {
        explanation.group_by.push_back({group.field, group.raw});
    }
    explanation.fields_needed = found.fields_needed;
    explanation.macros = macros_of(compiled);
    explanation.lookups = found.lookups;
    explanation.data_models = found.data_models;
    explanation.found_by = found.found_by;
    return explanation;
}

}  // namespace karst::api
