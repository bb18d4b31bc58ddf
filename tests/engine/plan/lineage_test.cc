// Where the columns of a search come from.
#include "engine/plan/lineage.h"

#include "engine/compile/compile.h"
#include "engine/plan/planner.h"
#include "parser/parser.h"

#include <catch2/catch.hpp>

using namespace karst;

namespace {

// The field of the events that a column behind the search has the values of; "-": none, "stop": a command that nothing passes.
std::string origin(const std::string& spl, const std::string& column) {
    const auto text = std::make_shared<const SourceText>(SourceText::whole("test", spl));
    Diagnostics diagnostics;
    const auto plan = make_plan(text, std::shared_ptr<const Pipeline>(parse_spl(*text, diagnostics)), spl_environment());
    Lineage lineage;
    for (const auto& op : plan->operators()) {
        if (!op->trace(lineage, plan->fields())) {
            return "stop";
        }
    }
    const auto found = lineage.origin_of(column);
    return found ? found->field + (found->null_value ? "|" + *found->null_value : "") : "-";
}

}  // namespace

TEST_CASE("a group has the values of the field that it is made by", "[lineage]") {
    CHECK(origin("search * | stats count by user host", "user") == "user");
    CHECK(origin("search * | stats count by user", "count") == "-");
    CHECK(origin("search * | stats count by user", "host") == "-");
    CHECK(origin("search * | stats values(host) as host by user", "host") == "-");
}

TEST_CASE("a renamed column keeps its origin", "[lineage]") {
    CHECK(origin("search * | stats count by a.user | rename a.* as *", "user") == "a.user");
    CHECK(origin("search * | stats count by user | rename user as who", "who") == "user");
    CHECK(origin("search * | stats count by user | rename user as who", "user") == "-");
    CHECK(origin("search * | stats count by a.user user | rename a.* as *", "user") == "-");
}

TEST_CASE("a column that is assigned or converted has values of its own", "[lineage]") {
    CHECK(origin("search * | stats count by user host | eval user=lower(user)", "user") == "-");
    CHECK(origin("search * | stats count by user host | eval user=lower(user)", "host") == "host");
    CHECK(origin("search * | stats count by user host | convert ctime(host)", "host") == "-");
}

TEST_CASE("a command that gives a row more columns leaves the others what they are", "[lineage]") {
    for (const std::string command :
         {"rex field=raw \"(?<user>x)\"", "rex mode=sed field=user \"s/a/b/\"", "fillnull value=0 user", "bin span=10 user",
          "strcat host \":\" port user", "spath input=raw output=user path=a", "makemv delim=\",\" user",
          "rangemap field=n low=0-5 | rename range as user", "convert ctime(user)"}) {
        CAPTURE(command);
        CHECK(origin("search * | " + command, "user") == "-");
        CHECK(origin("search * | " + command, "host") == "host");
    }
    CHECK(origin("search * | fillnull", "host") == "stop");
    CHECK(origin("search * | bin bins=5 size", "host") == "stop");
    CHECK(origin("search * | convert ctime(u*)", "host") == "stop");
}

TEST_CASE("filters and projections let columns through", "[lineage]") {
    CHECK(origin("search * | stats count by user | where count>1 | search user=a* | fields user", "user") == "user");
    CHECK(origin("search * | stats count by user host | table user", "host") == "-");
    CHECK(origin("search * | table user host", "user") == "user");
    CHECK(origin("search * | rename user as who | fields host", "who") == "-");
}

TEST_CASE("a command that looks at several rows ends the lineage", "[lineage]") {
    CHECK(origin("search * | stats count by user | eventstats sum(count)", "user") == "stop");
    CHECK(origin("search * | stats count by user | head 3", "user") == "stop");
    CHECK(origin("search * | stats count by user | sort user", "user") == "stop");
    CHECK(origin("search * | dedup user", "user") == "stop");
    CHECK(origin("search * | streamstats count by user", "user") == "stop");
}

TEST_CASE("the length of time buckets without a span depends on all rows", "[lineage]") {
    CHECK(origin("| tstats count where index=* by _time host", "host") == "stop");
    CHECK(origin("| tstats count where index=* by _time span=1h host", "host") == "host");
    CHECK(origin("| tstats count where index=* by _time span=1h host", "_time") == "-");
    CHECK(origin("| tstats fillnull_value=none count where index=* by host", "host") == "host|none");
}
