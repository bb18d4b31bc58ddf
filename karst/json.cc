#include "karst/json.h"

#include "engine/json/json_string.h"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <cstdint>

namespace karst::api {

namespace {

using Json = nlohmann::ordered_json;

std::string text_of(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

// Whole scores and times are written without a decimal point.
Json number(double value) {
    const auto whole = static_cast<std::int64_t>(value);
    return static_cast<double>(whole) == value ? Json(whole) : Json(value);
}

Json tree_of(const Diagnostic& diagnostic) {
    Json json;
    json["file"] = diagnostic.where.file;
    json["line"] = diagnostic.where.line;
    json["column"] = diagnostic.where.column;
    json["end_line"] = diagnostic.where.end_line;
    json["end_column"] = diagnostic.where.end_column;
    json["severity"] = name_of(diagnostic.severity);
    json["code"] = diagnostic.code;
    json["message"] = diagnostic.message;
    if (!diagnostic.help.empty()) {
        json["help"] = diagnostic.help;
    }
    json["notes"] = diagnostic.notes;
    return json;
}

Json tree_of(const TestResult& result) {
    return {{"rule_file", result.rule->file},
            {"rule", result.rule->name},
            {"id", result.rule->id},
            {"test", result.test},
            {"status", name_of(result.status)},
            {"reason", result.reason},
            {"events", result.events},
            {"results", result.results},
            {"missing_fields", result.missing_fields},
            {"milliseconds", result.milliseconds}};
}

Json rule_of_explanation(const RuleInfo& rule) {
    return {{"name", rule.name},
            {"id", rule.id},
            {"file", rule.file},
            {"version", rule.version},
            {"date", rule.date},
            {"author", rule.author},
            {"status", rule.status},
            {"type", rule.type},
            {"severity", rule.severity},
            {"risk_score", rule.risk_score},
            {"description", rule.description},
            {"data_source", rule.data_sources},
            {"analytic_story", rule.analytic_stories},
            {"asset_type", rule.asset_type},
            {"security_domain", rule.security_domain},
            {"references", rule.references}};
}

// What a rule looks for: its stages, the conditions of each, and what it groups by.
void add_logic(const Explanation& explanation, Json& json) {
    json["stages"] = Json::array();
    for (const auto& stage : explanation.stages) {
        json["stages"].push_back({{"number", stage.number}, {"command", stage.command}, {"text", stage.text}});
    }
    json["predicates"] = Json::array();
    for (const auto& predicate : explanation.predicates) {
        json["predicates"].push_back(
            {{"stage", predicate.stage}, {"field", predicate.field}, {"kind", predicate.kind}, {"values", predicate.values}});
    }
    json["indicators"] = Json::array();
    for (const auto& indicator : explanation.indicators) {
        json["indicators"].push_back({{"field", indicator.field},
                                      {"kind", indicator.kind},
                                      {"values", indicator.values},
                                      {"corpus_count", indicator.corpus_count}});
    }
    json["group_by"] = Json::array();
    for (const auto& group : explanation.group_by) {
        json["group_by"].push_back({{"field", group.field}, {"raw", group.raw}});
    }
}

Json json_of(const DiagnosticEntry& entry) {
    return {{"code", entry.code},
            {"severity", name_of(entry.severity)},
            {"unsupported", entry.unsupported},
            {"title", entry.title},
            {"explanation", entry.explanation},
            {"example", entry.example},
            {"wrong", entry.wrong},
            {"right", entry.right},
            {"no_example", entry.no_example}};
}

}  // namespace

void append_json_string(std::string_view text, std::string& out) {
    append_json_quoted(text, out, InvalidBytes::Replace);
}

std::string to_json(const Diagnostic& diagnostic) {
    return text_of(tree_of(diagnostic));
}

std::string to_json(const Row& row) {
    std::string json;
    row.append_json(json);
    return json;
}

std::string to_json(const Finding& finding) {
    const auto& rule = *finding.rule;
    Json json;
    json["rule"] = {{"id", rule.id},         {"name", rule.name}, {"file", rule.file},        {"version", rule.version},
                    {"status", rule.status}, {"type", rule.type}, {"severity", rule.severity}};
    json["time"] = finding.time ? number(*finding.time) : Json(nullptr);
    json["message"] = finding.message;
    json["risk_score"] = number(finding.risk_score);
    json["entities"] = Json::array();
    for (const auto& entity : finding.entities) {
        json["entities"].push_back(
            {{"field", entity.field}, {"type", entity.type}, {"value", entity.value}, {"score", number(entity.score)}});
    }
    json["threat_objects"] = Json::array();
    for (const auto& object : finding.threat_objects) {
        json["threat_objects"].push_back({{"field", object.field}, {"type", object.type}, {"value", object.value}});
    }
    json["mitre"] = rule.mitre_attack_ids;
    json["analytic_story"] = rule.analytic_stories;
    // The row is written as it stands, with its keys in column order, in the place of the closing brace.
    auto text = text_of(json);
    text.pop_back();
    text += ",\"result\":";
    finding.row.append_json(text);
    return text + "}";
}

std::string to_json(const DetectionSummary& summary) {
    Json json;
    json["rules"] = summary.rules;
    json["rules_failed"] = summary.rules_failed;
    json["events"] = summary.statistics.events;
    json["events_skipped"] = summary.statistics.events_skipped;
    json["bytes"] = summary.statistics.bytes;
    json["findings"] = summary.findings;
    json["seconds"] = summary.statistics.seconds;
    json["partial"] = summary.statistics.stopped;
    json["by_rule"] = Json::array();
    for (const auto& outcome : summary.by_rule) {
        Json entry = {{"file", outcome.rule->file}, {"name", outcome.rule->name}, {"findings", outcome.findings}};
        const auto& profile = outcome.profile;
        entry["events_tested"] = profile.events_tested;
        entry["events_matched"] = profile.events_matched;
        entry["seconds"] = profile.seconds;
        if (!profile.found_by.empty()) {
            entry["found_by"] = profile.found_by;
        }
        if (!outcome.error.empty()) {
            entry["error"] = outcome.error;
        }
        json["by_rule"].push_back(std::move(entry));
    }
    return text_of(json);
}

std::string to_json(const TestReport& report) {
    Json json;
    json["summary"] = {{"passed", report.passed},           {"failed", report.failed}, {"skipped", report.skipped},
                       {"unsupported", report.unsupported}, {"errors", report.errors}, {"seconds", report.seconds}};
    json["tests"] = Json::array();
    for (const auto& result : report.results) {
        json["tests"].push_back(tree_of(result));
    }
    return text_of(json);
}

std::string to_json(const LintReport& report) {
    Json json;
    json["diagnostics"] = Json::array();
    for (const auto& diagnostic : report.diagnostics) {
        json["diagnostics"].push_back(tree_of(diagnostic));
    }
    json["summary"] = {{"rules", report.rules},
                       {"errors", report.errors},
                       {"warnings", report.warnings},
                       {"compiled", report.compiled},
                       {"unsupported", report.unsupported}};
    return text_of(json);
}

std::string to_json(const Explanation& explanation) {
    Json json;
    json["rule"] = rule_of_explanation(*explanation.rule);
    json["mitre"] = Json::array();
    for (const auto& technique : explanation.mitre) {
        json["mitre"].push_back({{"tactic", technique.tactic}, {"technique", technique.id}, {"name", technique.name}});
    }
    add_logic(explanation, json);
    json["fields_needed"] = explanation.fields_needed;
    json["macros"] = Json::array();
    for (const auto& macro : explanation.macros) {
        json["macros"].push_back({{"name", macro.name}, {"definition", macro.definition}, {"origin", macro.origin}});
    }
    json["lookups"] = explanation.lookups;
    json["data_models"] = explanation.data_models;
    json["found_by"] = explanation.found_by;
    json["same_action"] = Json::array();
    for (const auto& other : explanation.same_action) {
        json["same_action"].push_back({{"name", other->name}, {"file", other->file}});
    }
    return text_of(json);
}

std::string to_json(const std::vector<SourcetypeFields>& sourcetypes) {
    auto json = Json::array();
    for (const auto& one : sourcetypes) {
        auto fields = Json::array();
        for (const auto& field : one.fields) {
            fields.push_back({{"field", field.field},
                              {"origin", field.origin},
                              {"events", field.events},
                              {"coverage", field.coverage},
                              {"examples", field.examples}});
        }
        json.push_back({{"sourcetype", one.sourcetype}, {"events", one.events}, {"fields", std::move(fields)}});
    }
    return text_of(json);
}

std::string to_json(const std::vector<ReferenceEntry>& entries) {
    auto json = Json::array();
    for (const auto& entry : entries) {
        json.push_back({{"name", entry.name}, {"kind", entry.kind}, {"syntax", entry.syntax}, {"summary", entry.summary}});
        if (!entry.options) {
            continue;
        }
        auto options = Json::array();
        for (const auto& option : *entry.options) {
            Json one = {{"name", option.name}, {"value", option.value}, {"summary", option.summary}};
            if (option.default_value) {
                one["default"] = *option.default_value;
            }
            one["required"] = option.required;
            one["effect"] = option.effect;
            options.push_back(std::move(one));
        }
        json.back()["options"] = std::move(options);
    }
    return text_of(json);
}

std::string to_json(const DiagnosticEntry& entry) {
    return text_of(json_of(entry));
}

std::string to_json(const std::vector<DiagnosticEntry>& entries) {
    auto json = Json::array();
    for (const auto& entry : entries) {
        json.push_back(json_of(entry));
    }
    return text_of(json);
}

}  // namespace karst::api
