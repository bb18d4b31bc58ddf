// A rule with its content, its packs and its test, none of which is a file.
#include "base/memory_file_system.h"
#include "packs/library/data_model_loader.h"
#include "packs/library/pack_lint.h"
#include "rules/test_run.h"
#include "tests/rules/rule_fixture.h"

using namespace karst;

namespace {

constexpr const char* kRule = R"(name: Door opened by a stranger
search: '`doors` action=opened | lookup team_of user OUTPUT team | where team="none" | eval late=if(_time<now(),"yes","no")
  | table user door_kind late | `door_opened_filter`'
rba:
  message: $user$ opened a door
  risk_objects: [{field: user, type: user, score: 9}]
  threat_objects: [{field: door_kind, type: other}]
tests: [{name: T, attack_data: [{data: doors.log, sourcetype: acme:doors}]}]
)";

std::shared_ptr<const FileSystem> content() {
    return std::make_shared<const MemoryFileSystem>(std::map<std::string, std::string>{
        {"/content/detections/door.yml", kRule},
        {"/content/detections/.hidden/other.yml", kRule},
        {"/content/detections/notes.yml", "name: no rule\n"},
        {"/content/detections/doors.log", "{\"user\":\"dana\",\"action\":\"opened\",\"door\":\"7\"}\n"
                                          "{\"user\":\"erik\",\"action\":\"opened\",\"door\":\"7\"}\n"},
        {"/content/macros/doors.yml", "name: doors\ndefinition: sourcetype=acme:doors\n"},
        {"/content/lookups/team_of.yml", "name: team_of\nfilename: teams.csv\nmin_matches: 1\ndefault_match: none\n"},
        {"/content/lookups/teams.csv", "user,team\ndana,red\n"},
        {"/packs/acme/doors.yml", "pack: doors\nmatch: {sourcetype: acme:doors}\nlookup:\n"
                                  "  - {name: door_kinds, by: [number: door], out: [kind: door_kind], table: kinds.csv}\n"},
        {"/packs/acme/kinds.csv", "number,kind\n7,back door\n"},
        {"/packs/acme/model.yml", "model: Doors\ndatasets:\n  - {name: Opened, search: 'action=opened', plain: [user]}\n"},
    });
}

}  // namespace

TEST_CASE("rules, content, packs, data models and events are read without a disk") {
    const auto files = content();
    Diagnostics diagnostics;
    const auto rules = load_rules({"/content/detections"}, 0, *files);
    REQUIRE(rules.rules.size() == 1);
    CHECK(rules.rules[0].file == "/content/detections/door.yml");
    CHECK(codes(rules.diagnostics) == std::vector<std::string>{"rule-skipped"});

    const auto packs = load_packs({"/packs"}, diagnostics, *files);
    const auto models = load_data_models({"/packs"}, diagnostics, *files);
    CHECK(models->find("Doors") != nullptr);
    const auto knowledge = std::make_shared<const KnowledgeBase>(packs, models);
    lint_packs({"/packs"}, *knowledge, diagnostics, *files);

    const auto folder = ContentLibrary::find_above(rules.rules[0].file, *files);
    CHECK(folder == "/content");
    const ContentLibrary library(folder, packs, diagnostics, files);
    CHECK(codes(diagnostics).empty());

    auto environment = spl_environment();
    environment.lookups = library.make_lookups();
    environment.data_models = models;
    const auto compiled = compile_rule(rules.rules[0], library, environment);
    REQUIRE(compiled.plan != nullptr);
    RunContext run;
    run.now = 1'700'000'000;
    run.lookups = environment.lookups;
    const auto results = run_tests(compiled, TestData({}, files), run, knowledge, true, 1, FixedClock(0));
    REQUIRE(results.size() == 1);
    CHECK(results[0].reason.empty());
    CHECK(results[0].status == TestStatus::Passed);
    CHECK(results[0].events == 2);
    CHECK(results[0].results == 1);
    CHECK(results[0].milliseconds == 0);
}

TEST_CASE("a folder of packs that is not in the given files is reported") {
    Diagnostics diagnostics;
    load_packs({"/no/such/folder"}, diagnostics, *content());
    CHECK(codes(diagnostics) == std::vector<std::string>{"pack-missing"});
}

TEST_CASE("a Git LFS pointer in memory counts as absent") {
    const auto files = std::make_shared<const MemoryFileSystem>(std::map<std::string, std::string>{
        {"/data/a.log", "version https://git-lfs.github.com/spec/v1\noid sha256:0\n"}, {"/data/b.log", "version"}});
    const TestData data({"/data"}, files);
    std::string reason;
    CHECK(data.find("a.log", "/rules/r.yml", reason).empty());
    CHECK(reason.find("Git LFS") != std::string::npos);
    reason.clear();
    CHECK(data.find("b.log", "/rules/r.yml", reason) == "/data/b.log");
}
