#include "parser/commands/time/bin.h"
#include "parser/commands/time/concurrency.h"
#include "parser/commands/time/makecontinuous.h"
#include "parser/commands/time/reltime.h"
#include "tests/parser/commands/parsed_command.h"

#include <catch2/catch.hpp>

namespace karst {

TEST_CASE("bin takes options before, between and behind field and AS", "[parser]") {
    const ParsedCommand<BinCommand> bin("bin span=5m _time aligntime=earliest AS t minspan=1s");
    CHECK(bin->field.name == "_time");
    CHECK(bin->output == "t");
    CHECK(bin->buckets.span == "5m");
    CHECK(bin->buckets.align == "earliest");
    CHECK(bin->buckets.min_span == "1s");
    CHECK(ParsedCommand<BinCommand>("bucket bins=3 start=0 end=10 n")->output == "n");
    CHECK(parse_failure("bin a b") == "spl-syntax: b");
    CHECK(parse_failure("bin bins=0 n") == "spl-bad-option: 0");
    CHECK(parse_error("bin span=5m").code == "spl-missing-argument");
}

TEST_CASE("the place of the last option of buckets is kept for messages", "[parser]") {
    const ParsedCommand<BinCommand> bin("bin start=1 n end=5");
    CHECK(bin->buckets.place.begin == 16);
    CHECK(bin->buckets.place.end == 21);
}

TEST_CASE("makecontinuous has the options of bin, and _time as its field", "[parser]") {
    CHECK(ParsedCommand<MakecontinuousCommand>("makecontinuous span=1d")->field.name == "_time");
    CHECK(ParsedCommand<MakecontinuousCommand>("makecontinuous n bins=3")->buckets.bins == std::size_t{3});
}

TEST_CASE("concurrency needs a duration", "[parser]") {
    const ParsedCommand<ConcurrencyCommand> concurrency("concurrency duration=d output=n");
    CHECK(concurrency->duration == "d");
    CHECK(concurrency->start == "_time");
    CHECK(concurrency->output == "n");
    CHECK(parse_error("concurrency output=n").code == "spl-missing-value");
}

TEST_CASE("reltime takes several fields in quotation marks", "[parser]") {
    const ParsedCommand<ReltimeCommand> reltime("reltime timefield=\"a, b\" prefix=x");
    CHECK(reltime->fields == Names{"a", "b"});
    CHECK(reltime->prefix == "x");
    CHECK(parse_error("reltime timefield=\"\"").code == "spl-missing-value");
}

}  // namespace karst
