#include "tests/engine/eval/eval_fixture.h"

#include <catch2/catch.hpp>

namespace karst {

TEST_CASE("tostring() writes numbers with commas, as durations, in hexadecimal and binary", "[eval]") {
    EvalFixture eval;
    CHECK(eval(R"(tostring(12345.6789, "commas"))") == "12,345.68");
    CHECK(eval(R"(tostring(1000000, "commas"))") == "1,000,000");
    CHECK(eval(R"(tostring(-1234, "commas"))") == "-1,234");
    CHECK(eval(R"(tostring(615, "duration"))") == "00:10:15");
    CHECK(eval(R"(tostring(90061, "duration"))") == "1+01:01:01");
    CHECK(eval(R"(tostring(15, "hex"))") == "0xF");
    CHECK(eval(R"(tostring(9, "binary"))") == "1001");
    CHECK(eval(R"(tostring("text", "commas"))") == "text");
}

TEST_CASE("tostring() writes Booleans as words", "[eval]") {
    EvalFixture eval;
    CHECK(eval("tostring(1==1)") == "True");
    CHECK(eval("tostring(1==2)") == "False");
    CHECK(eval("tostring(missing)") == "(null)");
}

TEST_CASE("tonumber() reads bases up to 36 and nothing that is not a number", "[eval]") {
    EvalFixture eval;
    CHECK(eval(R"(tonumber("0A4", 16))") == "164");
    CHECK(eval(R"(tonumber("0xff", 16))") == "255");
    CHECK(eval(R"(tonumber("777", 8))") == "511");
    CHECK(eval(R"(tonumber("z", 36))") == "35");
    CHECK(eval(R"(tonumber("1010", 2))") == "10");
    CHECK(eval(R"(tonumber("-5.50"))") == "-5.50");
    for (const auto* text : {"", " 12 ", "12abc", "1,234"}) {
        eval.set("f", {text});
        CHECK(eval("tonumber(f)") == "(null)");
    }
    CHECK(eval(R"(tonumber("8", 8))") == "(null)");
}

// Search Reference, "Conversion functions", tonumber: a literal that is no number is an error, a field gives null.
TEST_CASE("tonumber() of a literal that spells no number is refused", "[eval]") {
    EvalFixture eval;
    CHECK(eval.refused(R"(tonumber("abc"))") == "spl-bad-argument");
    CHECK(eval.refused(R"(tonumber("ff", 16))").empty());
}

TEST_CASE("tobool(), toint() and todouble()", "[eval]") {
    EvalFixture eval;
    CHECK(eval(R"(tobool("TRUE"))") == "(true)");
    CHECK(eval(R"(tobool("f"))") == "(false)");
    CHECK(eval("tobool(2)") == "(true)");
    CHECK(eval("tobool(0)") == "(false)");
    CHECK(eval(R"(tobool("maybe"))") == "(null)");
    CHECK(eval("toint(-3.7)") == "-3");
    CHECK(eval(R"(todouble("3.50"))") == "3.50");
}

TEST_CASE("toarray(), tomv() and toobject()", "[eval]") {
    EvalFixture eval;
    eval.set("f", {"a", "7"});
    CHECK(eval("toarray(f)") == R"(["a",7])");
    CHECK(eval(R"(toarray("[1,2]"))") == "[1,2]");
    CHECK(eval(R"(toarray("{}"))") == "(null)");
    CHECK(eval(R"(tomv("[\"a\",2]"))") == "[a|2]");
    CHECK(eval("tomv(f)") == "[a|7]");
    CHECK(eval(R"(toobject(json_object("k", 1)))") == R"({"k":1})");
    CHECK(eval(R"(toobject("[1]"))") == "(null)");
}

TEST_CASE("tostring() with commas shows two decimal places for a number that has any", "[eval]") {
    EvalFixture eval;
    CHECK(eval(R"(tostring(12345.6789, "commas"))") == "12,345.68");
    CHECK(eval(R"(tostring(-1234567, "commas"))") == "-1,234,567");
    CHECK(eval(R"(tostring(round(1234, 2), "commas"))") == "1,234.00");
}

TEST_CASE("printf() has C's conversions, flags, width and precision", "[eval]") {
    EvalFixture eval;
    CHECK(eval(R"(printf("%s is %d", "n", 3.9))") == "n is 3");
    CHECK(eval(R"(printf("%05.2f|%-5d|%5s|%+d", 2.5, 7, "ab", 7))") == "02.50|7    |   ab|+7");
    CHECK(eval(R"(printf("%x %X %#x %o %e", 255, 255, 255, 8, 1234.5))") == "ff FF 0xff 10 1.234500e+03");
    CHECK(eval(R"(printf("%.3s|%c|%%", "abcdef", "xyz"))") == "abc|x|%");
    CHECK(eval(R"(printf("%c,%c", 65, "Äb"))") == "A,Ä");
    CHECK(eval(R"(printf("%*d", 5, 42))") == "   42");
}

TEST_CASE("printf() puts commas between thousands for the flag '", "[eval]") {
    EvalFixture eval;
    CHECK(eval(R"(printf("%'d", 1234567))") == "1,234,567");
    CHECK(eval(R"(printf("%'d", -123))") == "-123");
    CHECK(eval(R"(printf("%'.2f", 12345.678))") == "12,345.68");
    CHECK(eval(R"(printf("%'10d|%-'8d|", 12345, 1234))") == "    12,345|1,234   |");
    CHECK(eval(R"(printf("%'s", "12345"))") == "12345");
}

TEST_CASE("ipmask() lays a mask over an address", "[eval]") {
    EvalFixture eval;
    CHECK(eval(R"(ipmask("255.255.255.0", "10.20.30.120"))") == "10.20.30.0");
    CHECK(eval(R"(ipmask("0.255.0.224", "10.20.30.120"))") == "0.20.0.96");
    CHECK(eval(R"(ipmask("255.255.255.0", "no address"))") == "(null)");
}

TEST_CASE("toarray() reads numbers with blanks around them, and keeps those of text", "[eval]") {
    EvalFixture eval;
    CHECK(eval("toarray(split(\"4, 5 , a b , -1.5\", \",\"))") == R"([4,5," a b ",-1.5])");
}

}  // namespace karst
