#include "engine/lookup/lookup.h"
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

LookupRows users() {
    return {{"user", "host", "role"}, {{"a", "h1", "admin"}, {"b", "h2", "guest"}, {"b", "h1", "staff"}, {"c", "h1", ""}}};
}

// The roles that a lookup in the table `users` gives a row.
std::vector<std::string> roles(const std::string& spl, const TestRow& row, std::size_t min_matches = 0,
                               std::vector<std::string>* warnings = nullptr) {
    LookupDefinition definition;
    definition.name = "users";
    definition.file = "users.csv";
    definition.min_matches = min_matches;
    definition.default_match = "none";
    RunContext run;
    run.lookups = std::make_shared<LookupRegistry>([](const LookupDefinition&) { return users(); });
    run.lookups->define(definition);
    run.warn = [&](std::string_view message) {
        if (warnings != nullptr) {
            warnings->emplace_back(message);
        }
    };
    const auto rows = run_rows_in(run, spl, {row});
    const auto found = rows.front().find("role");
    return found == rows.front().end() ? std::vector<std::string>() : found->second;
}

}  // namespace

TEST_CASE("a lookup that is defined nowhere is refused", "[lookup]") {
    CHECK(refused("lookup nowhere user OUTPUT role") == "spl-unknown-lookup");
}

TEST_CASE("a table that is written may be read behind", "[lookup]") {
    RunContext run;
    run.lookups = std::make_shared<LookupRegistry>([](const LookupDefinition&) { return LookupRows{}; });
    CHECK(run_rows_in(run, "outputlookup made.csv | lookup made.csv user OUTPUT role", {{{"user", {"a"}}, {"role", {"x"}}}})
              .front()
              .at("role") == std::vector<std::string>{"x"});
    CHECK(run_rows_in(run, "outputlookup append=t made.csv | inputlookup append=t made.csv | stats count", {{{"user", {"b"}}}})
              .front()
              .at("count") == std::vector<std::string>{"3"});
}

TEST_CASE("each value of a field is looked up", "[lookup]") {
    CHECK(roles("lookup users user OUTPUT role", {{"user", {"a", "zz", "b"}}}) ==
          std::vector<std::string>{"admin", "guest", "staff"});
    CHECK(roles("lookup users user host OUTPUT role", {{"user", {"a", "b"}}, {"host", {"h1", "h2"}}}) ==
          std::vector<std::string>{"admin", "guest"});
    CHECK(roles("lookup users user host OUTPUT role", {{"user", {"a", "b"}}, {"host", {"h2"}}}) ==
          std::vector<std::string>{"guest"});
    CHECK(roles("lookup users user OUTPUT role", {{"other", {"a"}}}).empty());
}

TEST_CASE("default_match makes up what is short of min_matches", "[lookup]") {
    const TestRow row = {{"user", {"zz", "b"}}};
    CHECK(roles("lookup users user OUTPUT role", row, 0) == std::vector<std::string>{"guest", "staff"});
    CHECK(roles("lookup users user OUTPUT role", row, 1) == std::vector<std::string>{"none", "guest", "staff"});
    CHECK(roles("lookup users user OUTPUT role", row, 3) ==
          std::vector<std::string>{"none", "none", "none", "guest", "staff", "none"});
}

TEST_CASE("a column that a table does not have is told of", "[lookup]") {
    std::vector<std::string> warnings;
    roles("lookup users user OUTPUT rule", {{"user", {"a"}}}, 0, &warnings);
    REQUIRE(warnings.size() == 1);
    CHECK(warnings.front().find("'rule'") != std::string::npos);
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

TEST_CASE("blanks after the commas of a CSV file are no part of what it says", "[lookup]") {
    const auto rows = parse_csv("name, role\n dana,\t\"a, b\"\nerik,x y\n");
    CHECK(rows.columns == std::vector<std::string>{"name", "role"});
    REQUIRE(rows.rows.size() == 2);
    CHECK(rows.rows[0] == std::vector<std::string>{"dana", "a, b"});
    CHECK(rows.rows[1] == std::vector<std::string>{"erik", "x y"});
}

}  // namespace karst
