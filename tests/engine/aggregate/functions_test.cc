#include "tests/engine/aggregate/aggregate_fixture.h"

#include <catch2/catch.hpp>

namespace karst {

TEST_CASE("functions of numbers ignore other text and give nothing of nothing", "[aggregate]") {
    for (const auto* name : {"sum", "avg", "sumsq", "range", "stdev", "stdevp", "var", "varp", "median", "rate"}) {
        INFO(name);
        CHECK(AggregateFixture(name).of({"x", "y"}) == "(null)");
        CHECK(AggregateFixture(name).of({}) == "(null)");
    }
    CHECK(AggregateFixture("sum").of({"1", "2", "x", "6"}) == "9");
    CHECK(AggregateFixture("avg").of({"1", "2", "x", "6"}) == "3");
    CHECK(AggregateFixture("sumsq").of({"2", "3", "4"}) == "29");
    CHECK(AggregateFixture("range").of({"9", "10", "100", "-1"}) == "101");
}

TEST_CASE("each value of a multivalue counts", "[aggregate]") {
    const std::vector<SeenRow> rows = {{{"x", "y", "x"}}, {{"z"}}};
    CHECK(AggregateFixture("count").over(rows) == "4");
    CHECK(AggregateFixture("distinct_count").over(rows) == "3");
    CHECK(AggregateFixture("values").over(rows) == "[x|y|z]");
    CHECK(AggregateFixture("list").over(rows) == "[x|y|x|z]");
    CHECK(AggregateFixture("sum").over({{{"1", "2"}}, {{"4"}}}) == "7");
}

TEST_CASE("counts of nothing are 0", "[aggregate]") {
    CHECK(AggregateFixture("count").of({}) == "0");
    CHECK(AggregateFixture("distinct_count").of({}) == "0");
    CHECK(AggregateFixture("estdc").of({}) == "0");
    CHECK(AggregateFixture("values").of({}) == "(null)");
}

TEST_CASE("a sum does not lose small terms beside a large one", "[aggregate]") {
    CHECK(AggregateFixture("sum").of({"1e17", "1", "1", "-1e17"}) == "2");
}

TEST_CASE("deviations are of the sample or of the population", "[aggregate]") {
    const std::vector<std::string> numbers = {"2", "4", "4", "4", "5", "5", "7", "9"};
    CHECK(std::stod(AggregateFixture("stdev").of(numbers)) == Approx(2.138089935299395));
    CHECK(std::stod(AggregateFixture("stdevp").of(numbers)) == Approx(2));
    CHECK(std::stod(AggregateFixture("var").of(numbers)) == Approx(4.571428571428571));
    CHECK(std::stod(AggregateFixture("varp").of(numbers)) == Approx(4));
}

TEST_CASE("one value has no deviation", "[aggregate]") {
    CHECK(AggregateFixture("stdev").of({"5"}) == "0");
    CHECK(AggregateFixture("var").of({"5"}) == "0");
}

TEST_CASE("the variance of large numbers close together is not lost", "[aggregate]") {
    CHECK(std::stod(AggregateFixture("var").of({"1700000000000001", "1700000000000002", "1700000000000003"})) == Approx(1));
}

TEST_CASE("percentiles lie between ranks in proportion", "[aggregate]") {
    const std::vector<std::string> ten = {"10", "9", "8", "7", "6", "5", "4", "3", "2", "1"};
    CHECK(AggregateFixture("perc", 50).of(ten) == "5.5");
    CHECK(std::stod(AggregateFixture("p", 95).of(ten)) == Approx(9.55));
    CHECK(std::stod(AggregateFixture("exactperc", 95).of(ten)) == Approx(9.55));
    CHECK(AggregateFixture("upperperc", 100).of(ten) == "10");
    CHECK(AggregateFixture("perc", 0).of(ten) == "1");
    CHECK(AggregateFixture("median").of({"12", "5", "9", "30", "7"}) == "9");
}

TEST_CASE("a percentile can be asked for again after more numbers", "[aggregate]") {
    AggregateFixture median("median");
    auto state = median.start();
    median.see(*state, {{"5"}});
    median.see(*state, {{"1"}});
    CHECK(median.result(*state) == "3");
    median.see(*state, {{"0"}});
    CHECK(median.result(*state) == "1");
}

TEST_CASE("numbers come before other text for min and max", "[aggregate]") {
    CHECK(AggregateFixture("min").of({"100", "c", "4", "a", "9"}) == "4");
    CHECK(AggregateFixture("max").of({"100", "c", "4", "a", "9"}) == "c");
    CHECK(AggregateFixture("max").of({"9", "10", "100"}) == "100");
    CHECK(AggregateFixture("min").of({"pear", "apple", "Zoo"}) == "Zoo");
}

TEST_CASE("min and max of numbers are numbers", "[aggregate]") {
    AggregateFixture max("max");
    auto state = max.start();
    max.see(*state, {{"10"}});
    CHECK(max.value(*state).is_number());
}

TEST_CASE("identifiers too long for a number come out as they went in", "[aggregate]") {
    CHECK(AggregateFixture("max").of({"12345678901234567890", "123456789012345678901"}) == "123456789012345678901");
}

TEST_CASE("values are distinct, as bytes, and sorted as text", "[aggregate]") {
    CHECK(AggregateFixture("values").of({"10", "9", "b", "100", "B", "9", "a"}) == "[10|100|9|B|a|b]");
    CHECK(AggregateFixture("values").of({"a", "a"}) == "a");
    CHECK(AggregateFixture("dc").of({"a", "A", "a"}) == "2");
}

TEST_CASE("list keeps the first hundred values", "[aggregate]") {
    std::vector<std::string> many;
    for (int number = 0; number < 150; ++number) {
        many.push_back(std::to_string(number));
    }
    AggregateFixture list("list");
    auto state = list.start();
    for (const auto& value : many) {
        list.see(*state, {{value}});
    }
    const Value listed = list.value(*state);
    REQUIRE(listed.items().size() == 100);
    CHECK(listed.items().back().as_string() == "99");
}

TEST_CASE("mode is the most frequent value, of equals the first seen", "[aggregate]") {
    CHECK(AggregateFixture("mode").of({"linux", "win", "linux"}) == "linux");
    CHECK(AggregateFixture("mode").of({"b", "a", "a", "b"}) == "b");
}

TEST_CASE("first and last follow the order of rows, earliest and latest the time", "[aggregate]") {
    const std::vector<SeenRow> rows = {{{"c"}, 30}, {{"b"}, 20}, {{"a"}, 40}};
    CHECK(AggregateFixture("first").over(rows) == "c");
    CHECK(AggregateFixture("last").over(rows) == "a");
    CHECK(AggregateFixture("earliest").over(rows) == "b");
    CHECK(AggregateFixture("latest").over(rows) == "a");
    CHECK(AggregateFixture("earliest_time").over(rows) == "20");
    CHECK(AggregateFixture("latest_time").over(rows) == "40");
}

TEST_CASE("of events of one time the first seen is the latest", "[aggregate]") {
    const std::vector<SeenRow> rows = {{{"newer"}, 5}, {{"older"}, 5}};
    CHECK(AggregateFixture("latest").over(rows) == "newer");
    CHECK(AggregateFixture("earliest").over(rows) == "older");
}

TEST_CASE("rate is the growth of a counter by second", "[aggregate]") {
    CHECK(AggregateFixture("rate").over({{{"30"}, 60}, {{"20"}, 30}, {{"0"}, 0}}) == "0.5");
    CHECK(AggregateFixture("rate").over({{{"30"}, 60}}) == "(null)");
}

TEST_CASE("functions are found by alias, and unsupported ones are known but not listed", "[aggregate]") {
    CHECK(find_aggregate("dc") == find_aggregate("distinct_count"));
    CHECK(find_aggregate("mean") == find_aggregate("avg"));
    CHECK(find_aggregate("nothing") == nullptr);
    REQUIRE(find_aggregate("sparkline") != nullptr);
    CHECK_FALSE(find_aggregate("sparkline")->unsupported.empty());
    for (const auto* spec : all_aggregates()) {
        CHECK(spec->state.make != nullptr);
        CHECK_FALSE(spec->summary.empty());
    }
}

}  // namespace karst
