// A detection as karst works with it, whichever of the three schemas of security_content its file is written in:
//
//   until 2024   tags: {observable: [{name, type, role}], message, risk_score, mitre_attack_id, analytic_story, …}
//   2025         rba: {message, risk_objects: [{field, type, score}], threat_objects: [{field, type}]}, the rest in tags
//   since 2026   finding: {title, entity}, intermediate_findings: {entities: [{field, type, score, message}]}, the rest on top
//
// A risk entity is who or what a finding is about (a risk object), a threat object is what did it.
#pragma once

#include "base/diagnostic.h"
#include "base/source_text.h"

#include <string>
#include <string_view>
#include <vector>

namespace karst {

struct RiskEntity {
    std::string field;
    std::string type;  // user, system, other
    double score = 0;
    SourceText message;  // with $field$; empty: the rule's own
    Location where;      // of the field's name in the file
};

struct ThreatObject {
    std::string field;
    std::string type;  // ip_address, process_name, …
    Location where;
};

/// Splunk's levels of a finding, by its risk score.
enum class RiskSeverity { Informational, Low, Medium, High, Critical };
std::string_view name_of(RiskSeverity severity);
RiskSeverity severity_of(double risk_score);

/// One file of events that a test feeds in.
struct AttackData {
    std::string data;  // URL or path
    std::string source;
    std::string sourcetype;
    std::string host;
    std::string custom_index;
    bool update_timestamp = false;
};

struct RuleTest {
    std::string name;
    std::string type;           // unit, integration, …; empty before 2026
    std::string manual_reason;  // why it can only be run by hand; empty: it can be run
    std::vector<AttackData> attack_data;
    Location where;
};

struct Drilldown {
    std::string name;
    std::string search;
    std::string earliest_offset;
    std::string latest_offset;
};

struct Rule {
    std::string file;  // as it was named or found
    std::string id;
    std::string name;
    int version = 0;
    std::string date;  // of the last change
    std::string author;
    std::string status;  // production, experimental, deprecated …
    std::string type;    // TTP, Anomaly, Hunting, Correlation, Baseline …
    std::string description;
    std::string how_to_implement;
    std::string known_false_positives;
    std::vector<std::string> data_sources;
    SourceText search;
    SourceText message;  // with $field$

    std::vector<RiskEntity> entities;
    std::vector<ThreatObject> threat_objects;
    double risk_score = 0;  // the highest
    RiskSeverity severity = RiskSeverity::Informational;

    std::vector<std::string> mitre_attack_ids;
    std::vector<std::string> analytic_stories;
    std::vector<std::string> cves;
    std::string asset_type;
    std::string security_domain;
    std::string category;

    std::vector<Drilldown> drilldowns;
    std::vector<std::string> references;
    std::vector<RuleTest> tests;
    std::string manual_reason;  // why no test of the rule can be run but by hand
};

}  // namespace karst
