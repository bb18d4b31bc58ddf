#include "cli/output/finding_json.h"

#include <nlohmann/json.hpp>

namespace karst::cli {

namespace {

using Json = nlohmann::ordered_json;

// Whole scores and times are written without a decimal point.
Json number(double value) {
    const auto whole = static_cast<std::int64_t>(value);
    return static_cast<double>(whole) == value ? Json(whole) : Json(value);
}

}  // namespace

std::string finding_json(const Finding& finding, const std::string& row_json) {
    const Rule& rule = *finding.rule;
    Json json;
    json["rule"] = {{"id", rule.id},         {"name", rule.name},     {"file", rule.file},        {"version", rule.version},
                    {"status", rule.status}, {"type", rule.type},     {"severity", name_of(rule.severity)}};
    json["time"] = finding.time ? number(*finding.time) : Json(nullptr);
    json["message"] = finding.message;
    json["risk_score"] = number(finding.risk_score);
    json["entities"] = Json::array();
    for (const auto& entity : finding.entities) {
        json["entities"].push_back({{"field", entity.field}, {"type", entity.type}, {"value", entity.value}, {"score", number(entity.score)}});
    }
    json["threat_objects"] = Json::array();
    for (const auto& object : finding.threat_objects) {
        json["threat_objects"].push_back({{"field", object.field}, {"type", object.type}, {"value", object.value}});
    }
    json["mitre"] = rule.mitre_attack_ids;
    json["analytic_story"] = rule.analytic_stories;
    // The row is written already, with its keys in column order: it takes the place of the closing brace.
    auto text = json.dump(-1, ' ', false, Json::error_handler_t::replace);
    text.pop_back();
    return text + ",\"result\":" + row_json + "}";
}

}  // namespace karst::cli
