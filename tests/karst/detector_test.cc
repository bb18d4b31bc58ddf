#include "tests/karst/library_fixture.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstring>
#include <stdexcept>

namespace karst::test {

namespace {

const char* const kEntity = R"(
finding: {title: "$user$ failed", entity: {field: user, type: user, score: 40}}
)";

// A stream of many events, the first of which is of mallory. What is read at a time may be small.
struct LongStream {
    std::size_t lines = 0;
    std::size_t most = 400'000;
    std::string rest;

    Source source() {
        return Source::stream("long", [this](char* buffer, std::size_t size) -> std::size_t {
            if (rest.empty() && lines < most) {
                rest = std::string(R"({"time": "2026-03-02T18:00:00Z", "user": ")") + (lines == 0 ? "mallory" : "somebody") +
                       "\"}\n";
                ++lines;
            }
            const auto given = std::min(size, rest.size());
            std::memcpy(buffer, rest.data(), given);
            rest.erase(0, given);
            return given;
        });
    }
};

}  // namespace

TEST_CASE("a rule out of a text runs over events in memory, and its findings outlive everything") {
    std::vector<Finding> findings;
    {
        const Engine engine;
        findings = Detector(engine, one_rule("action=failure | stats count BY user", kEntity)).run(logins());
    }
    REQUIRE(findings.size() == 1);
    const auto& finding = findings.front();
    CHECK(finding.rule->name == "A rule");
    CHECK(finding.message == "dana failed");
    REQUIRE(finding.entities.size() == 1);
    CHECK(finding.entities.front().value == "dana");
    CHECK(finding.row.value("count") == Value(2.0));
    CHECK(to_json(finding).find(R"("result":{"user":"dana","count":2}})") != std::string::npos);
}

TEST_CASE("a rule that does not compile is said and does not stop the others") {
    const auto rules = RuleSet::from_texts({{"wrong.yml", rule_text("Wrong", "a=1 | eval x=mvcuont(b)")},
                                            {"broken.yml", "name: [\n"},
                                            {"good.yml", rule_text("Good", "user=erik")}});
    CHECK(rules.size() == 2);
    CHECK(rules.files() == 3);
    CHECK(rules.files_failed() == 1);
    CHECK(rules.diagnostics().front().where.file == "broken.yml");
    const Detector detector(Engine(), rules);
    CHECK(detector.compiled() == 1);
    REQUIRE(detector.diagnostics().size() == 1);
    CHECK(detector.diagnostics().front().code == "spl-unknown-function");
    CHECK(detector.diagnostics().front().where.file == "wrong.yml");

    std::size_t findings = 0;
    const auto summary = detector.run(logins(), {}, [&](const Finding&) { return ++findings > 0; });
    CHECK(findings == 1);
    CHECK(summary.findings == 1);
    CHECK(summary.rules == 3);
    CHECK(summary.rules_failed == 2);
    REQUIRE(summary.by_rule.size() == 2);
    CHECK_FALSE(summary.by_rule[0].error.empty());
    CHECK(summary.by_rule[1].findings == 1);
    CHECK(summary.statistics.events == 3);
}

TEST_CASE("many rules are compiled side by side and said in their order") {
    std::vector<RuleText> texts;
    for (std::size_t number = 0; number < 200; ++number) {
        const auto name = std::to_string(number);
        texts.push_back({name + ".yml", rule_text(name, number % 3 == 0 ? "a=1 | eval x=nofunction(b)" : "user=erik")});
    }
    const Detector detector(Engine(), RuleSet::from_texts(texts));
    CHECK(detector.compiled() == 133);
    REQUIRE(detector.diagnostics().size() == 67);
    for (std::size_t number = 0; number < 67; ++number) {
        CHECK(detector.diagnostics()[number].where.file == std::to_string(number * 3) + ".yml");
    }
    const auto findings = detector.run(logins());
    REQUIRE(findings.size() == 133);
    CHECK(findings[0].rule->name == "1");
    CHECK(findings[132].rule->name == "199");
}

TEST_CASE("rules out of texts and files of the working folder have contents of their own") {
    EngineOptions options;
    options.files = std::make_shared<MemoryFiles>(std::map<std::string, std::string>{
        {"a.yml", rule_text("A", "`erik`")},
        {"/macros/erik.yml", "name: erik\ndefinition: user=erik\n"},
    });
    const Engine engine(options);
    CHECK(Detector(engine, one_rule("`erik`")).compiled() == 0);
    CHECK(Detector(engine, RuleSet::from_paths(engine, {"a.yml"})).compiled() == 1);
    CHECK(Detector(engine, one_rule("`erik`")).compiled() == 0);
}

TEST_CASE("findings come rule by rule, or as they are found") {
    const auto rules =
        RuleSet::from_texts({{"1.yml", rule_text("Counting", "* | stats count")}, {"2.yml", rule_text("Erik", "user=erik")}});
    const Detector detector(Engine(), rules);
    for (const auto& [order, names] : {std::pair{FindingOrder::ByRule, std::vector<std::string>{"Counting", "Erik"}},
                                       std::pair{FindingOrder::AsFound, std::vector<std::string>{"Erik", "Counting"}}}) {
        std::vector<std::string> found;
        detector.run(
            logins(), {},
            [&](const Finding& finding) {
                found.push_back(finding.rule->name);
                return true;
            },
            order);
        CHECK(found == names);
    }
}

TEST_CASE("a finding of a stream is there before the stream ends") {
    LongStream stream;
    std::size_t lines_at_finding = 0;
    Detector(Engine(), one_rule("user=mallory"))
        .run(
            {stream.source()}, {},
            [&](const Finding&) {
                lines_at_finding = stream.lines;
                return true;
            },
            FindingOrder::AsFound);
    CHECK(lines_at_finding > 0);
    CHECK(lines_at_finding < stream.most);
    CHECK(stream.lines == stream.most);
}

TEST_CASE("a receiver of findings that wants no more ends the run") {
    LongStream stream;
    const auto summary = Detector(Engine(), one_rule("*"))
                             .run(
                                 {stream.source()}, {}, [](const Finding&) { return false; }, FindingOrder::AsFound);
    CHECK(summary.statistics.stopped);
    CHECK(stream.lines < stream.most);
}

TEST_CASE("what a receiver throws ends the run and is thrown as it was") {
    struct Own : std::runtime_error {
        Own() : std::runtime_error("mine") {}
    };
    const auto receive = [](const Finding&) -> bool { throw Own(); };
    const Detector detector(Engine(), one_rule("*"));
    CHECK_THROWS_AS(detector.run(logins(), {}, receive, FindingOrder::ByRule), Own);
    CHECK_THROWS_AS(detector.run(logins(), {}, receive, FindingOrder::AsFound), Own);
}

TEST_CASE("what a rule writes to a lookup table is gone in the next run of the detector") {
    const auto rules =
        RuleSet::from_texts({{"1.yml", rule_text("Write", "user=erik | table user | outputlookup append=true kept.csv")},
                             {"2.yml", rule_text("Read", "| inputlookup kept.csv | stats count")}});
    EngineOptions options;
    options.content = "/app";
    options.files = std::make_shared<MemoryFiles>(std::map<std::string, std::string>{{"/app/lookups/kept.csv", "user\nann\n"}});
    const Detector detector(Engine(options), rules);
    CHECK(detector.diagnostics().empty());
    const auto of_run = [&] {
        std::string counts;
        for (const auto& finding : detector.run(logins())) {
            counts += finding.rule->name + finding.row.value("count").text() + " ";
        }
        return counts;
    };
    const auto first = of_run();
    CHECK(first.find("Write") != std::string::npos);
    CHECK(of_run() == first);
}

TEST_CASE("rules of the newest event's time run over events in memory") {
    const auto findings =
        Detector(Engine(), one_rule("* | where _time > relative_time(now(), \"-5s\") | stats count")).run(logins());
    REQUIRE(findings.size() == 1);
    CHECK(findings.front().row.value("count") == Value(2.0));
}

TEST_CASE("rules, content and events may all lie in memory") {
    EngineOptions options;
    options.files = std::make_shared<MemoryFiles>(std::map<std::string, std::string>{
        {"/app/detections/rule.yml", rule_text("Of users", "`people` | lookup teams user OUTPUT team | stats count BY team")},
        {"/app/detections/notes.txt", "no rule"},
        {"/app/macros/people.yml", "name: people\ndefinition: user=*\ndescription: d\n"},
        {"/app/lookups/teams.yml", "name: teams\nfilename: teams.csv\ndescription: d\n"},
        {"/app/lookups/teams.csv", "user,team\ndana,red\nerik,blue\n"},
        {"/logs/a/logins.json", kLogins}});
    const Engine engine(options);
    const auto rules = RuleSet::from_paths(engine, {"/app/detections"});
    REQUIRE(rules.size() == 1);
    CHECK(rules.rules().front()->file == "/app/detections/rule.yml");
    CHECK(check_content(engine, rules).empty());
    const Detector detector(engine, rules);
    CHECK(detector.diagnostics().empty());
    const auto findings = detector.run(find_sources(engine, {"/logs"}));
    REQUIRE(findings.size() == 2);
    CHECK(findings[0].row.value("team") == Value("blue"));
}

}  // namespace karst::test
