#include "parser/parser.h"

#include <catch2/catch.hpp>

using namespace karst;

namespace {

std::string shown(const EvalExpression& expression) {
    using Kind = EvalExpression::Kind;
    std::string operands;
    for (const auto& argument : expression.arguments) {
        operands += " " + shown(*argument);
    }
    static const char* kSigns[] = {"=", "!=", "<", "<=", ">", ">="};
    switch (expression.kind) {
    case Kind::Number:
        return expression.text;
    case Kind::String:
        return "\"" + expression.text + "\"";
    case Kind::Field:
        return "'" + expression.text + "'";
    case Kind::Call:
        return "(" + expression.text + operands + ")";
    case Kind::Negate:
        return "(-" + operands + ")";
    case Kind::Not:
        return "(not" + operands + ")";
    case Kind::And:
        return "(and" + operands + ")";
    case Kind::Or:
        return "(or" + operands + ")";
    case Kind::Xor:
        return "(xor" + operands + ")";
    case Kind::Compare:
        return std::string("(") + kSigns[static_cast<int>(expression.comparison)] + operands + ")";
    case Kind::Arithmetic:
        return std::string("(") + expression.operation + operands + ")";
    case Kind::Concatenate:
        return "(." + operands + ")";
    case Kind::Like:
        return "(like" + operands + ")";
    case Kind::In:
        return "(in" + operands + ")";
    case Kind::Subsearch:
        return "[]";
    }
    return "";
}

std::string parsed(const std::string& text) {
    return shown(*parse_eval_expression(SourceText::whole("test", text)));
}

std::string code_of(const std::string& text) {
    try {
        parsed(text);
    } catch (const DiagnosticError& error) {
        return std::string(error.diagnostic().code.text());
    }
    return "";
}

}  // namespace

TEST_CASE("in eval AND binds tighter than OR, and XOR loosest") {
    CHECK(parsed("a=1 OR b=1 and c=1") == "(or (= 'a' 1) (and (= 'b' 1) (= 'c' 1)))");
    CHECK(parsed("a=1 XOR b=1 OR c=1") == "(xor (= 'a' 1) (or (= 'b' 1) (= 'c' 1)))");
    CHECK(parsed("NOT a=1 AND b=1") == "(and (not (= 'a' 1)) (= 'b' 1))");
}

TEST_CASE("products bind tighter than sums and concatenation, from left to right") {
    CHECK(parsed("1+2*3-4") == "(- (+ 1 (* 2 3)) 4)");
    CHECK(parsed("\"v\".(10/5).\"-\".n") == "(. (. (. \"v\" (/ 10 5)) \"-\") 'n')");
    CHECK(parsed("3*-2") == "(* 3 (- 2))");
}

TEST_CASE("an unquoted dot joins two fields, a quoted one is part of the name") {
    CHECK(parsed("user.name") == "(. 'user' 'name')");
    CHECK(parsed("'user.name'") == "'user.name'");
}

TEST_CASE("LIKE and IN stand between their operands, and may be negated") {
    CHECK(parsed("ip LIKE \"10.%\"") == "(like 'ip' \"10.%\")");
    CHECK(parsed("s in (\"a\", 2)") == "(in 's' \"a\" 2)");
    CHECK(parsed("s NOT IN (1)") == "(not (in 's' 1))");
}

TEST_CASE("strings keep backslashes that escape nothing") {
    CHECK(parsed(R"("\d+\\ \"x\"")") == R"("\d+\ "x"")");
}

TEST_CASE("numbers know their significant figures") {
    CHECK(parse_eval_expression(SourceText::whole("t", "6.400"))->significant == 4);
    CHECK(parse_eval_expression(SourceText::whole("t", "0.30"))->significant == 2);
    CHECK(parse_eval_expression(SourceText::whole("t", "100"))->significant == 0);
}

TEST_CASE("malformed expressions are refused where they break") {
    CHECK(code_of("a=") == "spl-missing-argument");
    CHECK(code_of("(1+2") == "spl-unbalanced-parenthesis");
    CHECK(code_of("5minutes=1") == "spl-bad-number");
    CHECK(code_of(std::string(5000, '-') + "1") == "spl-nesting-limit");
    CHECK(code_of(std::string(10'000, '(') + "1") == "spl-nesting-limit");
}

TEST_CASE("an exclamation mark negates like NOT") {
    CHECK(parsed("!match(a, \"x\")") == parsed("NOT match(a, \"x\")"));
    CHECK(parsed("a=1 AND !(b=2 OR c=3)") == parsed("a=1 AND NOT (b=2 OR c=3)"));
    CHECK(parsed("a!=1") != parsed("NOT a=1"));
}

TEST_CASE("a field may stand between dollar signs") {
    CHECK(parsed("$outcome.result$=\"x\"") == "(= 'outcome.result' \"x\")");
    CHECK(parsed("if(isnull($a b$), 1, $c{}.d$)") == "(if (isnull 'a b') 1 'c{}.d')");
    CHECK(code_of("$a") == "spl-unbalanced-quote");
    CHECK(code_of("$$ + 1") == "spl-unbalanced-quote");
}
