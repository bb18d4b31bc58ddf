// Subsearches among the arguments of commands, and commands that are made of subsearches: multisearch, set, appendpipe.
#include "tests/engine/operators/refusal.h"
#include "tests/engine/scan/scan_helper.h"

#include <catch2/catch.hpp>

#include <algorithm>

namespace karst {

namespace {

const std::string kEvents = R"({"timestamp":"2024-01-01T00:00:01Z","a":"1","user":"ann"}
{"timestamp":"2024-01-01T00:00:03Z","a":"3","user":"bob"}
{"timestamp":"2024-01-01T00:00:02Z","a":"2","user":"ann"}
)";

test::Rows found(const std::string& spl) {
    test::SearchSetup setup;
    setup.bytes = kEvents;
    setup.sourcetype = "test";
    return test::search_file(setup, spl).rows;
}

// The values of a, one behind the other.
std::string values(const std::string& spl) {
    std::string all;
    for (const auto& row : found(spl + " | table a")) {
        all += row.count("a") > 0 ? row.at("a") : "-";
    }
    return all;
}

}  // namespace

TEST_CASE("the result of a subsearch stands in the place of its brackets among any arguments", "[subsearch]") {
    CHECK(found("* | stats count by [| makeresults | eval n=\"user\" | return $n] | search user=ann") ==
          test::Rows{{{"user", "ann"}, {"count", "2"}}});
    CHECK(found("* | timechart [| makeresults | eval s=\"span=1s\" | return $s] count").size() == 3);
    CHECK(values("* | sort [search a=3 | eval n=\"-a\" | return $n]") == "321");
    CHECK(values("* | sort a | head limit=[search a=2 | return $a]") == "12");
    CHECK(found("| makeresults count=[search a=3 | return $a] | stats count") == test::Rows{{{"count", "3"}}});
    CHECK(found("| tstats count where index=* by [| makeresults | eval n=\"user\" | return $n] | stats count")
              .front()
              .at("count") == "2");
}

TEST_CASE("subsearches among arguments may stand within each other and within subsearches of rows", "[subsearch]") {
    CHECK(values("* | sort a | head [search a=[| makeresults | eval n=2 | return $n] | return $a]") == "12");
    CHECK(values("* | sort a | append [search * | sort a | head [search a=1 | return $a]]") == "1231");
    CHECK(values("* | sort a | append [makeresults | eval a=[search a=2 | return $a]]") == "1232");
    CHECK(values("* | sort a | appendpipe [sort - a | head [search a=1 | return $a]]") == "1233");
}

TEST_CASE("a field keeps its place when a subsearch of an inner search is resolved", "[subsearch]") {
    CHECK(values("* | sort a | append [search * | where a=[search a=2 | return $a]]") == "1232");
}

TEST_CASE("appendpipe filters the current results by a search", "[appendpipe]") {
    CHECK(values("* | sort a | appendpipe [search a=2]") == "1232");
    CHECK(values("* | sort a | appendpipe [| search a=[search user=bob | return $a]]") == "1233");
    CHECK(values("* | sort a | appendpipe [where a=[search user=bob | return $a]]") == "1233");
}

TEST_CASE("multisearch takes every streaming command and no other", "[multisearch]") {
    auto found_values = values(
        "| multisearch [search a=1 | fields a | fields - _raw] [| search a=2 | rex field=a \"(?<b>.)\" | rename b AS c | where "
        "c=2]");
    std::sort(found_values.begin(), found_values.end());
    CHECK(found_values == "12");
    const auto code = [](const std::string& commands) {
        return refused("multisearch [search a=1 | " + commands + "] [search a=2]");
    };
    for (const auto* commands : {"eval b=1", "fillnull b", "makemv a", "mvexpand a", "replace 1 with 2", "spath",
                                 "strcat a b c", "extract", "bin span=5 a", "convert num(a)", "rangemap field=a"}) {
        INFO(commands);
        CHECK(code(commands).empty());
    }
    for (const auto* commands : {"stats count", "table a", "sort a", "eventstats count", "top a", "reverse", "transaction a",
                                 "append [search a=3]", "join a [search a=3]", "bin a"}) {
        INFO(commands);
        CHECK(code(commands) == "spl-not-streaming");
    }
}

TEST_CASE("set combines the results of two subsearches, each result once", "[set]") {
    const std::string first = "[search a=1 OR a=2 | fields a, user | table user a]";
    const std::string second = "[search a=2 OR a=3 | table a user]";
    const auto sorted = [&](const std::string& operation) {
        auto all = values("| set " + operation + " " + first + " " + second);
        std::sort(all.begin(), all.end());
        return all;
    };
    CHECK(sorted("union") == "123");
    CHECK(sorted("diff") == "13");
    CHECK(sorted("INTERSECT") == "2");
    CHECK(found("| set union [search * | table user] [search * | table user] | stats count").front().at("count") == "2");
    CHECK(found("| set diff [search * | eval x=\"1\" | table user x] [search * | table user] | stats count")
              .front()
              .at("count") == "4");
}

TEST_CASE("set refuses what it cannot do", "[set]") {
    CHECK(refused("set " + std::string("join [search a=1] [search a=2]")) == "spl-syntax");
    CHECK(refused("set union [search a=1]") == "spl-missing-argument");
    CHECK(refused("head | set union [search a=1] [search a=2]") == "spl-generating-place");
}

TEST_CASE("a token of map that nothing was filled in for is no field", "[map]") {
    CHECK(values("| makeresults | eval n=2 | map search=\"| makeresults | eval a=$n$\"") == "2");
    CHECK_THROWS_AS(found("| makeresults | map search=\"| makeresults | eval a=$nosuch$\""), DiagnosticError);
}

TEST_CASE("table and fields keep the order of events, newest first, for the commands behind them", "[operators]") {
    CHECK(values("* | table a | head 1") == "3");
    CHECK(values("* | fields a | head 2") == "32");
}

}  // namespace karst
