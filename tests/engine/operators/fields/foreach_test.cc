#include "tests/engine/operators/refusal.h"

#include <catch2/catch.hpp>

using namespace karst;

namespace {

using Rows = std::vector<TestRow>;
using Values = std::vector<std::string>;

Values result(const std::string& spl, const TestRow& row) {
    const auto rows = run_rows(spl, {row});
    const auto found = rows.front().find("r");
    return found == rows.front().end() ? Values() : found->second;
}

}  // namespace

TEST_CASE("foreach fills in the name of a field and what its wildcards stand for", "[foreach]") {
    const TestRow row = {{"in_a_x", {"1"}}, {"in_b_y", {"2"}}};
    CHECK(run_rows("foreach in_*_* [eval <<MATCHSEG2>>_<<MATCHSEG1>>='<<FIELD>>'+1] | table x_a y_b", {row}) ==
          Rows{{{"x_a", {"2"}}, {"y_b", {"3"}}}});
    CHECK(run_rows("foreach in_*_* matchseg1=#1 matchseg2=#2 fieldstr=#F matchstr=#M [eval #1=\"#F #M #2\"] | table a b",
                   {row}) == Rows{{{"a", {"in_a_x ax x"}}, {"b", {"in_b_y by y"}}}});
}

TEST_CASE("foreach takes the fields of events by their names, wherever they stand in the event", "[foreach]") {
    const TestRow row = {{"argc", {"3"}}, {"a2", {"c"}}, {"a10", {"k"}}, {"a1", {"b"}}};
    CHECK(result("eval r=\"\" | foreach a* [eval r=r.'<<FIELD>>'] | fields r", row) == Values{"bkc3"});
}

TEST_CASE("an item of a list is a value wherever a value can stand", "[foreach]") {
    const TestRow row = {{"list", {"one two", "a\"b\\c", "7", "-1"}}};
    CHECK(result("foreach mode=multivalue list [eval r=mvappend(r, upper(<<ITEM>>))]", row) ==
          Values{"ONE TWO", "A\"B\\C", "7", "-1"});
    CHECK(result("foreach mode=multivalue list [eval r=mvappend(r, <<ITEM>>.\"!\")]", row) ==
          Values{"one two!", "a\"b\\c!", "7!", "-1!"});
    CHECK(result("foreach mode=multivalue list [eval r=coalesce(r,0)+if(isnum(<<ITEM>>),<<ITEM>>,0)]", row) == Values{"6"});
    CHECK(result("foreach mode=multivalue list [eval r=if(<<ITEM>>=\"one two\", \"found\", r)]", row) == Values{"found"});
}

TEST_CASE("an item within quotation marks, in a name and in the place of a target is text", "[foreach]") {
    const TestRow row = {{"list", {"x", "y"}}, {"x", {"10"}}, {"y", {"20"}}};
    CHECK(result("foreach mode=multivalue list [eval r=mvappend(r, \"<<ITEM>>=\".'<<ITEM>>')]", row) == Values{"x=10", "y=20"});
    CHECK(run_rows("foreach mode=multivalue list [eval n_<<ITEM>>=1, <<ITEM>>=2] | table n_x n_y x y", {row}) ==
          Rows{{{"n_x", {"1"}}, {"n_y", {"1"}}, {"x", {"2"}}, {"y", {"2"}}}});
    CHECK(result("foreach mode=multivalue list itemstr=#I iterstr=#N [eval r=mvappend(r, \"#N\".#I)]", row) ==
          Values{"0x", "1y"});
}

TEST_CASE("foreach goes over the elements of a JSON array", "[foreach]") {
    const TestRow row = {{"j", {"[1, \"two\", {\"k\": 3}]"}}, {"m", {"a", "b"}}};
    CHECK(result("foreach mode=json_array j [eval r=mvappend(r, <<ITEM>>)]", row) == Values{"1", "two", "{\"k\":3}"});
    CHECK(result("foreach mode=auto_collections j [eval r=mvappend(r, <<ITER>>)]", row) == Values{"0", "1", "2"});
    CHECK(result("foreach mode=auto_collections m [eval r=mvappend(r, <<ITEM>>)]", row) == Values{"a", "b"});
    CHECK(result("foreach mode=json_array nosuch [eval r=1]", row).empty());
}

TEST_CASE("the subpipeline of foreach may drop rows, but not wait for all of them", "[foreach]") {
    const Rows rows = {{{"a", {"1"}}}, {{"a", {"2"}}}};
    CHECK(run_rows("foreach a [where '<<FIELD>>'>1]", rows) == Rows{rows[1]});
    CHECK(run_rows("foreach a [where '<<FIELD>>'>5]", rows).empty());
    CHECK(refused("foreach a [stats count]") == "spl-not-streaming");
    CHECK(refused("foreach a [sort a]") == "spl-not-streaming");
    CHECK(refused("foreach a [eval x=nosuch('<<FIELD>>')]") == "spl-unknown-function");
    CHECK(refused("foreach [eval a=1]") == "spl-missing-field");
    CHECK(refused("foreach mode=all a [eval a=1]") == "spl-bad-option");
    CHECK(refused("foreach matchseg4=x a [eval a=1]") == "spl-unknown-option");
}

TEST_CASE("a pattern that begins with a star leaves internal fields alone", "[foreach]") {
    const TestRow row = {{"_time", {"5"}}, {"a", {"1"}}, {"b_c", {"2"}}};
    CHECK(run_rows("foreach * [eval <<FIELD>>='<<FIELD>>'*10] | table _time a b_c", {row}) ==
          Rows{{{"_time", {"5"}}, {"a", {"10"}}, {"b_c", {"20"}}}});
    CHECK(run_rows("foreach _t* [eval <<FIELD>>='<<FIELD>>'*10] | table _time a", {row}) ==
          Rows{{{"_time", {"50"}}, {"a", {"1"}}}});
}

TEST_CASE("each wildcard of a pattern has a segment that can be calculated with", "[foreach]") {
    const TestRow row = {{"a1b2", {"10"}}, {"a3b4", {"20"}}};
    CHECK(run_rows("foreach a*b* [eval <<FIELD>>=<<FIELD>>+<<MATCHSEG1>>+<<MATCHSEG2>>] | table a1b2 a3b4", {row}) ==
          Rows{{{"a1b2", {"13"}}, {"a3b4", {"27"}}}});
    CHECK(refused("foreach a* [eval x=1+<<MATCHSEG2>>]") == "spl-missing-argument");
}

TEST_CASE("the subpipeline of foreach may begin with a pipe, and hold a subsearch", "[foreach]") {
    const TestRow row = {{"a", {"1.26"}}};
    CHECK(result("foreach a [| eval r=round(<<FIELD>>,1)]", row) == Values{"1.3"});
    CHECK(result("foreach a [eval r=<<FIELD>>+[| makeresults | eval n=2 | return $n]]", row) == Values{"3.26"});
}
