#include "tests/karst/library_fixture.h"

#include <catch2/catch.hpp>

#include <algorithm>

namespace karst::test {

namespace {

Engine engine_of(const std::map<std::string, std::string>& files) {
    EngineOptions options;
    options.files = std::make_shared<MemoryFiles>(files);
    return Engine(options);
}

const char* const kTest = R"(
tests:
- name: True Positive Test
  attack_data: [{data: https://media.githubusercontent.com/media/splunk/attack_data/master/logins.json, sourcetype: _json}]
)";

}  // namespace

TEST_CASE("the library runs the tests of rules over attack data of its files") {
    const auto engine = engine_of({{"/data/logins.json", kLogins}});
    const auto rules = RuleSet::from_texts({{"passes.yml", rule_text("Passes", "user=dana", kTest)},
                                            {"fails.yml", rule_text("Fails", "user=nobody", kTest)},
                                            {"untested.yml", rule_text("Untested", "user=dana")}});
    TestOptions options;
    options.data = {"/data"};
    std::size_t told = 0;
    options.progress = [&](std::size_t done, std::size_t of) { told += done <= of ? 1 : 100; };
    const auto report = run_tests(engine, rules, options);
    CHECK(report.passed == 1);
    CHECK(report.failed == 1);
    CHECK(report.skipped == 1);
    CHECK(told == 3);
    REQUIRE(report.results.size() == 3);
    CHECK(report.results[0].status == TestStatus::Passed);
    CHECK(report.results[0].results == 2);
    CHECK(report.results[1].rule->name == "Fails");
    CHECK(to_json(report).find(R"("summary":{"passed":1,"failed":1,"skipped":1)") != std::string::npos);
}

TEST_CASE("lint gives diagnostics of packs, files and rules, and counts them") {
    const auto rules = RuleSet::from_texts({{"wrong.yml", rule_text("Wrong", "a=1 | eval x=mvcuont(b)")},
                                            {"good.yml", rule_text("Good", "user=erik")},
                                            {"other.yml", rule_text("Other", "a=1 | sendalert x")}});
    const auto report = lint(Engine(), rules);
    CHECK(report.rules == 3);
    CHECK(report.compiled == 1);
    CHECK(report.unsupported == 1);
    CHECK(report.errors == 1);
    CHECK(report.errors == count_errors(report.diagnostics));
    CHECK(to_json(report.diagnostics.front()).find(R"("code":"spl-unknown-function")") != std::string::npos);
}

TEST_CASE("an explanation says what a rule looks for, and which rules look for the same") {
    const auto rules = RuleSet::from_texts({{"1.yml", rule_text("One", "eventName=StopLogging user=a | stats count BY user")},
                                            {"2.yml", rule_text("Two", "eventName=StopLogging")}});
    const auto explanation = explain(Engine(), rules, 0, rules);
    CHECK(explanation.compiles);
    REQUIRE(explanation.stages.size() == 2);
    CHECK(explanation.stages[1].command == "stats");
    REQUIRE(explanation.predicates.size() == 2);
    CHECK(explanation.predicates[0].field == "eventName");
    CHECK(explanation.predicates[0].values == std::vector<std::string>{"StopLogging"});
    CHECK(explanation.predicates[0].corpus_count == 1);
    REQUIRE(explanation.same_action.size() == 1);
    CHECK(explanation.same_action.front()->name == "Two");
    CHECK_THROWS_AS(explain(Engine(), rules, 2), ArgumentError);
}

TEST_CASE("a survey lists the fields of each sourcetype with examples") {
    const auto sourcetypes = survey_fields(Engine(), {Source::memory("m", kLogins, {"logins", "", ""})});
    REQUIRE(sourcetypes.size() == 1);
    CHECK(sourcetypes.front().sourcetype == "logins");
    CHECK(sourcetypes.front().events == 3);
    const auto& fields = sourcetypes.front().fields;
    const auto user = std::find_if(fields.begin(), fields.end(), [](const FieldUse& use) { return use.field == "user"; });
    REQUIRE(user != fields.end());
    CHECK(user->coverage == 1);
    CHECK(user->examples == std::vector<std::string>{"dana", "erik"});
}

TEST_CASE("the reference names commands, functions and packs, and suggests the nearest") {
    CHECK(entries_named("STATS", list_commands(), "command").front().name == "stats");
    CHECK_FALSE(list_functions().empty());
    CHECK_FALSE(list_packs(Engine()).empty());
    try {
        entries_named("stat", list_commands(), "command");
        FAIL("no error");
    } catch (const ArgumentError& error) {
        CHECK(std::string(error.what()).find("did you mean 'stats'?") != std::string::npos);
    }
}

TEST_CASE("what is wrong with packs is a diagnostic of the engine") {
    EngineOptions options;
    options.files = std::make_shared<MemoryFiles>(std::map<std::string, std::string>{{"/packs/wrong.yml", "name: [\n"}});
    options.packs = {"/packs"};
    const Engine engine(options);
    CHECK(count_errors(engine.diagnostics()) == 1);
    CHECK(engine.diagnostics().front().where.file == "/packs/wrong.yml");
}

TEST_CASE("the log says what was opened and recognised, which packs apply and which rules are left out") {
    const auto log = std::make_shared<KeptLog>(LogLevel::Info);
    const auto engine = engine_with(log);
    const auto rules = RuleSet::from_texts(
        {{"wrong.yml", rule_text("Wrong", "a=1 | eval x=mvcuont(b)")}, {"good.yml", rule_text("Good", "user=erik")}});
    Detector(engine, rules).run({Source::memory("m.json", kLogins, {"aws:cloudtrail", "", ""})});
    CHECK(log->has(LogLevel::Info, "packs and"));
    CHECK(log->has(LogLevel::Info, "wrong.yml: left out: unknown function"));
    CHECK(log->has(LogLevel::Info, "1 of 2 rules compiled in"));
    CHECK(log->has(LogLevel::Info, "m.json: read as ndjson"));
    CHECK(log->has(LogLevel::Info, "sourcetype aws:cloudtrail: packs "));
    CHECK(log->has(LogLevel::Info, "3 events"));
}

TEST_CASE("a log that wants only warnings gets broken events, a few of each file") {
    const auto log = std::make_shared<KeptLog>(LogLevel::Warning);
    std::string text = kLogins;
    for (int number = 0; number < 9; ++number) {
        text += "{\"broken\n";
    }
    Search(engine_with(log), "*").run({Source::memory("m.json", text)});
    CHECK(log->lines.size() == 6);
    CHECK(log->has(LogLevel::Warning, "m.json:4: "));
    CHECK(log->has(LogLevel::Warning, "m.json: there are more such events"));
}

TEST_CASE("files in memory have the folders that their paths name") {
    const MemoryFiles files({{"a/b.txt", "12345"}, {"/a/c/d.txt", ""}});
    CHECK(files.kind("/a") == FileKind::Folder);
    CHECK(files.kind("a/b.txt") == FileKind::Regular);
    CHECK(files.kind("/a/b") == FileKind::Missing);
    CHECK(files.size("/a/../a/b.txt") == 5);
    CHECK(files.list("a") == std::vector<std::string>{"b.txt", "c"});
    char buffer[8] = {};
    CHECK(files.open("a/b.txt", 3)->read(buffer, 8) == 2);
    CHECK(std::string(buffer) == "45");
}

}  // namespace karst::test
