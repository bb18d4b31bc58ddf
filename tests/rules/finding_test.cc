#include "rules/finding.h"

#include "tests/rules/rule_fixture.h"

using namespace karst;

namespace {

// One result row of text fields.
struct Result {
    explicit Result(const std::vector<std::pair<std::string, std::vector<std::string>>>& values) {
        Row made = batch.make_row(0);
        for (const auto& [name, texts] : values) {
            const auto items = batch.arena().values(texts.size());
            for (std::size_t index = 0; index < texts.size(); ++index) {
                items[index] = Value::string(batch.arena().copy(texts[index]));
            }
            batch.set(made, fields.intern(name), Value::multivalue(items));
        }
        batch.rows().push_back(made);
    }
    const Row& row() const { return batch.rows().front(); }

    FieldTable fields;
    Batch batch;
};

}  // namespace

TEST_CASE("tokens of a message are replaced by the values of their fields") {
    const Result result({{"user", {"dana"}}, {"dest", {"a", "b"}}, {"odd name", {"x"}}});
    const auto filled = [&](const std::string& text) { return fill_tokens(text, result.row(), result.fields); };
    CHECK(filled("$user$ on $dest$") == "dana on a, b");
    CHECK(filled("[$odd name$]") == "[x]");
    CHECK(filled("no token, 5$ each") == "no token, 5$ each");
}

TEST_CASE("a token whose field has no value stays as it is written") {
    const Result result({{"user", {"dana"}}, {"dest", {"a"}}});
    CHECK(fill_tokens("$nobody$ and $user$", result.row(), result.fields) == "$nobody$ and dana");
    CHECK(fill_tokens("costs $5 for $user$", result.row(), result.fields) == "costs $5 for dana");
}

TEST_CASE("a finding has an entity for each value of an entity's field") {
    const auto rule = rule_from(R"(name: N
search: a=1
rba:
  message: $user$ at $src$
  risk_objects: [{field: user, type: user, score: 40}, {field: dest, type: system, score: 60}]
  threat_objects: [{field: src, type: ip_address}]
)");
    const Result result({{"user", {"dana", "erik"}}, {"src", {"10.0.0.1"}}, {"firstTime", {"2026-03-02T18:04:11"}}});
    const auto finding = make_finding(rule, result.row(), result.fields);
    CHECK(finding.message == "dana, erik at 10.0.0.1");
    CHECK(finding.risk_score == 60);
    REQUIRE(finding.entities.size() == 2);
    CHECK(finding.entities[1].value == "erik");
    CHECK(finding.entities[1].score == 40);
    REQUIRE(finding.threat_objects.size() == 1);
    CHECK(finding.threat_objects[0].value == "10.0.0.1");
    CHECK(finding.time == 1772474651);
}

TEST_CASE("the time of a finding is that of its event, or of the last or first of its events") {
    const auto rule = rule_from("name: N\nsearch: a=1\n");
    const auto time = [&](const std::vector<std::pair<std::string, std::vector<std::string>>>& values) {
        const Result result(values);
        return make_finding(rule, result.row(), result.fields).time;
    };
    CHECK(time({{"_time", {"5"}}, {"lastTime", {"7"}}}) == 5);
    CHECK(time({{"firstTime", {"3"}}, {"lastTime", {"7"}}}) == 7);
    CHECK(time({{"user", {"dana"}}}) == std::nullopt);
}
