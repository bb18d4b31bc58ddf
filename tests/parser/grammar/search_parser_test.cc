#include "parser/parser.h"

#include <catch2/catch.hpp>

using namespace karst;

namespace {

// The tree as text, so that tests can say what they expect in a line.
std::string shown(const SearchExpression& expression) {
    using Kind = SearchExpression::Kind;
    const auto joined = [&](const std::string& word) {
        std::string text = "(";
        for (const auto& child : expression.children) {
            text += (text.size() > 1 ? " " + word + " " : "") + shown(*child);
        }
        return text + ")";
    };
    static const char* kSigns[] = {"=", "!=", "<", "<=", ">", ">="};
    switch (expression.kind) {
    case Kind::MatchAll:
        return "*";
    case Kind::And:
        return joined("AND");
    case Kind::Or:
        return joined("OR");
    case Kind::Not:
        return "NOT " + shown(*expression.children.front());
    case Kind::Compare:
        return expression.field + kSigns[static_cast<int>(expression.comparison)] + "<" + expression.values.front().text + ">";
    case Kind::In: {
        std::string text = expression.field + " IN";
        for (const auto& value : expression.values) {
            text += " <" + value.text + ">";
        }
        return text;
    }
    case Kind::Term:
        return "<" + expression.values.front().text + ">";
    case Kind::TermDirective:
        return "TERM<" + expression.values.front().text + ">";
    case Kind::CaseDirective:
        return "CASE<" + expression.values.front().text + ">";
    case Kind::TimeBound:
        return "time " + expression.field + "=<" + expression.values.front().text + ">";
    case Kind::Subsearch:
        return "[]";
    }
    return "";
}

std::string parsed(const std::string& text) {
    return shown(*parse_search_expression(SourceText::whole("test", text)));
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

TEST_CASE("in search OR binds tighter than AND, written or implied") {
    CHECK(parsed("a=1 OR b=2 c=3") == "((a=<1> OR b=<2>) AND c=<3>)");
    CHECK(parsed("a=1 AND b=2 OR c=3") == "(a=<1> AND (b=<2> OR c=<3>))");
}

TEST_CASE("in search NOT binds to the next term only") {
    CHECK(parsed("NOT a=1 OR b=2") == "(NOT a=<1> OR b=<2>)");
    CHECK(parsed("NOT NOT a=1") == "NOT NOT a=<1>");
}

TEST_CASE("values end at blanks, commas and parentheses unless quoted") {
    CHECK(parsed("(path=/etc/passwd,user=bob@corp.example)") == "(path=</etc/passwd> AND user=<bob@corp.example>)");
    CHECK(parsed("cmd=\"a | b [c], (d)\"") == "cmd=<a | b [c], (d)>");
}

TEST_CASE("backslashes escape only quotation marks and themselves") {
    CHECK(parsed(R"(p="C:\\Temp\x \"q\"")") == R"(p=<C:\Temp\x "q">)");
    CHECK(parsed(R"(p=*\\Temp\*)") == R"(p=<*\Temp\*>)");
}

TEST_CASE("field names may hold dots, braces and hyphens, or be quoted") {
    CHECK(parsed("a.b{}.x-y = 1") == "a.b{}.x-y=<1>");
    CHECK(parsed("\"Account Name\"!=bob") == "Account Name!=<bob>");
}

TEST_CASE("IN takes a list of values with or without commas") {
    CHECK(parsed("status IN (400, \"4 4\" 5*)") == "status IN <400> <4 4> <5*>");
    CHECK(code_of("status IN ()") == "spl-missing-value");
}

TEST_CASE("keywords in lower case are terms") {
    CHECK(parsed("web or error") == "(<web> AND <or> AND <error>)");
}

TEST_CASE("TERM and CASE are directives, and field::value is a comparison") {
    CHECK(parsed("TERM(10.0.0.1) CASE(Error)") == "(TERM<10.0.0.1> AND CASE<Error>)");
    CHECK(parsed("host::web1") == "host=<web1>");
}

TEST_CASE("what is missing in a search is said with its own code") {
    CHECK(code_of("user=") == "spl-missing-value");
    CHECK(code_of("=5") == "spl-missing-field");
    CHECK(code_of("(a=1 OR b=2") == "spl-unbalanced-parenthesis");
    CHECK(code_of("a=\"x") == "spl-unbalanced-quote");
    CHECK(code_of("a=1 AND") == "spl-syntax");
}

TEST_CASE("nesting beyond the limit is refused") {
    CHECK(code_of(std::string(10'000, '(') + "a=1" + std::string(10'000, ')')) == "spl-nesting-limit");
}

TEST_CASE("a subsearch may stand in the place of a value") {
    CHECK(parsed("a=[search b=1 | return $c] d=2") == "([] AND d=<2>)");
    CHECK(parsed("a<[search b=1]") == "[]");
    CHECK(parsed("a IN (1, [search b=1], [search c=1])") == "([] AND [])");
    CHECK(code_of("a=[search b=1") == "spl-unbalanced-bracket");
}

TEST_CASE("one field may be compared with several values in parentheses") {
    CHECK(parsed("a=(1 OR \"b c\") d=2") == "((a=<1> OR a=<b c>) AND d=<2>)");
    CHECK(parsed("a!=(1)") == "a!=<1>");
    CHECK(code_of("a=(1 OR 2") == "spl-unbalanced-parenthesis");
    CHECK(code_of("a=(1 AND 2)") == "spl-syntax");
    CHECK(code_of("a=()") == "spl-missing-value");
    CHECK(code_of("a<(1 OR 2)") == "spl-missing-value");
}

TEST_CASE("an empty quoted term holds for every event, wherever it stands") {
    CHECK(parsed("\"\"") == "*");
    CHECK(parsed("a=1 \"\" b=2") == "(a=<1> AND * AND b=<2>)");
    CHECK(parsed("(\"\" OR a=1) NOT \"\"") == "((* OR a=<1>) AND NOT *)");
    CHECK(parsed("TERM(\"\") CASE(\"\")") == "(* AND *)");
    CHECK(parsed("a=\"\"") == "a=<>");
    CHECK(code_of("TERM()") == "spl-missing-value");
}

TEST_CASE("in a list a quotation mark ends its value, and what follows is the next one") {
    CHECK(parsed("x IN (\"a*\", \"b\"*, \"c\")") == "x IN <a*> <b> <*> <c>");
    CHECK(parsed("x IN (\"a\"b \"c\"\"d\")") == "x IN <a> <b> <c> <d>");
    CHECK(parsed("x=\"a b\"*") == "x=<a b*>");
}
