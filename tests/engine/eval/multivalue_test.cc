#include "tests/engine/eval/eval_fixture.h"

#include <catch2/catch.hpp>

using namespace karst;

TEST_CASE("mvindex() counts from both ends and is null out of range", "[eval]") {
    EvalFixture eval;
    eval.set("f", {"p", "q", "r", "s"});
    eval.set("one", {"x"});
    CHECK(eval("mvindex(f, 1)") == "q");
    CHECK(eval("mvindex(f, -1)") == "s");
    CHECK(eval("mvindex(f, 1, 2)") == "[q|r]");
    CHECK(eval("mvindex(f, -3, -2)") == "[q|r]");
    CHECK(eval("mvindex(f, 2, 9)") == "[r|s]");
    CHECK(eval("mvindex(f, 4)") == "(null)");
    CHECK(eval("mvindex(f, -5)") == "(null)");
    CHECK(eval("mvindex(f, 2, 1)") == "(null)");
    CHECK(eval("mvindex(f, \"x\")") == "(null)");
    CHECK(eval("mvindex(one, 0)") == "x");
    CHECK(eval("mvindex(one, -1)") == "x");
    CHECK(eval("mvindex(missing, 0)") == "(null)");
}

TEST_CASE("mvappend(), mvcount(), mvdedup(), mvsort(), mvreverse(), mvjoin() and mvzip()", "[eval]") {
    EvalFixture eval;
    eval.set("f", {"b", "a", "b"});
    eval.set("n", {"10", "9", "70", "100"});
    CHECK(eval("mvappend(\"x\", f, missing, 1)") == "[x|b|a|b|1]");
    CHECK(eval("mvappend(missing, \"x\")") == "x");
    CHECK(eval("mvappend(missing)") == "(null)");
    CHECK(eval("mvcount(f)") == "3");
    CHECK(eval("mvcount(\"x\")") == "1");
    CHECK(eval("mvcount(missing)") == "(null)");
    CHECK(eval("mvdedup(f)") == "[b|a]");
    CHECK(eval("mvsort(n)") == "[10|100|70|9]");
    CHECK(eval("mvreverse(n)") == "[100|70|9|10]");
    CHECK(eval("mvjoin(f, \", \")") == "b, a, b");
    CHECK(eval("mvjoin(\"x\", \", \")") == "x");
    CHECK(eval("mvzip(f, n)") == "[b,10|a,9|b,70]");
    CHECK(eval("mvzip(f, n, \":\")") == "[b:10|a:9|b:70]");
}

TEST_CASE("mvfilter() keeps the values for which its predicate is true", "[eval]") {
    EvalFixture eval;
    eval.set("f", {"one", "two", "three"});
    eval.set("g", {"x"});
    CHECK(eval("mvfilter(match(f, \"^t\"))") == "[two|three]");
    CHECK(eval("mvfilter(f != \"two\" AND NOT f=\"one\")") == "three");
    CHECK(eval("mvfilter(f=\"none\")") == "(null)");
    CHECK(eval("mvfilter(isnotnull(missing))") == "(null)");
    CHECK(eval.refused("mvfilter(f=g)") == "spl-mvfilter-fields");
    CHECK(eval.refused("mvfilter(1=1)") == "spl-mvfilter-fields");
}

TEST_CASE("mvmap() gives the results for each value, without nulls", "[eval]") {
    EvalFixture eval;
    eval.set("f", {"1", "2", "3"});
    eval.set("t", {"10"});
    eval.set("old", {"2", "9"});
    CHECK(eval("mvmap(f, f * t)") == "[10|20|30]");
    CHECK(eval("mvmap(mvindex(f, 1, 2), f * t)") == "[20|30]");
    CHECK(eval("mvmap(f, if(isnull(mvfind(old, f)), f, null()))") == "[1|3]");
    CHECK(eval("mvmap(f, mvappend(f, \"x\"))") == "[1|x|2|x|3|x]");
    CHECK(eval("mvmap(missing, 1)") == "(null)");
}

TEST_CASE("mvfilter() inside mvmap() reads the value of the iteration around it", "[eval]") {
    EvalFixture eval;
    eval.set("f", {"a", "b"});
    eval.set("g", {"1", "2"});
    CHECK(eval("mvmap(f, f . mvjoin(mvfilter(g > 1), \"\"))") == "[a2|b2]");
}

TEST_CASE("mvfind() gives the index of the first match", "[eval]") {
    EvalFixture eval;
    eval.set("f", {"ok", "err12", "err3"});
    CHECK(eval("mvfind(f, \"err\\d+\")") == "1");
    CHECK(eval("mvfind(f, \"none\")") == "(null)");
    CHECK(eval("mvfind(missing, \"x\")") == "(null)");
    CHECK(eval.refused("mvfind(f, \"(\")") == "spl-bad-regex");
}

TEST_CASE("mvrange() leaves the end out and ends for every step", "[eval]") {
    EvalFixture eval;
    CHECK(eval("mvrange(1, 11, 2)") == "[1|3|5|7|9]");
    CHECK(eval("mvrange(1, 3)") == "[1|2]");
    CHECK(eval("mvrange(3, 1, 0-1)") == "[3|2]");
    CHECK(eval("mvrange(3, 3)") == "(null)");
    CHECK(eval("mvrange(1, 5, 0)") == "1");
    CHECK(eval("mvrange(1, 5, \"word\")") == "(null)");
}

TEST_CASE("mvrange() with a time span follows the calendar", "[eval]") {
    EvalFixture eval;
    CHECK(eval("mvrange(1514834731, 1516044331, \"7d\")") == "[1514834731|1515439531]");
    CHECK(eval("mvrange(0, 7200, \"1h\")") == "[0|3600]");
    // January and February 1970.
    CHECK(eval("mvrange(0, 5097600, \"1mon\")") == "[0|2678400]");
    const auto zone = TimeZone::named("Europe/Berlin");
    REQUIRE(zone);
    eval.run.zone = *zone;
    // The night of 2018-03-25 had an hour less.
    CHECK(eval("mvrange(1521932400, 1522101600, \"1d\")") == "[1521932400|1522015200]");
}

TEST_CASE("mvrange() says when it stops", "[eval]") {
    EvalFixture eval;
    std::string said;
    eval.run.warn = [&](std::string_view message) { said = message; };
    CHECK(eval("mvcount(mvrange(0, 1000000000000))") == "1000000");
    CHECK_FALSE(said.empty());
}

TEST_CASE("split() keeps empty parts and splits characters", "[eval]") {
    EvalFixture eval;
    eval.set("list", {"a-b", "c"});
    CHECK(eval("split(\"a,,b\", \",\")") == "[a||b]");
    CHECK(eval("split(\"abc\", \"xx\")") == "abc");
    CHECK(eval("split(\"n::v\", \"::\")") == "[n|v]");
    CHECK(eval("split(\"aä\", \"\")") == "[a|ä]");
    CHECK(eval("split(list, \"-\")") == "[a|b|c]");
    CHECK(eval("split(missing, \",\")") == "(null)");
}

TEST_CASE("commands() names the commands of a search", "[eval]") {
    EvalFixture eval;
    CHECK(eval("commands(\"search foo | stats count | sort count\")") == "[search|stats|sort]");
    CHECK(eval("commands(\"| makeresults | append [search x | head 1]\")") == "[makeresults|append]");
}

TEST_CASE("mv_to_json_array() writes strings, or what they spell", "[eval]") {
    EvalFixture eval;
    eval.set("f", {"\"a\"", "2", "true", "null", "word"});
    CHECK(eval("mv_to_json_array(f)") == R"(["\"a\"","2","true","null","word"])");
    CHECK(eval("mv_to_json_array(f, true())") == R"(["a",2,true,null,"word"])");
}
