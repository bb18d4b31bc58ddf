// What later filters of a search say about the events that its scan reads.
#include "engine/plan/filter_conditions.h"

#include "engine/compile/compile.h"
#include "engine/plan/planner.h"
#include "engine/scheduler/push_down.h"
#include "engine/value/number.h"
#include "parser/parser.h"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace karst;

namespace {

std::string text_of(const FilterCondition& condition) {
    std::string text;
    if (condition.kind == FilterCondition::Kind::OneOf) {
        for (const auto& value : condition.values) {
            text += (text.empty() ? "" : "|") + value.text;
        }
        for (const auto number : condition.numbers) {
            text += (text.empty() ? "#" : "|#") + format_number(number);
        }
        return condition.field + "=" + text;
    }
    const char* const sign = condition.kind == FilterCondition::Kind::All ? " & " : " / ";
    for (const auto& part : condition.parts) {
        text += (text.empty() ? "" : sign) + text_of(part);
    }
    return condition.parts.size() > 1 ? "(" + text + ")" : text;
}

// The conditions of the filters of a search, with commas between.
std::string conditions(const std::string& spl) {
    const auto text = std::make_shared<const SourceText>(SourceText::whole("test", spl));
    Diagnostics diagnostics;
    auto pipeline = std::shared_ptr<const Pipeline>(parse_spl(*text, diagnostics));
    REQUIRE(pipeline != nullptr);
    const auto plan = make_plan(text, std::move(pipeline), spl_environment());
    std::string all;
    for (const auto& condition : conditions_by_filters(*plan)) {
        all += (all.empty() ? "" : ", ") + text_of(condition);
    }
    return all;
}

std::string of_search(const std::string& filter) {
    return conditions("search * | search " + filter + " | table a b c");
}

std::string of_where(const std::string& filter) {
    return conditions("search * | where " + filter + " | table a b c");
}

}  // namespace

TEST_CASE("a later search asks the events for the values that it asks for", "[filters]") {
    CHECK(of_search("a=x") == "a=x");
    CHECK(of_search("a=x* b IN (1, \"two words\")") == "(a=x* & b=1|two words)");
    CHECK(of_search("a=x OR b=y") == "(a=x / b=y)");
    CHECK(of_search("word a=x") == "(_raw=*word* & a=x)");
    CHECK(of_search("TERM(10.1.2.3)") == "_raw=*10.1.2.3*");
}

TEST_CASE("of a later search what says nothing of single events is left out", "[filters]") {
    CHECK(of_search("a=x NOT b=y c!=z c>5") == "a=x");
    CHECK(of_search("a=x OR NOT b=y").empty());
    CHECK(of_search("a=x OR b!=y").empty());
    CHECK(of_search("NOT (a!=x)").empty());
    CHECK(of_search("*").empty());
    CHECK(of_search("_time=5").empty());
}

TEST_CASE("where asks the events for the literals that it compares fields with", "[filters]") {
    CHECK(of_where("a=\"x\"") == "a=x");
    CHECK(of_where("\"x\"==a") == "a=x");
    CHECK(of_where("a=5 AND 'b'=-2") == "(a=#5 & b=#-2)");
    CHECK(of_where("a=\"5.0\"") == "a=#5");
    CHECK(of_where("a IN (\"x\", 5, \"7\")") == "a=x|#5|#7");
    CHECK(of_where("in(a, \"x\", \"y\") OR b=\"z\"") == "(a=x|y / b=z)");
    CHECK(of_where("like(a, \"%\\\\cmd_exe\") AND b LIKE \"x%\"") == "(a=*\\cmd*exe & b=x*)");
    CHECK(of_where("match(a, \"(foo|bar)baz\")") == "a=*barbaz*|*foobaz*");
}

TEST_CASE("of where what compares no field with a literal is left out", "[filters]") {
    CHECK(of_where("a=\"x\" AND b=c AND len(b)=5 AND b>5 AND c!=\"y\" AND isnotnull(c)") == "a=x");
    CHECK(of_where("a=\"x\" OR isnull(b)").empty());
    CHECK(of_where("NOT a=\"x\"").empty());
    CHECK(of_where("a=\"x\" XOR b=\"y\"").empty());
    CHECK(of_where("if(a=\"x\", b=\"y\", c=\"z\")").empty());
    CHECK(of_where("lower(a)=\"x\"").empty());
    CHECK(of_where("in(a, b, \"x\")").empty());
    CHECK(of_where("like(a, b) OR match(a, b)").empty());
    CHECK(of_where("match(a, \"a.b\")").empty());
}

TEST_CASE("regex asks the events for a literal of its pattern", "[filters]") {
    CHECK(conditions("search * | regex a=\"(?i)evil\" | table a") == "a=*evil*");
    CHECK(conditions("search * | regex \"error.*disk\" | table a") == "_raw=*error*");
    CHECK(conditions("search * | regex a!=\"evil\" | table a").empty());
}

TEST_CASE("conditions are about the fields of the events that columns are", "[filters]") {
    CHECK(conditions("search * | rename a as b | search b=x | table b") == "a=x");
    CHECK(conditions("search * | rename a as b | search a=x | table b").empty());
    CHECK(conditions("search * | eval a=lower(a) | search a=x b=y | table b") == "b=y");
    CHECK(conditions("search * | stats count by a | search a=x count=5") == "a=x");
    CHECK(conditions("search * | stats values(b) as b by a | where b=\"y\" | where a=\"x\"") == "a=x");
    CHECK(conditions("search * | stats count by p.a p.b | rename p.* as * | search a=x OR b=y") == "(p.a=x / p.b=y)");
    CHECK(conditions("search * | table a b | where a=\"x\"") == "a=x");
    CHECK(conditions("search * | rex field=c \"(?<a>x)\" | fillnull b | search a=x b=y c=z | table a") == "c=z");
    CHECK(conditions("search * | bin _time span=1h | stats count by _time a | search a=x") == "a=x");
}

TEST_CASE("a value that stands for a missing one asks for no event", "[filters]") {
    CHECK(conditions("| tstats fillnull_value=none count where index=* by host user | search user=none").empty());
    CHECK(
        conditions("| tstats fillnull_value=none count where index=* by host user | where match(user, \"no.?e|non\")").empty());
    CHECK(conditions("| tstats fillnull_value=0 count where index=* by user | where user=0").empty());
    CHECK(conditions("| tstats fillnull_value=none count where index=* by user | search user=n*").empty());
    CHECK(conditions("| tstats fillnull_value=none count where index=* by user | search user=bob") == "user=bob");
}

TEST_CASE("no condition passes a command that looks at several rows", "[filters]") {
    CHECK(conditions("search * | where a=\"x\" | head 5 | where b=\"y\" | table b") == "a=x");
    CHECK(conditions("search * | dedup a | search a=x | table a").empty());
    CHECK(conditions("search * | streamstats count by a | search a=x | table a").empty());
    CHECK(conditions("search * | eventstats count by a | search a=x | table a").empty());
    CHECK(conditions("search * | eval r=random() | search a=x | table a").empty());
}
