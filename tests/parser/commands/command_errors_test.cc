// What is wrong with a search has a code of its own and a place, for every kind of mistake.
#include "parser/parser.h"

#include "engine/compile/compile.h"
#include "engine/lookup/lookup.h"
#include "tests/support/no_macros.h"

#include <catch2/catch.hpp>

using namespace karst;

namespace {

std::vector<Diagnostic> diagnostics_of(const std::string& spl) {
    Diagnostics diagnostics;
    auto environment = spl_environment();
    environment.lookups = std::make_shared<LookupRegistry>([](const LookupDefinition&) { return LookupRows(); });
    compile_spl(SourceText::whole("test", spl), NoMacros(), environment, diagnostics);
    return diagnostics.all();
}

// "code: marked text" of the first diagnostic.
std::string error(const std::string& spl) {
    const auto all = diagnostics_of(spl);
    if (all.empty()) {
        return "";
    }
    const auto& where = all.front().where;
    return std::string(all.front().code.text()) + ": " + spl.substr(where.column - 1, where.end_column - where.column);
}

std::string code(const std::string& spl) {
    const auto all = diagnostics_of(spl);
    return all.empty() ? "" : std::string(all.front().code.text());
}

}  // namespace

TEST_CASE("an option that a command does not have is refused, with the nearest one") {
    CHECK(error("a=1 | fillnull valeu=0 x") == "spl-unknown-option: valeu=0");
    CHECK(diagnostics_of("a=1 | fillnull valeu=0 x").front().help == "did you mean 'value'?");
    CHECK(code("a=1 | mvexpand x limt=3") == "spl-unknown-option");
}

TEST_CASE("the value of an option must be of its kind") {
    CHECK(error("a=1 | head limit=many") == "spl-bad-option: many");
    CHECK(code("a=1 | streamstats window=x count") == "spl-bad-option");
    CHECK(code("a=1 | streamstats current=perhaps count") == "spl-bad-option");
    CHECK(code("a=1 | bin span=3parsecs _time").substr(0, 4) == "spl-");
}

TEST_CASE("an argument that is missing is named") {
    CHECK(code("a=1 | eval") == "spl-missing-argument");
    CHECK(code("a=1 | rename x AS") == "spl-missing-argument");
    CHECK(code("a=1 | rex") == "spl-missing-argument");
    CHECK(code("a=1 | where") == "spl-missing-argument");
    CHECK(code("a=1 | stats").substr(0, 4) == "spl-");
    CHECK(code("a=1 | stats perc(x)") == "spl-missing-argument");
    CHECK(code("a=1 | append [search b=1 | rename x AS] | head 1") == "spl-missing-argument");
    CHECK(code("a=1 |") == "spl-missing-command");
    CHECK(code("a=1 | eval x=substr(y)") == "spl-argument-count");
}

TEST_CASE("unknown commands, functions, aggregates and lookups are named with the nearest known one") {
    CHECK(error("a=1 | stast count") == "spl-unknown-command: stast");
    CHECK(error("a=1 | eval x=uper(y)") == "spl-unknown-function: uper");
    CHECK(error("a=1 | stats cuont").substr(0, 22) == "spl-unknown-aggregate:");
    CHECK(error("a=1 | lookup nowhere a") == "spl-unknown-lookup: nowhere");
    CHECK(diagnostics_of("a=1 | stast count").front().help == "did you mean 'stats'?");
}

TEST_CASE("type errors that are known before the first event are refused") {
    CHECK(code("a=1 | where \"text\"").substr(0, 4) == "spl-");
    CHECK(code("a=1 | eval x=isnull(y)") == "spl-boolean-result");
    CHECK(code("a=1 | eval x=5z") == "spl-bad-number");
}

TEST_CASE("a regular expression that does not compile is refused at its place") {
    CHECK(error("a=1 | rex \"(?<x>[\"").substr(0, 13) == "spl-bad-regex");
    CHECK(code("a=1 | regex x=\"(\"") == "spl-bad-regex");
    CHECK(code("a=1 | where match(x, \"(\")") == "spl-bad-regex");
    CHECK(code("a=1 | rex \"no group\"") == "spl-regex-without-group");
    CHECK(code("a=1 | rex mode=sed \"s/(/x/\"").substr(0, 8) == "spl-bad-");
}

TEST_CASE("what is opened must be closed") {
    CHECK(error("a=\"x").substr(0, 20) == "spl-unbalanced-quote");
    CHECK(code("a=1 | eval x=\"y") == "spl-unbalanced-quote");
    CHECK(code("a=1 | eval x='y") == "spl-unbalanced-quote");
    CHECK(code("(a=1") == "spl-unbalanced-parenthesis");
    CHECK(code("a=1 | eval x=(1+2") == "spl-unbalanced-parenthesis");
    CHECK(error("a=1 | eval x=lower(y | head 1") == "spl-unbalanced-parenthesis: (");
    CHECK(code("a=1 | where x IN (1, 2") == "spl-unbalanced-parenthesis");
    CHECK(code("a=1 | append [search b=1") == "spl-unbalanced-bracket");
    CHECK(code("a=1 [search b=1") == "spl-unbalanced-bracket");
    CHECK(code("a=1 `m") == "spl-unbalanced-backtick");
    CHECK(code("a=1 ``` c") == "spl-unbalanced-comment");
}

TEST_CASE("a command that makes rows must come first") {
    CHECK(code("a=1 | makeresults") == "spl-generating-place");
}

TEST_CASE("a command that has no meaning here is known by name and says what to do") {
    const auto all = diagnostics_of("a=1 | sendemail to=x");
    REQUIRE(all.size() == 1);
    CHECK(all.front().code.text() == "spl-unsupported-command");
    CHECK_FALSE(all.front().help.empty());
}

TEST_CASE("each wrong command of a search is reported") {
    CHECK(diagnostics_of("a=1 | stast count | head 3 | wehre x=1 | fillnull valeu=1").size() == 3);
}

TEST_CASE("deep nesting is refused with a message") {
    const auto many = [](const std::string& text, std::size_t count) {
        std::string all;
        for (std::size_t index = 0; index < count; ++index) {
            all += text;
        }
        return all;
    };
    CHECK(code("| makeresults | eval x=" + many("(", 10'000) + "1" + many(")", 10'000)) == "spl-nesting-limit");
    CHECK(code("| makeresults | eval x=" + many("abs(", 10'000) + "1" + many(")", 10'000)) == "spl-nesting-limit");
    CHECK(code("| makeresults | eval x=" + many("-", 10'000) + "1") == "spl-nesting-limit");
    CHECK(code("| makeresults | where " + many("NOT ", 10'000) + "a=1") == "spl-nesting-limit");
    CHECK(code(many("(", 10'000) + "a=1" + many(")", 10'000)) == "spl-nesting-limit");
    CHECK(code(many("[search ", 1'000) + "a=1" + many("]", 1'000)) == "spl-nesting-limit");
    CHECK(code(many("a=1 | append [search ", 1'000) + "a=1" + many("]", 1'000)) == "spl-nesting-limit");
}

TEST_CASE("long chains of operators are refused before they exhaust the stack") {
    const auto chain = [](const std::string& operand, std::size_t count) {
        std::string all = "| makeresults | where 1";
        for (std::size_t index = 0; index < count; ++index) {
            all += operand;
        }
        return all + "=1";
    };
    CHECK(code(chain("+1", 100'000)) == "spl-nesting-limit");
    CHECK(code(chain(".1", 100'000)) == "spl-nesting-limit");
    CHECK(code(chain("*1", 100'000)) == "spl-nesting-limit");
    CHECK(code(chain("=1", 100'000)) == "spl-nesting-limit");
    CHECK(code(chain("+1", 1'000)).empty());
}

TEST_CASE("lists may be as long as they like") {
    std::string conditions = "a=1";
    std::string commands = "a=1";
    for (int index = 0; index < 20'000; ++index) {
        conditions += " OR a=2";
        commands += " | head 5";
    }
    CHECK(code(conditions).empty());
    CHECK(code(commands).empty());
}

TEST_CASE("a wrong subsearch among arguments is reported, and a bracket that begins none") {
    CHECK(code("a=1 | timechart [| makeresults | evl s=1] count") == "spl-unknown-command");
    CHECK(error("a=1 | stats count by [abc]") == "spl-syntax: [abc]");
    CHECK(code("a=1 | timechart [| makeresults | return $s") == "spl-unbalanced-bracket");
    CHECK(code("a=1 | timechart [| makeresults | return $s] count by host").empty());
    CHECK(code("| makeresults count=[search a=1 | stats count AS n | return $n]").empty());
}

TEST_CASE("a known command is named by its aliases too, and has a reason and advice") {
    const auto problem = diagnostics_of("a=1 | af").front();
    CHECK(problem.code.text() == "spl-unsupported-command");
    CHECK(problem.message.find("'analyzefields'") != std::string::npos);
    CHECK_FALSE(problem.help.empty());
    CHECK(code("a=1 | xsWhere x") == "spl-unsupported-command");
    CHECK(code("| erex x") == "spl-unsupported-command");
}

TEST_CASE("a command that takes brackets says itself what is wrong with them") {
    CHECK(code("a=1 | append maxout= [search b=1]") == "spl-missing-value");
    CHECK(code("a=1 | join left=L [search b=1]") == "spl-syntax");
}
