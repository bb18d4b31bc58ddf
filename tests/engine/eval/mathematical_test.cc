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

TEST_CASE("round() keeps the places that were asked for, as far as the number is known", "[eval]") {
    EvalFixture eval;
    CHECK(eval("round(5, 2)") == "5.00");
    CHECK(eval("round(1/3*100, 1).\"%\"") == "33.3%");
    CHECK(eval("round(exact(0.004), 2)") == "0.00");
    CHECK(eval("round(200*exact(0.02), 2)") == "4.00");
    CHECK(eval("round(200*0.02, 2)") == "4");
    CHECK(eval("round(1234.5, -2)") == "1200");
    CHECK(eval("if(round(5, 2)=5, \"same\", \"other\")") == "same");
}

TEST_CASE("sigfig() keeps the figures that the operands have", "[eval]") {
    EvalFixture eval;
    CHECK(eval("sigfig(1.00*1111)") == "1110");
    CHECK(eval("sigfig(123.0+4.567)") == "127.6");
}

// Search Reference, eval, "Rounding".
TEST_CASE("a result is shown with the precision of its least precise operand", "[eval]") {
    EvalFixture eval;
    eval.set("price", {"0.00"});
    eval.set("weight", {"2.50"});
    CHECK(eval("6.400*0.3") == "2");
    CHECK(eval("6.400*0.30") == "1.9");
    CHECK(eval("123.0+4.567") == "127.6");
    CHECK(eval("0.014*0.230") == "0.0032");
    CHECK(eval("2.5*weight") == "6.2");
    CHECK(eval("weight*2") == "5.00");
    CHECK(eval("price+1.25") == "1.25");
    CHECK(eval("3/2") == "1.5");
}

TEST_CASE("precision takes no digit from a whole part", "[eval]") {
    EvalFixture eval;
    CHECK(eval("1.00*1111") == "1111");
    CHECK(eval("1100*0.9") == "990");
    CHECK(eval("2.2*1024") == "2253");
}

TEST_CASE("exact() shows all of a calculation", "[eval]") {
    EvalFixture eval;
    CHECK(eval("exact(3.14*1.5)") == "4.71");
    CHECK(eval("6.400*exact(0.3)") == "1.920");
}

TEST_CASE("logarithms, powers and roots", "[eval]") {
    EvalFixture eval;
    CHECK(eval("log(100)") == "2");
    CHECK(eval("log(8, 2)") == "3");
    CHECK(eval("ln(exp(2))") == "2");
    CHECK(eval("pow(2, 10)") == "1024");
    CHECK(eval("sqrt(9)") == "3");
    CHECK(eval("sqrt(-1)") == "nan");
    CHECK(eval("ln(0)") == "-inf");
    CHECK(eval("pow(10, 400)") == "inf");
    CHECK(eval("1/0") == "(null)");
    CHECK(eval("if(sqrt(-1)=5, \"equal\", \"not\")") == "not");
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
    CHECK(eval("acos(2)") == "nan");
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
