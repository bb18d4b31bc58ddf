#include "parser/commands/combine/append.h"
#include "parser/commands/combine/appendcols.h"
#include "parser/commands/combine/appendpipe.h"
#include "parser/commands/combine/format.h"
#include "parser/commands/combine/join.h"
#include "parser/commands/combine/map.h"
#include "parser/commands/combine/multisearch.h"
#include "parser/commands/combine/return.h"
#include "parser/commands/combine/transaction.h"
#include "parser/commands/combine/union.h"
#include "tests/parser/commands/parsed_command.h"

#include <catch2/catch.hpp>

namespace karst {

TEST_CASE("commands with a subsearch share the options of its run", "[parser]") {
    const ParsedCommand<AppendCommand> append("append maxout=5 maxtime=60 timeout=60 extendtimerange=t [search a=1]");
    CHECK(append->options.limit == 5);
    CHECK(append->subsearch->commands.size() == 1);
    CHECK(ParsedCommand<AppendCommand>("append [search a=1]")->options.limit == -1);
    const ParsedCommand<AppendcolsCommand> appendcols("appendcols override=t maxout=7 [search a=1]");
    CHECK(appendcols->override_fields);
    CHECK(appendcols->options.limit == 7);
    const ParsedCommand<UnionCommand> all("union maxout=3 [search a=1], [search a=2]");
    CHECK(all->options.limit == 3);
    CHECK(all->subsearches.size() == 2);
    CHECK(parse_error("append maxout=5").code == "spl-missing-argument");
    CHECK(parse_failure("append maxtime=long [search a=1]") == "spl-bad-option: long");
}

TEST_CASE("appendpipe limits nothing, so it has no maxout", "[parser]") {
    CHECK(ParsedCommand<AppendpipeCommand>("appendpipe run_in_preview=f [stats count]")->subpipeline->commands.size() == 1);
    CHECK(parse_failure("appendpipe maxout=5 [stats count]") == "spl-unknown-option: maxout=5");
}

TEST_CASE("join takes options before and behind its fields", "[parser]") {
    const ParsedCommand<JoinCommand> join("join type=outer user, host max=0 [search a=1]");
    CHECK(join->keep_unmatched);
    CHECK(names_of(join->fields) == Names{"user", "host"});
    CHECK(join->most == 0);
    CHECK(join->time == JoinCommand::Time::Any);
    CHECK_FALSE(ParsedCommand<JoinCommand>("join type=INNER user [search a=1]")->keep_unmatched);
    CHECK(parse_failure("join type=full user [search a=1]") == "spl-bad-option: full");
}

TEST_CASE("usetime and earlier of join together say which matches count", "[parser]") {
    using Time = JoinCommand::Time;
    const auto time = [](const std::string& options) {
        return ParsedCommand<JoinCommand>("join " + options + " user [search a=1]")->time;
    };
    CHECK(time("usetime=t") == Time::Earlier);
    CHECK(time("usetime=t earlier=f") == Time::Later);
    CHECK(time("earlier=f") == Time::Any);
}

TEST_CASE("join with names for both sides compares fields of each", "[parser]") {
    const ParsedCommand<JoinCommand> join("join left=L right=R where L.user=R.name R.host=L.host [search a=1]");
    CHECK(names_of(join->fields) == Names{"user", "host"});
    CHECK(names_of(join->right_fields) == Names{"name", "host"});
    CHECK(parse_failure("join left=L right=R where L.a=L.b [search a=1]") == "spl-bad-argument: L.a=L.b");
    CHECK(parse_error("join left=L user [search a=1]").code == "spl-syntax");
}

TEST_CASE("map takes its search as text or in brackets", "[parser]") {
    CHECK(ParsedCommand<MapCommand>("map maxsearches=3 search=\"search user=$user$\"")->search == "search user=$user$");
    const ParsedCommand<MapCommand> map("map [search user=$user$ | head 1] maxsearches=4");
    CHECK(map->search == "search user=$user$ | head 1");
    CHECK(map->most == 4);
    CHECK(parse_error("map maxsearches=4").code == "spl-missing-argument");
}

TEST_CASE("multisearch needs two subsearches", "[parser]") {
    CHECK(ParsedCommand<MultisearchCommand>("multisearch [search a=1] [search a=2]")->subsearches.size() == 2);
    CHECK(parse_error("multisearch [search a=1]").code == "spl-missing-argument");
}

TEST_CASE("format takes six words or none among its options", "[parser]") {
    const ParsedCommand<FormatCommand> format("format mvsep=AND \"[\" \"[\" \"&&\" \"]\" \"||\" \"]\" maxresults=2");
    CHECK(format->words.size() == 6);
    CHECK(format->value_separator == "AND");
    CHECK(format->most == 2);
    CHECK(parse_error("format \"[\" \"]\"").code == "spl-argument-count");
}

TEST_CASE("return tells names, aliases and bare values apart", "[parser]") {
    const ParsedCommand<ReturnCommand> back("return 5 user src=ip $host");
    CHECK(back->count == 5);
    REQUIRE(back->items.size() == 3);
    CHECK(back->items[0].name == "user");
    CHECK(back->items[1].name == "src");
    CHECK(back->items[1].field.name == "ip");
    CHECK(back->items[2].name.empty());
    CHECK(back->items[2].field.name == "host");
}

TEST_CASE("transaction takes fields, spans and limits in any order", "[parser]") {
    const ParsedCommand<TransactionCommand> transaction(
        "transaction user maxspan=5m, \"host,src\" maxpause=-1 maxevents=10 fields=\"a b\" mvlist=\"x,y\" keepevicted=t");
    CHECK(names_of(transaction->fields) == Names{"user", "host", "src", "a", "b"});
    CHECK(transaction->max_span == 300.0);
    CHECK_FALSE(transaction->max_pause);
    CHECK(transaction->max_events == 10);
    CHECK(transaction->lists == Names{"x", "y"});
    CHECK_FALSE(transaction->all_lists);
    CHECK(transaction->keep_evicted);
    CHECK(ParsedCommand<TransactionCommand>("transaction user mvlist=t")->all_lists);
    CHECK(parse_failure("transaction user maxspan=soon") == "spl-bad-span: soon");
    CHECK(parse_failure("transaction user maxevents=0") == "spl-bad-option: 0");
    CHECK(parse_failure("transaction name=web") == "spl-unsupported-option: name=web");
}

TEST_CASE("what begins and ends a transaction is a search or an eval expression", "[parser]") {
    const auto begin = [](const std::string& filter) {
        const ParsedCommand<TransactionCommand> transaction("transaction user startswith=" + filter + " endswith=\"bye\"");
        REQUIRE(transaction->starts_with);
        REQUIRE(transaction->ends_with);
        return std::string(transaction->starts_with->eval ? "eval " : "search ") + transaction->starts_with->text->text();
    };
    CHECK(begin("\"user=a OR user=b\"") == "search user=a OR user=b");
    CHECK(begin("(user=a login)") == "search user=a login");
    CHECK(begin("login") == "search login");
    CHECK(begin("eval(n > 5)") == "eval n > 5");
    CHECK(begin("\"eval(n > 5)\"") == "eval n > 5");
    CHECK(parse_error("transaction user startswith=(a").code == "spl-unbalanced-parenthesis");
}

}  // namespace karst
