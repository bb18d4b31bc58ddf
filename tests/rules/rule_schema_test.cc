#include "tests/rules/rule_fixture.h"

using namespace karst;

namespace {

// The same rule in the schema of each generation.
const char* const kUntil2024 = R"(name: Door Forced
id: 5d6b5b0e-0000-4000-8000-000000000001
version: 3
date: '2024-05-06'
author: A Test
status: production
type: Anomaly
description: A door was forced.
data_source: [Acme Doors]
search: '`doors` result=forced | stats count BY user src'
how_to_implement: Wire the doors.
known_false_positives: Movers.
references: ['https://example.com/doors']
tags:
  analytic_story: [Burglary]
  asset_type: Door
  message: $user$ forced a door
  risk_score: 48
  mitre_attack_id: [T1200]
  observable:
    - {name: user, type: User, role: [Victim]}
    - {name: src, type: IP Address, role: [Attacker]}
  security_domain: threat
tests:
  - name: True Positive Test
    attack_data: [{data: doors.log, sourcetype: 'acme:doors', source: doors}]
)";

const char* const k2025 = R"(name: Door Forced
id: 5d6b5b0e-0000-4000-8000-000000000001
version: 3
date: '2024-05-06'
author: A Test
status: production
type: Anomaly
description: A door was forced.
data_source: [Acme Doors]
search: '`doors` result=forced | stats count BY user src'
how_to_implement: Wire the doors.
known_false_positives: Movers.
references: ['https://example.com/doors']
rba:
  message: $user$ forced a door
  risk_objects: [{field: user, type: user, score: 48}]
  threat_objects: [{field: src, type: ip_address}]
tags:
  analytic_story: [Burglary]
  asset_type: Door
  mitre_attack_id: [T1200]
  security_domain: threat
tests:
  - name: True Positive Test
    attack_data: [{data: doors.log, sourcetype: 'acme:doors', source: doors}]
)";

const char* const kSince2026 = R"(name: Door Forced
id: 5d6b5b0e-0000-4000-8000-000000000001
version: 3
creation_date: '2020-01-01'
modification_date: '2024-05-06'
author: A Test
status: production
type: Anomaly
description: A door was forced.
data_source: [Acme Doors]
search: '`doors` result=forced | stats count BY user src'
how_to_implement: Wire the doors.
known_false_positives: Movers.
references: ['https://example.com/doors']
intermediate_findings:
  entities: [{field: user, type: user, score: 48, message: $user$ forced a door}]
threat_objects: [{field: src, type: ip_address}]
analytic_story: [Burglary]
asset_type: Door
mitre_attack_id: [T1200]
security_domain: threat
tests:
  - name: True Positive Test
    attack_data: [{data: doors.log, sourcetype: 'acme:doors', source: doors}]
    test_type: unit
)";

}  // namespace

TEST_CASE("the three generations of the schema load into the same rule") {
    for (const char* yaml : {kUntil2024, k2025, kSince2026}) {
        const auto rule = rule_from(yaml);
        CHECK(rule.name == "Door Forced");
        CHECK(rule.id == "5d6b5b0e-0000-4000-8000-000000000001");
        CHECK(rule.version == 3);
        CHECK(rule.date == "2024-05-06");
        CHECK(rule.author == "A Test");
        CHECK(rule.status == "production");
        CHECK(rule.type == "Anomaly");
        CHECK(rule.data_sources == std::vector<std::string>{"Acme Doors"});
        CHECK(rule.search.text() == "`doors` result=forced | stats count BY user src");
        CHECK(rule.message.text() == "$user$ forced a door");
        REQUIRE(rule.entities.size() == 1);
        CHECK(rule.entities[0].field == "user");
        CHECK(rule.entities[0].type == "user");
        CHECK(rule.entities[0].score == 48);
        REQUIRE(rule.threat_objects.size() == 1);
        CHECK(rule.threat_objects[0].field == "src");
        CHECK(rule.threat_objects[0].type == "ip_address");
        CHECK(rule.risk_score == 48);
        CHECK(rule.severity == RiskSeverity::Medium);
        CHECK(rule.mitre_attack_ids == std::vector<std::string>{"T1200"});
        CHECK(rule.analytic_stories == std::vector<std::string>{"Burglary"});
        CHECK(rule.asset_type == "Door");
        CHECK(rule.security_domain == "threat");
        REQUIRE(rule.tests.size() == 1);
        CHECK(rule.tests[0].name == "True Positive Test");
        REQUIRE(rule.tests[0].attack_data.size() == 1);
        CHECK(rule.tests[0].attack_data[0].data == "doors.log");
        CHECK(rule.tests[0].attack_data[0].sourcetype == "acme:doors");
    }
}

TEST_CASE("a finding's title and entity count beside its intermediate findings") {
    const auto rule = rule_from(R"(name: N
search: a=1
finding:
  title: $user$ did it
  entity: {field: user, type: user, score: 70}
intermediate_findings:
  entities: [{field: dest, type: system, score: 30, message: at $dest$}]
)");
    CHECK(rule.message.text() == "$user$ did it");
    REQUIRE(rule.entities.size() == 2);
    CHECK(rule.entities[0].field == "user");
    CHECK(rule.entities[1].message.text() == "at $dest$");
    CHECK(rule.risk_score == 70);
    CHECK(rule.severity == RiskSeverity::High);
}

TEST_CASE("before 2025 a missing risk score is made of impact and confidence") {
    const auto rule = rule_from(R"(name: N
search: a=1
tags: {impact: 80, confidence: 70, observable: [{name: dest, type: Hostname, role: [Victim]}]}
)");
    CHECK(rule.risk_score == 56);
    REQUIRE(rule.entities.size() == 1);
    CHECK(rule.entities[0].type == "system");
}

TEST_CASE("severity follows the risk score in bands of twenty") {
    CHECK(severity_of(0) == RiskSeverity::Informational);
    CHECK(severity_of(19.9) == RiskSeverity::Informational);
    CHECK(severity_of(20) == RiskSeverity::Low);
    CHECK(severity_of(39) == RiskSeverity::Low);
    CHECK(severity_of(40) == RiskSeverity::Medium);
    CHECK(severity_of(60) == RiskSeverity::High);
    CHECK(severity_of(79) == RiskSeverity::High);
    CHECK(severity_of(80) == RiskSeverity::Critical);
    CHECK(name_of(RiskSeverity::Critical) == "critical");
}

TEST_CASE("a test that is to be run by hand says why") {
    const auto rule = rule_from("name: N\nsearch: a=1\ntags: {manual_test: needs a door}\ntests: [{name: T}]\n");
    CHECK(rule.manual_reason == "needs a door");
    CHECK(rule.tests.at(0).manual_reason == "needs a door");
}
