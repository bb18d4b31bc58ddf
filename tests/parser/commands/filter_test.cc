#include "parser/commands/filter/dedup.h"
#include "parser/commands/filter/head.h"
#include "parser/commands/filter/regex.h"
#include "parser/commands/filter/search.h"
#include "parser/commands/filter/where.h"
#include "parser/commands/order/sort.h"
#include "tests/parser/commands/parsed_command.h"

#include <catch2/catch.hpp>

namespace karst {

TEST_CASE("head takes a number, a limit or a condition", "[parser]") {
    CHECK(ParsedCommand<HeadCommand>("head")->limit == 10);
    CHECK(ParsedCommand<HeadCommand>("head 3")->limit == 3);
    CHECK(ParsedCommand<HeadCommand>("head LIMIT=4")->limit == 4);
    const ParsedCommand<HeadCommand> until("head (n<5) null=t keeplast=t");
    CHECK(until->condition);
    CHECK_FALSE(until->has_limit);
    CHECK(until->null_continues);
    CHECK(until->keep_last);
    CHECK(parse_failure("head limit=many") == "spl-bad-option: many");
}

TEST_CASE("head takes one number or one condition, not several", "[parser]") {
    CHECK(parse_failure("head 5 10") == "spl-syntax: 10");
    CHECK(parse_failure("head n<5 3") == "spl-syntax: 3");
}

TEST_CASE("a comparison of head need not be an option", "[parser]") {
    const ParsedCommand<HeadCommand> until("head user=x");
    REQUIRE(until->condition);
    CHECK(until->condition->kind == EvalExpression::Kind::Compare);
}

TEST_CASE("dedup takes a number, fields, options and keys to sort by", "[parser]") {
    const ParsedCommand<DedupCommand> dedup("dedup 2 user, host keepempty=t src consecutive=t sortby -_time");
    CHECK(dedup->most == 2);
    CHECK(names_of(dedup->fields) == Names{"user", "host", "src"});
    CHECK(dedup->keep_empty);
    CHECK(dedup->consecutive);
    CHECK_FALSE(dedup->keep_events);
    REQUIRE(dedup->sort);
    CHECK(dynamic_cast<const SortCommand&>(*dedup->sort).keys.front().descending);
    CHECK(parse_failure("dedup 0 user") == "spl-bad-number: 0");
    CHECK(parse_failure("dedup us*") == "spl-wildcard-place: us*");
    CHECK(parse_error("dedup keepevents=t").code == "spl-missing-argument");
}

TEST_CASE("regex takes a field that must match or must not, or none", "[parser]") {
    CHECK(ParsedCommand<RegexCommand>("regex \"a=b\"")->field.name == "_raw");
    CHECK_FALSE(ParsedCommand<RegexCommand>("regex user=\"^a\"")->negated);
    const ParsedCommand<RegexCommand> regex("regex user!=\"^a\"");
    CHECK(regex->negated);
    CHECK(regex->field.name == "user");
    CHECK(regex->expression == "^a");
    CHECK(parse_error("regex").code == "spl-missing-argument");
}

TEST_CASE("search and where take an expression of their own languages", "[parser]") {
    CHECK(ParsedCommand<SearchCommand>("search a=1 OR b=2")->expression->kind == SearchExpression::Kind::Or);
    CHECK(ParsedCommand<WhereCommand>("where a==1 AND isnull(b)")->condition->kind == EvalExpression::Kind::And);
    CHECK(parse_error("where").code == "spl-missing-argument");
}

}  // namespace karst
