// Types that are wrong before any event is seen, and those that are not.
#include "tests/engine/eval/eval_fixture.h"

#include <catch2/catch.hpp>

namespace karst {

TEST_CASE("arithmetic with a word or a Boolean is refused", "[eval]") {
    EvalFixture eval;
    for (const auto* expression : {"\"a\"-1", "2*\"b\"", "\"a\"/\"b\"", "x%\"y\"", "-\"a\"", "1+\"a\"", "(x=1)+1",
                                   "isnull(x)*2", "x+len(x)+\"a\"", "abs(\"a\")", "round(x=1)"}) {
        INFO(expression);
        CHECK(eval.refused(expression) == "spl-type-mismatch");
    }
}

TEST_CASE("Booleans are not joined, and not compared with other values", "[eval]") {
    EvalFixture eval;
    for (const auto* expression :
         {"(1=1).\"x\"", "\"x\".isnull(a)", "if(isnull(a)=1, 1, 0)", "if(\"true\"=match(a, \"b\"), 1, 0)", "upper(a=b)"}) {
        INFO(expression);
        CHECK(eval.refused(expression) == "spl-type-mismatch");
    }
}

TEST_CASE("what a field may turn out to be is left to the run", "[eval]") {
    EvalFixture eval;
    eval.set("a", {"word"});
    CHECK(eval("a-1") == "(null)");
    CHECK(eval("a*2") == "(null)");
    CHECK(eval("\"5\"*2") == "10");
    CHECK(eval("a+\"x\"") == "wordx");
    CHECK(eval("tostring(a=\"word\").\"!\"") == "True!");
    CHECK(eval("if(isnull(a)=isnull(b), 1, 0)") == "0");
    CHECK(eval("if(isnull(a)=flag, 1, 0)") == "0");
    CHECK(eval("if(a, 1, 0)") == "0");
}

TEST_CASE("a function that gives a number or text is no condition", "[eval]") {
    EvalFixture eval;
    for (const auto* expression : {"if(len(a), 1, 0)", "if(lower(a), 1, 0)", "if(a=1 AND round(a), 1, 0)",
                                   "if(NOT now(), 1, 0)", "case(mvcount(a), 1)"}) {
        INFO(expression);
        CHECK(eval.refused(expression) == "spl-not-a-condition");
    }
}

TEST_CASE("+ joins two texts in quotation marks, also where they spell numbers", "[eval]") {
    EvalFixture eval;
    eval.set("n", {"5"});
    CHECK(eval("\"5\"+\"3\"") == "53");
    CHECK(eval("\"1\"+\"2\"+\"3\"") == "123");
    CHECK(eval("n+\"3\"") == "8");
    CHECK(eval("n+n") == "10");
}

TEST_CASE("what a function takes is known of each function, not of its family", "[eval]") {
    EvalFixture eval;
    for (const auto* expression : {"len(a=1)", "replace(a=1, \"x\", \"y\")", "trim(a=1)", "md5(a=1)", "strftime(a=1, \"%H\")",
                                   "mvcount(a=1)", "mvjoin(a=1, \",\")", "mvfind(a=1, \"x\")", "sin(\"word\")",
                                   "atan2(1, \"word\")", "bit_and(1, \"word\")", "pow(2, a=1)"}) {
        INFO(expression);
        CHECK(eval.refused(expression) == "spl-type-mismatch");
    }
    for (const auto* expression :
         {"tostring(a=1)", "typeof(a=1)", "tonumber(a=1)", "mvappend(\"word\", \"b\")", "len(\"word\")", "mvcount(\"word\")",
          "max(\"word\", 1)", "printf(\"%s\", a=1)", "if(isbool(a=1), 1, 0)", "tonumber(\"zz\", 36)", "sin(\"1\")"}) {
        INFO(expression);
        CHECK(eval.refused(expression).empty());
    }
    CHECK(eval.refused("tonumber(\"zz\")") == "spl-bad-argument");
}

TEST_CASE("if() has the type that both of its values have", "[eval]") {
    EvalFixture eval;
    CHECK(eval.refused("if(if(a=1, 1, 2), 1, 0)") == "spl-not-a-condition");
    CHECK(eval.refused("if(if(a=1, \"x\", \"y\"), 1, 0)") == "spl-not-a-condition");
    CHECK(eval.refused("if(a=1, 1, 2)+\"word\"") == "spl-type-mismatch");
    CHECK(eval.refused("if(if(a=1, b=1, c=1), 1, 0)").empty());
    CHECK(eval.refused("if(case(a=1, 1), 1, 0)").empty());
}

TEST_CASE("only tostring() makes + join a text that spells a number", "[eval]") {
    EvalFixture eval;
    eval.set("n", {"5"});
    CHECK(eval("tostring(n)+\"3\"") == "53");
    CHECK(eval("lower(n)+\"3\"") == "8");
}

}  // namespace karst
