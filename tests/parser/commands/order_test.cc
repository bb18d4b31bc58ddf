#include "parser/commands/order/reverse.h"
#include "parser/commands/order/sort.h"
#include "parser/commands/order/tail.h"
#include "tests/parser/commands/parsed_command.h"

#include <catch2/catch.hpp>

namespace karst {

TEST_CASE("sort takes a number or a limit, and keys with signs and types", "[parser]") {
    using Kind = SortCommand::Kind;
    const ParsedCommand<SortCommand> sort("sort 5 -num(n), +str(s) ip(src) x");
    CHECK(sort->limit == 5);
    REQUIRE(sort->keys.size() == 4);
    CHECK(sort->keys[0].descending);
    CHECK(sort->keys[0].kind == Kind::Number);
    CHECK(sort->keys[1].kind == Kind::Text);
    CHECK(sort->keys[2].kind == Kind::Address);
    CHECK(sort->keys[3].kind == Kind::Automatic);
    CHECK_FALSE(sort->reversed);
    CHECK(ParsedCommand<SortCommand>("sort limit=0 x desc")->limit == 0);
    CHECK(ParsedCommand<SortCommand>("sort limit=0 x desc")->reversed);
    CHECK_FALSE(ParsedCommand<SortCommand>("sort - x")->limit);
    CHECK(parse_failure("sort limit=-1 x") == "spl-bad-option: -1");
    CHECK(parse_error("sort 5").code == "spl-missing-argument");
}

TEST_CASE("tail takes a number", "[parser]") {
    CHECK(ParsedCommand<TailCommand>("tail")->limit == 10);
    CHECK(ParsedCommand<TailCommand>("tail 3")->limit == 3);
    CHECK(parse_failure("tail some") == "spl-bad-number: some");
}

TEST_CASE("reverse takes nothing", "[parser]") {
    ParsedCommand<ReverseCommand>("reverse");
    CHECK(parse_failure("reverse x") == "spl-syntax: x");
}

}  // namespace karst
