#include "parser/commands/generate/collect.h"
#include "parser/commands/generate/gentimes.h"
#include "parser/commands/generate/makeresults.h"
#include "parser/commands/generate/metadata.h"
#include "parser/commands/generate/mstats.h"
#include "tests/parser/commands/parsed_command.h"

#include <catch2/catch.hpp>

namespace karst {

TEST_CASE("collect needs an index", "[parser]") {
    CHECK(ParsedCommand<CollectCommand>("collect index=summary, marker=\"a=b\" testmode=t")->index == "summary");
    CHECK(parse_error("collect testmode=t").code == "spl-missing-argument");
    CHECK(parse_failure("collect index=a output_format=xml") == "spl-bad-option: xml");
}

TEST_CASE("gentimes needs a start", "[parser]") {
    const ParsedCommand<GentimesCommand> gentimes("gentimes start=-7 end=1/1/2030:10:00:00 increment=6h");
    CHECK(gentimes->start == "-7");
    CHECK(gentimes->end == "1/1/2030:10:00:00");
    CHECK(gentimes->increment == "6h");
    CHECK(parse_error("gentimes end=-1").code == "spl-missing-value");
}

TEST_CASE("makeresults takes a count, or data in a format", "[parser]") {
    CHECK(ParsedCommand<MakeresultsCommand>("makeresults count=3 annotate=t splunk_server=x")->count == 3);
    const ParsedCommand<MakeresultsCommand> makeresults("makeresults format=CSV data=\"a,b\"");
    CHECK(makeresults->format == "csv");
    CHECK(makeresults->data == "a,b");
    CHECK(parse_failure("makeresults format=xml") == "spl-bad-option: xml");
}

TEST_CASE("metadata lists one of three fields", "[parser]") {
    const ParsedCommand<MetadataCommand> metadata("metadata type=SourceTypes index=main");
    CHECK(metadata->type == "sourcetypes");
    CHECK(metadata->field == "sourcetype");
    CHECK(metadata->index == "main");
    CHECK(parse_failure("metadata type=users") == "spl-bad-option: users");
    CHECK(parse_error("metadata index=main").code == "spl-missing-argument");
}

TEST_CASE("mstats takes options before BY and among its fields", "[parser]") {
    const ParsedCommand<MstatsCommand> mstats("mstats avg(cpu) AS load max(mem) where host=a by host span=5m");
    CHECK(mstats->aggregates.find("avg(cpu) AS load max(mem) ") == 0);
    CHECK(mstats->where.find("host=a") == 0);
    CHECK(names_of(mstats->by) == Names{"host"});
    CHECK(mstats->span == "5m");
    CHECK(ParsedCommand<MstatsCommand>("mstats span=1m avg(cpu)")->span == "1m");
    CHECK(parse_failure("mstats prestats=t avg(cpu)") == "spl-unsupported-option: prestats=t");
    CHECK(parse_error("mstats span=1m").code == "spl-missing-argument");
}

}  // namespace karst
