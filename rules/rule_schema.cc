#include "rules/rule_schema.h"

#include "base/ascii.h"
#include "base/yaml/yaml_map.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace karst {

namespace {

std::string first_of(std::string first, std::string second) {
    return first.empty() ? std::move(second) : std::move(first);
}

std::vector<std::string> first_of(std::vector<std::string> first, std::vector<std::string> second) {
    return first.empty() ? std::move(second) : std::move(first);
}

Location place(const YamlMap& map, const YamlNode* node) {
    return map.problems().document.where(node == nullptr ? map.self() : *node);
}

RiskEntity entity_of(YamlMap& map) {
    RiskEntity entity;
    entity.field = map.required_text("field");
    entity.type = map.text("type");
    entity.score = map.number("score").value_or(0);
    entity.message = map.source_text("message");
    entity.where = place(map, map.value("field"));
    return entity;
}

void add_threat_objects(YamlMap& map, Rule& rule) {
    map.each_map("threat_objects", [&](YamlMap& item) {
        rule.threat_objects.push_back({item.required_text("field"), item.text("type"), place(item, item.value("field"))});
    });
}

// The types of risk objects that contentctl made of observables, when it built the app from rules with observables.
std::string risk_type_of(const std::string& observable) {
    const auto type = lower_case(observable);
    if (type == "user" || type == "username" || type == "email address") {
        return "user";
    }
    return type == "hostname" || type == "endpoint" || type == "device" || type == "ip address" ? "system" : "other";
}

// And of threat objects, in the spelling that rules have used since 2025.
std::string threat_type_of(const std::string& observable) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kTypes = {{{"process name", "process"},
                                                                                      {"file", "file_name"},
                                                                                      {"file hash", "file_name"},
                                                                                      {"url string", "url"},
                                                                                      {"user", "user"}}};
    auto type = lower_case(observable);
    for (const auto& [from, to] : kTypes) {
        if (type == from) {
            return std::string(to);
        }
    }
    std::replace(type.begin(), type.end(), ' ', '_');
    return type;
}

void read_observables(YamlMap& tags, Rule& rule) {
    auto score = tags.number("risk_score");
    if (!score) {
        const auto impact = tags.number("impact");
        const auto confidence = tags.number("confidence");
        score = impact && confidence ? std::optional(*impact * *confidence / 100) : std::nullopt;
    }
    rule.risk_score = std::max(rule.risk_score, score.value_or(0));
    tags.each_map("observable", [&](YamlMap& item) {
        const auto field = item.required_text("name");
        const auto type = item.text("type");
        const auto roles = item.texts("role");
        const auto where = place(item, item.value("name"));
        if (std::find(roles.begin(), roles.end(), "Victim") != roles.end()) {
            rule.entities.push_back({field, risk_type_of(type), score.value_or(0), {}, where});
        } else {
            rule.threat_objects.push_back({field, threat_type_of(type), where});
        }
    });
}

void read_risk(YamlMap& root, YamlMap& tags, Rule& rule) {
    read_observables(tags, rule);
    rule.message = tags.source_text("message");

    auto rba = root.map("rba");
    if (auto message = rba.source_text("message"); !message.text().empty()) {
        rule.message = std::move(message);
    }
    rba.each_map("risk_objects", [&](YamlMap& item) { rule.entities.push_back(entity_of(item)); });
    add_threat_objects(rba, rule);

    auto finding = root.map("finding");
    if (auto title = finding.source_text("title"); !title.text().empty()) {
        rule.message = std::move(title);
    }
    if (finding.value("entity") != nullptr) {
        auto entity = finding.map("entity");
        rule.entities.push_back(entity_of(entity));
    }
    auto intermediate = root.map("intermediate_findings");
    intermediate.each_map("entities", [&](YamlMap& item) { rule.entities.push_back(entity_of(item)); });
    add_threat_objects(root, rule);

    for (const auto& entity : rule.entities) {
        rule.risk_score = std::max(rule.risk_score, entity.score);
        if (rule.message.text().empty()) {
            rule.message = entity.message;
        }
    }
    rule.severity = severity_of(rule.risk_score);
}

void read_classification(YamlMap& root, YamlMap& tags, Rule& rule) {
    rule.mitre_attack_ids = first_of(root.texts("mitre_attack_id"), tags.texts("mitre_attack_id"));
    rule.analytic_stories = first_of(root.texts("analytic_story"), tags.texts("analytic_story"));
    rule.cves = first_of(root.texts("cve"), tags.texts("cve"));
    rule.asset_type = first_of(root.text("asset_type"), tags.text("asset_type"));
    rule.security_domain = first_of(root.text("security_domain"), tags.text("security_domain"));
    rule.category = root.text("category");
}

AttackData attack_data_of(YamlMap& map) {
    AttackData data;
    data.data = map.required_text("data");
    data.source = map.text("source");
    data.sourcetype = map.text("sourcetype");
    data.host = map.text("host");
    data.custom_index = map.text("custom_index");
    // Nothing of a run depends on it: what Splunk's tester cannot read either is only pointed out.
    data.update_timestamp = map.boolean("update_timestamp", DiagnosticCode("rule-bad-update-timestamp")).value_or(false);
    return data;
}

void read_tests(YamlMap& root, YamlMap& tags, Rule& rule) {
    rule.manual_reason = first_of(root.text("manual_test"), tags.text("manual_test"));
    root.each_map("tests", [&](YamlMap& item) {
        RuleTest test;
        test.name = item.text("name");
        test.type = item.text("test_type");
        test.manual_reason = first_of(item.text("manual_test"), rule.manual_reason);
        test.where = place(item, nullptr);
        item.each_map("attack_data", [&](YamlMap& data) { test.attack_data.push_back(attack_data_of(data)); });
        rule.tests.push_back(std::move(test));
    });
}

void read_drilldowns(YamlMap& root, Rule& rule) {
    root.each_map("drilldown_searches", [&](YamlMap& item) {
        rule.drilldowns.push_back(
            {item.text("name"), item.text("search"), item.text("earliest_offset"), item.text("latest_offset")});
    });
}

void read_header(YamlMap& root, Rule& rule) {
    rule.name = root.required_text("name");
    rule.id = root.text("id");
    rule.version = static_cast<int>(std::min<std::size_t>(root.count("version").value_or(0), 1'000'000));
    const auto date = first_of(root.text("date"), root.text("creation_date"));
    rule.date = first_of(root.text("modification_date"), date);
    rule.author = root.text("author");
    rule.status = root.text("status");
    rule.type = root.text("type");
    rule.description = root.text("description");
    rule.how_to_implement = root.text("how_to_implement");
    rule.known_false_positives = root.text("known_false_positives");
    rule.data_sources = root.texts("data_source");
    rule.references = root.texts("references");
}

void read_search(YamlMap& root, Rule& rule) {
    const auto* search = root.required("search");
    if (search == nullptr) {
        return;
    }
    rule.search = root.source_text("search");
    const auto& text = rule.search.text();
    if (search->is_scalar() && std::all_of(text.begin(), text.end(), is_space)) {
        root.problems().add("rule-empty-search", *search, "the search of the rule is empty");
    }
}

}  // namespace

std::string_view name_of(RiskSeverity severity) {
    switch (severity) {
    case RiskSeverity::Informational:
        return "informational";
    case RiskSeverity::Low:
        return "low";
    case RiskSeverity::Medium:
        return "medium";
    case RiskSeverity::High:
        return "high";
    case RiskSeverity::Critical:
        return "critical";
    }
    return "informational";
}

RiskSeverity severity_of(double risk_score) {
    if (risk_score < 20) {
        return RiskSeverity::Informational;
    }
    if (risk_score < 40) {
        return RiskSeverity::Low;
    }
    if (risk_score < 60) {
        return RiskSeverity::Medium;
    }
    return risk_score < 80 ? RiskSeverity::High : RiskSeverity::Critical;
}

std::optional<Rule> rule_of(const YamlDocument& document, Diagnostics& diagnostics) {
    const auto errors_before = diagnostics.errors();
    const YamlProblems problems{document, {"rule-missing-key", "rule-wrong-type"}, diagnostics};
    if (document.root().is_null()) {
        problems.add("rule-missing-key", document.root(), "the file is empty");
        return std::nullopt;
    }
    if (!document.root().is_map()) {
        problems.add("rule-wrong-type", document.root(), "a rule is a map of keys such as name and search");
        return std::nullopt;
    }
    YamlMap root(document.root(), "the rule", problems);
    auto tags = root.map("tags");
    Rule rule;
    rule.file = document.file()->name;
    read_header(root, rule);
    read_search(root, rule);
    read_risk(root, tags, rule);
    read_classification(root, tags, rule);
    read_tests(root, tags, rule);
    read_drilldowns(root, rule);
    return diagnostics.errors() == errors_before ? std::optional(std::move(rule)) : std::nullopt;
}

}  // namespace karst
