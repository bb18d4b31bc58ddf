#include "tests/engine/eval/eval_fixture.h"

#include <catch2/catch.hpp>

namespace karst {

TEST_CASE("substr() counts from 1, and from the end where the start is negative", "[eval]") {
    EvalFixture eval;
    CHECK(eval(R"(substr("string", 1, 3))") == "str");
    CHECK(eval(R"(substr("string", 4))") == "ing");
    CHECK(eval(R"(substr("string", -3))") == "ing");
    CHECK(eval(R"(substr("string", -3, 2))") == "in");
    CHECK(eval(R"(substr("string", 1, 3).substr("string", -3))") == "string");
    CHECK(eval(R"(substr("äöü", 2, 1))") == "ö");
}

TEST_CASE("substr() follows SQLite beyond the ends of the text", "[eval]") {
    EvalFixture eval;
    CHECK(eval(R"(substr("string", 10))").empty());
    CHECK(eval(R"(substr("string", 0, 3))") == "st");
    CHECK(eval(R"(substr("string", 0))") == "string");
    CHECK(eval(R"(substr("string", -8, 4))") == "st");
    CHECK(eval(R"(substr("string", 4, -2))") == "tr");
    CHECK(eval(R"(substr("string", 2, 0))").empty());
    CHECK(eval(R"(substr("string", 5, 100))") == "ng");
}

TEST_CASE("replace() has the groups of the match as \\1 to \\9", "[eval]") {
    EvalFixture eval;
    CHECK(eval(R"(replace("1/14/2026", "^(\d{1,2})/(\d{1,2})/", "\2/\1/"))") == "14/1/2026");
    CHECK(eval(R"(replace("a.b.c", "\.", ""))") == "abc");
    CHECK(eval(R"(replace("AbA", "(?i)a", "x"))") == "xbx");
    CHECK(eval(R"(replace("text", "nothing", "x"))") == "text");
    CHECK(eval(R"(replace(missing, "a", "b"))") == "(null)");
}

TEST_CASE("trim(), ltrim() and rtrim() take blanks, or the characters given", "[eval]") {
    EvalFixture eval;
    CHECK(eval(R"(trim("  x "))") == "x");
    CHECK(eval(R"(ltrim("  x "))") == "x ");
    CHECK(eval(R"(rtrim("  x "))") == "  x");
    CHECK(eval(R"(trim(" ZZZZabcZZ ", " Z"))") == "abc");
}

TEST_CASE("len(), lower(), upper() and urldecode()", "[eval]") {
    EvalFixture eval;
    CHECK(eval(R"(len("äöü"))") == "3");
    CHECK(eval("len(12345)") == "5");
    CHECK(eval("len(missing)") == "(null)");
    CHECK(eval(R"(lower("ABC1"))") == "abc1");
    CHECK(eval(R"(upper("abc1"))") == "ABC1");
    CHECK(eval(R"(urldecode("http%3A%2F%2Fexample.com%3Fr%3Dheader"))") == "http://example.com?r=header");
    CHECK(eval(R"(urldecode("50%zz"))") == "50%zz");
}

TEST_CASE("a text function is applied to each value of a list", "[eval]") {
    EvalFixture eval;
    eval.set("names", {"Ann", "Bob"});
    CHECK(eval("lower(names)") == "[ann|bob]");
    CHECK(eval("len(names)") == "[3|3]");
    CHECK(eval("substr(names, 1, 1)") == "[A|B]");
}

TEST_CASE("length() is another name of len()", "[eval]") {
    EvalFixture eval;
    CHECK(eval("length(\"käse\")") == "4");
    CHECK(eval("length(missing)") == "(null)");
}

}  // namespace karst
