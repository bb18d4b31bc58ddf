#include "rules/explain.h"

#include "rules/attack.h"
#include "tests/rules/rule_fixture.h"

using namespace karst;

namespace {

struct Explained {
    explicit Explained(const std::string& search, const std::string& id = "1")
        : rule(rule_from("name: N" + id + "\nid: '" + id + "'\nsearch: '" + search + "'\n")),
          explanation(explain_rule(around.compile(rule), KnowledgeBase(around.packs))) {}

    std::string indicators() const {
        std::string text;
        for (const auto& one : explanation.indicators) {
            text += std::to_string(one.stage) + " " + one.field + " " + one.kind;
            for (const auto& value : one.values) {
                text += " <" + value + ">";
            }
            text += "\n";
        }
        return text;
    }

    Surroundings around;
    Rule rule;
    Explanation explanation;
};

}  // namespace

TEST_CASE("the stages of a search are the parts between its pipes, as they are written") {
    const auto stages =
        stages_of("`m(\"a|b\")` x=\"1 | 2\" ```no | stage```\n | where a=[search z | return b]\n  | stats count");
    REQUIRE(stages.size() == 3);
    CHECK(stages[0].command == "search");
    CHECK(stages[1].command == "where");
    CHECK(stages[1].text == "| where a=[search z | return b]");
    CHECK(stages[2].number == 3);
}

TEST_CASE("a leading pipe begins the first stage") {
    const auto stages = stages_of("| inputlookup a.csv | head 1");
    REQUIRE(stages.size() == 2);
    CHECK(stages[0].command == "inputlookup");
}

TEST_CASE("conditions of search and where become indicators with their stage") {
    const Explained explained(R"(a=1 b!=x* c IN (1,2) NOT d=4 e=* "word" | where f>5 AND like(g, "%x") AND match(h, "^y"))");
    CHECK(explained.indicators() == R"(1 a eq <1>
1 b ne <x*>
1 c in <1> <2>
1 d not eq <4>
1 e exists
1 _raw term <word>
2 f gt <5>
2 g like <%x>
2 h regex <^y>
)");
}

TEST_CASE("the raw fields behind what a rule groups by are those of the packs") {
    const Explained explained("sourcetype=aws:cloudtrail | stats count BY signature other");
    const auto& groups = explained.explanation.group_by;
    REQUIRE(groups.size() == 2);
    CHECK(groups[0].field == "signature");
    CHECK(groups[0].raw == std::vector<std::string>{"eventName"});
    CHECK(groups[1].raw.empty());
}

TEST_CASE("other rules that look for the same are counted and named") {
    Explained one("eventName=StopLogging user=x", "1");
    const Explained two("eventName IN (StopLogging, DeleteTrail)", "2");
    const Explained three("eventName=StopLogging", "3");
    IndicatorCorpus corpus;
    corpus.add(one.rule, one.explanation);
    corpus.add(two.rule, two.explanation);
    corpus.add(three.rule, three.explanation);
    corpus.count(one.rule, one.explanation);
    CHECK(one.explanation.indicators[0].corpus_count == 1);
    CHECK(one.explanation.indicators[1].corpus_count == 0);
    const auto same = corpus.same_action(one.rule, one.explanation);
    REQUIRE(same.size() == 2);
    CHECK(same[0]->name == "N2");
}

TEST_CASE("ATT&CK techniques have their names and tactics") {
    CHECK(find_technique("T1486").name == "Data Encrypted for Impact");
    CHECK(find_technique("T1486").tactics == std::vector<std::string>{"Impact"});
    CHECK(find_technique("T1003.001").id == "T1003.001");
    CHECK(find_technique("T9999").name.empty());
}
