#include "tests/engine/eval/eval_fixture.h"

#include <catch2/catch.hpp>

namespace karst {

TEST_CASE("arithmetic takes text that spells numbers, and is null otherwise", "[eval]") {
    EvalFixture eval;
    eval.set("n", {"5"});
    eval.set("word", {"five"});
    CHECK(eval("n+1") == "6");
    CHECK(eval("n*n/2") == "12.5");
    CHECK(eval("n%3") == "2");
    CHECK(eval("word*2") == "(null)");
    CHECK(eval("missing+1") == "(null)");
    CHECK(eval("-n") == "-5");
}

TEST_CASE("plus joins two texts, and the dot joins whatever it gets", "[eval]") {
    EvalFixture eval;
    eval.set("word", {"five"});
    CHECK(eval("word+word") == "fivefive");
    CHECK(eval("word+1") == "(null)");
    CHECK(eval("1 . 2") == "12");
    CHECK(eval("word.missing") == "(null)");
    CHECK(eval("word . 1.5") == "five1.5");
}

TEST_CASE("division by zero has no result", "[eval]") {
    EvalFixture eval;
    CHECK(eval("1/0") == "(null)");
    CHECK(eval("0/0") == "(null)");
    CHECK(eval("1%0") == "(null)");
}

TEST_CASE("round(), ceiling() and floor()", "[eval]") {
    EvalFixture eval;
    CHECK(eval("round(3.5)") == "4");
    CHECK(eval("round(2.5)") == "3");
    CHECK(eval("round(-2.5)") == "-3");
    CHECK(eval("round(2.555, 2)") == "2.56");
    CHECK(eval("round(1234.5678, 0)") == "1235");
    CHECK(eval("ceiling(1.9)") == "2");
    CHECK(eval("ceil(-1.9)") == "-1");
    CHECK(eval("floor(1.9)") == "1");
    CHECK(eval("round(missing)") == "(null)");
}

TEST_CASE("sigfig() keeps the figures that the operands have", "[eval]") {
    EvalFixture eval;
    CHECK(eval("sigfig(1.00*1111)") == "1110");
}

TEST_CASE("logarithms, powers and roots", "[eval]") {
    EvalFixture eval;
    CHECK(eval("log(100)") == "2");
    CHECK(eval("log(8, 2)") == "3");
    CHECK(eval("ln(exp(2))") == "2");
    CHECK(eval("pow(2, 10)") == "1024");
    CHECK(eval("sqrt(9)") == "3");
    CHECK(eval("sqrt(-1)") == "(null)");
    CHECK(eval("abs(-3)") == "3");
    CHECK(eval("pi()") == "3.14159265358");
}

TEST_CASE("trigonometry is in radians", "[eval]") {
    EvalFixture eval;
    CHECK(eval("sin(0)") == "0");
    CHECK(eval("cos(0)") == "1");
    CHECK(eval("round(atan2(1, 1)*4, 5)") == "3.14159");
    CHECK(eval("hypot(3, 4)") == "5");
    CHECK(eval("round(acos(0)*2, 5)") == "3.14159");
    CHECK(eval("acos(2)") == "(null)");
    CHECK(eval("atanh(0)") == "0");
    CHECK(eval("cosh(0)") == "1");
}

TEST_CASE("functions of bits", "[eval]") {
    EvalFixture eval;
    CHECK(eval("bit_and(12, 10)") == "8");
    CHECK(eval("bit_or(12, 10, 1)") == "15");
    CHECK(eval("bit_xor(12, 10)") == "6");
    CHECK(eval("bit_not(5, 7)") == "2");
    CHECK(eval("bit_shift_left(1, 4)") == "16");
    CHECK(eval("bit_shift_right(16, 3)") == "2");
}

TEST_CASE("digests are in hexadecimal", "[eval]") {
    EvalFixture eval;
    CHECK(eval(R"(md5("abc"))") == "900150983cd24fb0d6963f7d28e17f72");
    CHECK(eval(R"(sha1("abc"))") == "a9993e364706816aba3e25717850c26c9cd0d89d");
    CHECK(eval(R"(sha256("abc"))") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(eval(R"(substr(sha512("abc"), 1, 16))") == "ddaf35a193617aba");
}

}  // namespace karst
