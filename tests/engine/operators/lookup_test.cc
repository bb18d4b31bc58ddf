#include "engine/knowledge/lookup.h"
#include "tests/engine/operators/row_pipeline.h"

#include <catch2/catch.hpp>

namespace karst {

namespace {

LookupDefinition computed_by(const std::string& function) {
    LookupDefinition definition;
    definition.name = "computed";
    definition.computed = function;
    return definition;
}

std::vector<TestRow> looked_up(const std::string& function, const std::string& spl, const std::vector<TestRow>& rows) {
    RunContext run;
    run.lookups = std::make_shared<LookupRegistry>([](const LookupDefinition&) { return LookupRows{}; });
    run.lookups->define(computed_by(function));
    return run_rows_in(run, spl, rows);
}

}  // namespace

TEST_CASE("a lookup that is defined nowhere is refused", "[lookup]") {
    CHECK(refused("lookup nowhere user OUTPUT role") == "spl-unknown-lookup");
}

TEST_CASE("the entropy of a word is in bits a character", "[lookup]") {
    const auto rows = looked_up("shannon_entropy", "lookup computed word AS name",
                                {{{"name", {"abcd"}}}, {{"name", {"aaaa"}}}, {{"other", {"x"}}}});
    REQUIRE(rows.size() == 3);
    CHECK(rows[0].at("ut_shannon") == std::vector<std::string>{"2"});
    CHECK(rows[1].at("ut_shannon") == std::vector<std::string>{"0"});
    CHECK(rows[2].count("ut_shannon") == 0);
}

TEST_CASE("the result of a computed lookup may be renamed", "[lookup]") {
    const auto rows = looked_up("levenshtein", "lookup computed word1 AS a word2 AS b OUTPUT ut_levenshtein AS distance",
                                {{{"a", {"kitten"}}, {"b", {"sitting"}}}});
    CHECK(rows[0].at("distance") == std::vector<std::string>{"3"});
}

}  // namespace karst
