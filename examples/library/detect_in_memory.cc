#include <karst/karst.h>

#include <iostream>

int main() {
    const karst::Engine engine;
    const auto rules = karst::RuleSet::from_texts({{"failed_logins.yml", R"(
name: Many failed logins
id: 7f1b1c57-5d0b-4f0f-9d55-0a8f6a3d9a11
version: 1
search: action=failure | stats count BY user | where count > 1
finding: {title: "$user$ failed $count$ times"})"}});
    const karst::Detector detector(engine, rules);
    const auto events = karst::Source::memory("logins", R"({"time": "2026-03-02T18:00:00Z", "user": "dana", "action": "failure"}
{"time": "2026-03-02T18:00:05Z", "user": "dana", "action": "failure"}
{"time": "2026-03-02T18:00:09Z", "user": "erik", "action": "failure"})");
    for (const auto& finding : detector.run({events})) {
        std::cout << finding.rule->name << ": " << finding.row.value("user").text() << "\n" << karst::to_json(finding) << "\n";
    }
}
