#include "rules/explain.h"
#include "cli/commands/commands.h"
#include "cli/commands/session.h"
#include "cli/output/report.h"
#include "cli/output/row_writer.h"
#include "rules/attack.h"
#include "rules/rule_loader.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>

namespace karst::cli {

namespace {

using Json = nlohmann::ordered_json;

struct ExplainOptions {
    CommonOptions common;
    std::string rule;
    std::string corpus;
};

// All that is shown, as JSON; the text form is a rendering of it.
Json explained(const ExplainOptions& options, const Session& session, const CompiledRule& compiled) {
    const Rule& rule = *compiled.rule;
    auto explanation = explain_rule(compiled, *session.knowledge());
    RuleSet corpus_rules;
    IndicatorCorpus corpus;
    if (!options.corpus.empty()) {
        corpus_rules = load_rules({options.corpus});
        SharedEnvironments environments(session, Limits());
        for (const auto& other : corpus_rules.rules) {
            const auto& content = session.content_of(other.file);
            corpus.add(other, explain_rule(compile_rule(other, content, environments.of(content)), *session.knowledge()));
        }
        corpus.count(rule, explanation);
    }
    Json json;
    json["rule"] = {{"name", rule.name},
                    {"id", rule.id},
                    {"file", rule.file},
                    {"version", rule.version},
                    {"date", rule.date},
                    {"author", rule.author},
                    {"status", rule.status},
                    {"type", rule.type},
                    {"severity", name_of(rule.severity)},
                    {"risk_score", rule.risk_score},
                    {"description", rule.description},
                    {"data_source", rule.data_sources},
                    {"analytic_story", rule.analytic_stories},
                    {"asset_type", rule.asset_type},
                    {"security_domain", rule.security_domain},
                    {"references", rule.references}};
    json["mitre"] = Json::array();
    for (const auto& id : rule.mitre_attack_ids) {
        const auto technique = find_technique(id);
        for (const auto& tactic : technique.tactics.empty() ? std::vector<std::string>{""} : technique.tactics) {
            json["mitre"].push_back({{"tactic", tactic}, {"technique", id}, {"name", technique.name}});
        }
    }
    json["stages"] = Json::array();
    for (const auto& stage : explanation.stages) {
        json["stages"].push_back({{"number", stage.number}, {"command", stage.command}, {"text", stage.text}});
    }
    json["predicates"] = Json::array();
    json["indicators"] = Json::array();
    for (const auto& indicator : explanation.indicators) {
        json["predicates"].push_back(
            {{"stage", indicator.stage}, {"field", indicator.field}, {"kind", indicator.kind}, {"values", indicator.values}});
    }
    auto sorted = explanation.indicators;
    std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.field < b.field; });
    for (const auto& indicator : sorted) {
        json["indicators"].push_back({{"field", indicator.field},
                                      {"kind", indicator.kind},
                                      {"values", indicator.values},
                                      {"corpus_count", indicator.corpus_count}});
    }
    json["group_by"] = Json::array();
    for (const auto& group : explanation.group_by) {
        json["group_by"].push_back({{"field", group.field}, {"raw", group.raw}});
    }
    json["fields_needed"] = explanation.fields_needed;
    json["macros"] = Json::array();
    for (const auto& use : compiled.macros) {
        const Json macro = {{"name", use.name}, {"definition", use.macro->definition}, {"origin", use.macro->origin}};
        if (std::find(json["macros"].begin(), json["macros"].end(), macro) == json["macros"].end()) {
            json["macros"].push_back(macro);
        }
    }
    json["lookups"] = explanation.lookups;
    json["data_models"] = explanation.data_models;
    json["same_action"] = Json::array();
    for (const auto* other : corpus.same_action(rule, explanation)) {
        json["same_action"].push_back({{"name", other->name}, {"file", other->file}});
    }
    return json;
}

std::string joined(const Json& list) {
    std::string text;
    for (const auto& item : list) {
        text += (text.empty() ? "" : ", ") + printable(item.get<std::string>());
    }
    return text;
}

void write_text(std::ostream& out, const Json& json, bool has_corpus) {
    const auto& rule = json["rule"];
    out << printable(rule["name"].get<std::string>()) << "\n\n";
    for (const char* key : {"status", "severity", "type", "author", "date", "id", "file"}) {
        out << "  " << key << std::string(12 - std::string(key).size(), ' ') << printable(rule[key].get<std::string>()) << "\n";
    }
    std::string groups;
    for (const auto& group : json["group_by"]) {
        groups += (groups.empty() ? "" : ", ") + printable(group["field"].get<std::string>());
        groups += group["raw"].empty() ? "" : " (" + joined(group["raw"]) + ")";
    }
    if (!groups.empty()) {
        out << "  group by    " << groups << "\n";
    }
    if (!json["data_models"].empty()) {
        out << "  data models " << joined(json["data_models"]) << "\n";
    }
    out << "\n" << printable(rule["description"].get<std::string>()) << "\n";
    if (!json["mitre"].empty()) {
        out << "\nMITRE ATT&CK\n";
        for (const auto& one : json["mitre"]) {
            out << "  " << one["tactic"].get<std::string>() << ": " << one["technique"].get<std::string>() << " "
                << one["name"].get<std::string>() << "\n";
        }
    }
    out << "\nStages\n";
    for (const auto& stage : json["stages"]) {
        out << "  " << stage["number"] << ". " << stage["command"].get<std::string>() << "\n       "
            << printable(stage["text"].get<std::string>()) << "\n";
        for (const auto& predicate : json["predicates"]) {
            if (predicate["stage"] == stage["number"]) {
                out << "         " << printable(predicate["field"].get<std::string>()) << " "
                    << predicate["kind"].get<std::string>() << " " << joined(predicate["values"]) << "\n";
            }
        }
    }
    out << "\nIndicators\n";
    std::vector<std::vector<std::string>> rows;
    for (const auto& indicator : json["indicators"]) {
        rows.push_back({indicator["field"].get<std::string>(), indicator["kind"].get<std::string>(),
                        joined(indicator["values"]), has_corpus ? indicator["corpus_count"].dump() : ""});
    }
    write_table(out, {"field", "kind", "values", "corpus"}, rows);
    if (!json["macros"].empty()) {
        out << "\nMacros\n";
        for (const auto& macro : json["macros"]) {
            out << "  " << macro["name"].get<std::string>() << " (" << macro["origin"].get<std::string>()
                << "): " << printable(macro["definition"].get<std::string>()) << "\n";
        }
    }
    if (!json["same_action"].empty()) {
        out << "\nRules detecting the same action\n";
        for (const auto& other : json["same_action"]) {
            out << "  " << printable(other["name"].get<std::string>()) << " (" << printable(other["file"].get<std::string>())
                << ")\n";
        }
    }
}

int run_explain(const ExplainOptions& options) {
    const Session session(options.common);
    auto targets = open_targets(options.common);
    const auto rules = load_rules({options.rule});
    for (const auto& diagnostic : rules.diagnostics.all()) {
        session.report(diagnostic);
    }
    if (rules.rules.empty()) {
        return 2;
    }
    const auto& content = session.content_of(options.rule);
    const auto compiled = compile_rule(rules.rules.front(), content, session.environment(Limits(), content));
    for (const auto& diagnostic : compiled.diagnostics.all()) {
        session.report(diagnostic);
    }
    const auto json = explained(options, session, compiled);
    const auto text = [&](std::ostream& out, bool) { write_text(out, json, !options.corpus.empty()); };
    write_report(targets, options.common, {json, Json::array({json}), text});
    return compiled.plan ? 0 : 2;
}

}  // namespace

CommandRunner add_explain(Arguments& arguments) {
    const auto options = std::make_shared<ExplainOptions>();
    arguments.text("RULE", options->rule, "a rule file", {.required = true});
    arguments.text("--corpus", options->corpus, "rules among which the same indicators are counted", {.placeholder = "DIR"});
    add_common_options(arguments, options->common);
    return [options] { return run_explain(*options); };
}

}  // namespace karst::cli
