#include "rules/test_run.h"

#include "tests/rules/rule_fixture.h"
#include "tests/support/temporary_folder.h"

using namespace karst;

namespace {

constexpr const char* kLog = R"({"user":"dana","src":"10.0.0.1"}
{"user":"dana"}
{"user":"erik"}
)";

// The result of the one test of a rule with this search, over a log beside it.
TestResult result_of(const std::string& search, const std::string& more = "", const std::string& log = kLog) {
    const TemporaryFolder folder;
    folder.write("log.json", log);
    const auto file =
        folder.write("rule.yml", "name: N\nsearch: '" + search +
                                     "'\nrba:\n  message: m\n  risk_objects: [{field: user, type: user, score: 9}]\n"
                                     "  threat_objects: [{field: src, type: ip_address}]\n"
                                     "tests: [{name: T, attack_data: [{data: log.json, sourcetype: acme}]}]\n" +
                                     more);
    const auto rules = load_rules({file});
    REQUIRE(rules.rules.size() == 1);
    const Surroundings around;
    static const Rule kKept = rule_from("name: N\nsearch: a=1\n");
    auto results = run_tests(around.compile(rules.rules.front()), TestData({}), RunContext(),
                             std::make_shared<const KnowledgeBase>(around.packs), false);
    REQUIRE(results.size() == 1);
    results.front().rule = &kKept;  // the rule of this call is gone when the result is looked at
    return results.front();
}

}  // namespace

TEST_CASE("a test passes when every result has the entities and some result has each threat object") {
    const auto result = result_of("search * | table user src");
    CHECK(result.status == TestStatus::Passed);
    CHECK(result.events == 3);
    CHECK(result.results == 3);
}

TEST_CASE("a threat object that no result has fails the test") {
    const auto result = result_of("search user=erik | table user src");
    CHECK(result.status == TestStatus::Failed);
    CHECK(result.missing_fields == std::vector<std::string>{"src"});
}

TEST_CASE("an entity that one result lacks fails the test") {
    const auto result = result_of("search * | table user src", "", "{\"user\":\"dana\",\"src\":\"a\"}\n{\"src\":\"b\"}\n");
    CHECK(result.status == TestStatus::Failed);
    CHECK(result.missing_fields == std::vector<std::string>{"user"});
}

TEST_CASE("without a result the reason names the stage that lost the rows") {
    CHECK(result_of("search user=nobody | table user src").reason.find("no event matches") != std::string::npos);
    CHECK(result_of("search * | where user=\"nobody\" | stats count BY user").reason.find("after stage 2") !=
          std::string::npos);
}

TEST_CASE("what cannot be run is skipped or unsupported, never passed") {
    CHECK(result_of("search *", "manual_test: by hand\n").status == TestStatus::Skipped);
    CHECK(result_of("search * | sendemail to=x").status == TestStatus::Unsupported);
    CHECK(result_of("search * | where mvcuont(x)>1").status == TestStatus::Error);
}

TEST_CASE("attack data are looked for in the folders, without Git LFS pointers") {
    const TemporaryFolder folder;
    const std::string url = "https://media.githubusercontent.com/media/splunk/attack_data/master/datasets/a/b.log";
    std::string reason;
    CHECK(TestData({}).find(url, "rule.yml", reason).empty());
    CHECK(reason.find("--data") != std::string::npos);
    reason.clear();
    folder.write("one/datasets/a/b.log", "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n");
    CHECK(TestData({folder / "one"}).find(url, "rule.yml", reason).empty());
    CHECK(reason.find("LFS") != std::string::npos);
    folder.write("two/datasets/a/b.log", "event\n");
    reason.clear();
    CHECK(TestData({folder / "one", folder / "two"}).find(url, "rule.yml", reason) == folder / "two/datasets/a/b.log");
    CHECK(TestData({folder.path()}).find("two/datasets/a/b.log", "rule.yml", reason) == folder / "two/datasets/a/b.log");
}
