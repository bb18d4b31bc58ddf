#include "cli/commands/commands.h"
#include "cli/commands/session.h"
#include "cli/output/terminal_text.h"

#include <nlohmann/json.hpp>

#include <memory>
#include <utility>

namespace karst::cli {

namespace {

struct ExplainArguments {
    CommonOptions common;
    std::string rule;
    std::string corpus;
};

std::string joined(const std::vector<std::string>& list) {
    std::string text;
    for (const auto& item : list) {
        text += (text.empty() ? "" : ", ") + printable(item);
    }
    return text;
}

void write_head(std::ostream& out, const Explanation& explanation) {
    const auto& rule = *explanation.rule;
    out << printable(rule.name) << "\n\n";
    for (const auto& [key, value] : {std::pair<std::string, std::string>{"status", rule.status},
                                     {"severity", rule.severity},
                                     {"type", rule.type},
                                     {"author", rule.author},
                                     {"date", rule.date},
                                     {"id", rule.id},
                                     {"file", rule.file}}) {
        out << "  " << key << std::string(12 - key.size(), ' ') << printable(value) << "\n";
    }
    std::string groups;
    for (const auto& group : explanation.group_by) {
        groups += (groups.empty() ? "" : ", ") + printable(group.field);
        groups += group.raw.empty() ? "" : " (" + joined(group.raw) + ")";
    }
    if (!groups.empty()) {
        out << "  group by    " << groups << "\n";
    }
    if (!explanation.data_models.empty()) {
        out << "  data models " << joined(explanation.data_models) << "\n";
    }
    if (!explanation.found_by.empty()) {
        out << "  found by    " << printable(explanation.found_by) << "\n";
    }
    out << "\n" << printable(rule.description) << "\n";
    if (!explanation.mitre.empty()) {
        out << "\nMITRE ATT&CK\n";
        for (const auto& technique : explanation.mitre) {
            out << "  " << technique.tactic << ": " << technique.id << " " << technique.name << "\n";
        }
    }
}

void write_stages(std::ostream& out, const Explanation& explanation) {
    out << "\nStages\n";
    for (const auto& stage : explanation.stages) {
        out << "  " << stage.number << ". " << stage.command << "\n       " << printable(stage.text) << "\n";
        for (const auto& predicate : explanation.predicates) {
            if (predicate.stage == stage.number) {
                out << "         " << printable(predicate.field) << " " << predicate.kind << " " << joined(predicate.values)
                    << "\n";
            }
        }
    }
}

void write_text(std::ostream& out, const Explanation& explanation, bool has_corpus) {
    write_head(out, explanation);
    write_stages(out, explanation);
    out << "\nIndicators\n";
    std::vector<std::vector<std::string>> rows;
    for (const auto& indicator : explanation.indicators) {
        rows.push_back({indicator.field, indicator.kind, joined(indicator.values),
                        has_corpus ? std::to_string(indicator.corpus_count) : ""});
    }
    write_table(out, {"field", "kind", "values", "corpus"}, rows);
    if (!explanation.macros.empty()) {
        out << "\nMacros\n";
        for (const auto& macro : explanation.macros) {
            out << "  " << macro.name << " (" << macro.origin << "): " << printable(macro.definition) << "\n";
        }
    }
    if (!explanation.same_action.empty()) {
        out << "\nRules detecting the same action\n";
        for (const auto& other : explanation.same_action) {
            out << "  " << printable(other->name) << " (" << printable(other->file) << ")\n";
        }
    }
}

int run_explain(const ExplainArguments& arguments) {
    const Session session(arguments.common);
    auto targets = open_targets(arguments.common.output, Shown::Lists);
    const auto rules = RuleSet::from_paths(session.engine(), {arguments.rule});
    session.report(rules.diagnostics());
    if (rules.size() == 0) {
        return 2;
    }
    const bool has_corpus = !arguments.corpus.empty();
    const auto corpus = has_corpus ? RuleSet::from_paths(session.engine(), {arguments.corpus}) : RuleSet();
    const auto explanation = explain(session.engine(), rules, 0, corpus);
    session.report(explanation.diagnostics);
    write_report(
        targets, arguments.common.output, Shown::Lists, to_json(explanation),
        [&](std::ostream& out, bool) { write_text(out, explanation, has_corpus); },
        [](const nlohmann::ordered_json& whole) { return nlohmann::ordered_json::array({whole}); });
    return explanation.compiles ? 0 : 2;
}

}  // namespace

CommandRunner add_explain(Arguments& arguments) {
    const auto options = std::make_shared<ExplainArguments>();
    arguments.text("RULE", options->rule, "a rule file", {.required = true});
    arguments.text("--corpus", options->corpus, "rules among which the same indicators are counted", {.placeholder = "DIR"});
    add_common_options(arguments, options->common);
    return [options] { return run_explain(*options); };
}

}  // namespace karst::cli
