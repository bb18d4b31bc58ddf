#include "tests/engine/eval/eval_fixture.h"

#include <catch2/catch.hpp>

using namespace karst;

TEST_CASE("max() and min() take strings for greater than numbers, and look into lists", "[eval]") {
    EvalFixture eval;
    eval.set("list", {"3", "10", "9"});
    CHECK(eval("max(1, 3, 6, 7, \"foo\", \"baz\")") == "foo");
    CHECK(eval("min(3, 6, \"maria\")") == "3");
    CHECK(eval("max(list)") == "10");
    CHECK(eval("min(list, 20)") == "3");
    CHECK(eval("max(missing, 4)") == "4");
    CHECK(eval("max(missing)") == "(null)");
}

TEST_CASE("avg() and sum() use the numbers among the values", "[eval]") {
    EvalFixture eval;
    eval.set("list", {"1", "2", "word"});
    CHECK(eval("sum(list, 4)") == "7");
    CHECK(eval("avg(list, 3)") == "2");
    eval.set("text", {"word"});
    CHECK(eval("avg(text)") == "(null)");
}

TEST_CASE("random() gives the same numbers in every run", "[eval]") {
    EvalFixture first;
    EvalFixture second;
    const auto number = first("random()");
    CHECK(number == second("random()"));
    CHECK(number != first("random()"));
}
