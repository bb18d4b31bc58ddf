// Time modifiers of the first search: which times they admit.
#include "engine/run/run_context.h"
#include "engine/search/predicate.h"
#include "parser/commands/filter/search.h"
#include "parser/parser.h"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace karst;

namespace {

constexpr double kNow = 1710506096;  // 2024-03-15 12:34:56 UTC

bool admits(const std::string& search, double time) {
    const auto text = SourceText::whole("test", search);
    Diagnostics diagnostics;
    const auto pipeline = parse_spl(text, diagnostics);
    REQUIRE(pipeline);
    SearchCompiler compiler(
        text, [](std::string_view name) { return name == "_time" ? 0 : 1; }, kNow, TimeZone());
    compiler.time_bounds(true);
    const auto predicate = compiler.compile(*static_cast<const SearchCommand&>(*pipeline->commands.front()).expression);
    Batch batch;
    Row& row = batch.append(1);
    batch.set(row, 0, Value::number(time));
    RowReader reader(row);
    RunContext run;
    EvalContext context{reader, batch.arena(), run};
    return predicate->test(context);
}

// Whether a search begins at a time, and where it ends.
bool begins_at(const std::string& search, double time) {
    return admits(search, time) && !admits(search, time - 1);
}
bool ends_before(const std::string& search, double time) {
    return admits(search, time - 1) && !admits(search, time);
}

std::string code_of(const std::string& search) {
    try {
        admits(search, 0);
    } catch (const DiagnosticError& error) {
        return std::string(error.diagnostic().code.text());
    }
    return "";
}

}  // namespace

TEST_CASE("earliest and latest take comparisons, alone and in branches", "[search]") {
    CHECK(begins_at("earliest=100", 100));
    CHECK(begins_at("earliest>=100", 100));
    CHECK(begins_at("earliest>100", 101));
    CHECK(ends_before("latest=100", 100));
    CHECK(ends_before("latest<100", 100));
    CHECK(ends_before("latest<=100", 101));
    const std::string windows = "((earliest=100 latest<200) OR (earliest>=300)) NOT earliest>=400";
    CHECK(begins_at(windows, 100));
    CHECK(ends_before(windows, 200));
    CHECK(begins_at(windows, 300));
    CHECK(ends_before(windows, 400));
    CHECK(code_of("earliest<5") == "spl-bad-time");
    CHECK(code_of("latest>=5") == "spl-bad-time");
    CHECK(code_of("earliest!=5") == "spl-bad-time");
    CHECK(code_of("hoursago>1") == "spl-bad-time");
}

TEST_CASE("the older modifiers count from now", "[search]") {
    CHECK(begins_at("minutesago=2", kNow - 120));
    CHECK(begins_at("hoursago=2", kNow - 7200));
    CHECK(begins_at("daysago=2", kNow - 172800));
    CHECK(begins_at("monthsago=1", kNow - 29 * 86400.0));  // from 15 March to 15 February
    CHECK(begins_at("startminutesago=2", kNow - 120));
    CHECK(begins_at("starthoursago=2", kNow - 7200));
    CHECK(begins_at("startdaysago=2", kNow - 172800));
    CHECK(begins_at("startmonthsago=1", kNow - 29 * 86400.0));
    CHECK(ends_before("endminutesago=2", kNow - 120));
    CHECK(ends_before("endhoursago=2", kNow - 7200));
    CHECK(ends_before("enddaysago=2", kNow - 172800));
    CHECK(ends_before("endmonthsago=1", kNow - 29 * 86400.0));
    CHECK(code_of("hoursago=-1") == "spl-bad-time");
    CHECK(code_of("hoursago=many") == "spl-bad-time");
}

TEST_CASE("starttime and endtime have a format of their own", "[search]") {
    CHECK(begins_at("starttime=03/15/2024:12:00:00", 1710504000));
    CHECK(ends_before("endtime=\"03/15/2024:12:00:00\"", 1710504000));
    CHECK(begins_at("timeformat=\"%Y-%m-%d %H.%M\" a=1 OR starttime=\"2024-03-15 12.00\"", 1710504000));
    CHECK(begins_at("starttimeu=100", 100));
    CHECK(ends_before("endtimeu=100", 100));
    CHECK(code_of("starttime=noon") == "spl-bad-time");
}

TEST_CASE("a span of time counts from the bound beside it, or back from now", "[search]") {
    CHECK(begins_at("searchtimespanhours=2", kNow - 7200));
    CHECK(begins_at("searchtimespanminutes=2", kNow - 120));
    CHECK(begins_at("searchtimespandays=2", kNow - 172800));
    CHECK(begins_at("searchtimespanmonths=1", kNow - 29 * 86400.0));
    CHECK(begins_at("starttimeu=7200 searchtimespanhours=1", 7200));
    CHECK(ends_before("starttimeu=7200 searchtimespanhours=1", 10800));
    CHECK(ends_before("latest=7200 searchtimespanhours=1", 7200));
    CHECK(begins_at("latest=7200 searchtimespanhours=1", 3600));
}
