#include "tests/engine/eval/eval_fixture.h"

#include <catch2/catch.hpp>

using namespace karst;

TEST_CASE("A field that spells a number is a number, text in quotation marks is text", "[eval]") {
    EvalFixture eval;
    eval.set("n", {"12.5"});
    eval.set("whole", {"-3"});
    eval.set("word", {"12a"});
    CHECK(eval("isnum(n)") == "(true)");
    CHECK(eval("isstr(n)") == "(false)");
    CHECK(eval("isnum(\"12\")") == "(false)");
    CHECK(eval("isstr(\"12\")") == "(true)");
    CHECK(eval("isstr(word)") == "(true)");
    CHECK(eval("isint(whole)") == "(true)");
    CHECK(eval("isint(n)") == "(false)");
    CHECK(eval("isdouble(n)") == "(true)");
    CHECK(eval("isdouble(whole)") == "(false)");
    CHECK(eval("isnum(missing)") == "(false)");
    CHECK(eval("isstr(missing)") == "(false)");
}

TEST_CASE("isnull() and isnotnull() see an empty text as a value", "[eval]") {
    EvalFixture eval;
    eval.set("empty", {""});
    CHECK(eval("isnull(missing)") == "(true)");
    CHECK(eval("isnull(empty)") == "(false)");
    CHECK(eval("isnotnull(empty)") == "(true)");
}

TEST_CASE("ismv(), isbool(), isarray() and isobject()", "[eval]") {
    EvalFixture eval;
    eval.set("list", {"a", "b"});
    eval.set("array", {"[1, 2]"});
    eval.set("object", {R"({"a": 1})"});
    eval.set("broken", {"{a: 1}"});
    CHECK(eval("ismv(list)") == "(true)");
    CHECK(eval("ismv(array)") == "(false)");
    CHECK(eval("isbool(1==2)") == "(true)");
    CHECK(eval("isbool(array)") == "(false)");
    CHECK(eval("isarray(array)") == "(true)");
    CHECK(eval("isarray(1)") == "(false)");
    CHECK(eval("isobject(object)") == "(true)");
    CHECK(eval("isobject(broken)") == "(false)");
    CHECK(eval("isobject(array)") == "(false)");
}

TEST_CASE("typeof() names the type", "[eval]") {
    EvalFixture eval;
    eval.set("n", {"7"});
    eval.set("list", {"a", "b"});
    CHECK(eval("typeof(n)") == "Number");
    CHECK(eval("typeof(\"7\")") == "String");
    CHECK(eval("typeof(1==2)") == "Boolean");
    CHECK(eval("typeof(missing)") == "Invalid");
    CHECK(eval("typeof(list)") == "Multivalue");
}
