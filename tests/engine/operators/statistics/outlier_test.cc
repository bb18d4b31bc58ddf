#include "tests/engine/operators/row_pipeline.h"

#include <catch2/catch.hpp>

namespace karst {

namespace {

// Quartiles 2 and 4 with param=1: bounds 0 and 6.
std::vector<std::string> outlier(const std::string& options, const std::vector<std::string>& values) {
    std::vector<TestRow> rows;
    for (const auto& value : values) {
        rows.push_back({{"n", {value}}});
    }
    std::vector<std::string> left;
    for (const auto& row : run_rows("outlier " + options, rows)) {
        left.push_back(row.at("n").front());
    }
    return left;
}

using Values = std::vector<std::string>;

}  // namespace

TEST_CASE("outlier cuts values above the upper bound", "[outlier]") {
    CHECK(outlier("param=1 n", {"1", "2", "3", "4", "50"}) == Values{"1", "2", "3", "4", "6"});
    CHECK(outlier("action=tf mark=true param=1 n", {"1", "2", "3", "4", "50"}) == Values{"1", "2", "3", "4", "0006"});
}

TEST_CASE("outlier removes rows where it is told to", "[outlier]") {
    CHECK(outlier("action=RM n", {"1", "2", "3", "4", "50"}) == Values{"1", "2", "3", "4"});
    CHECK(outlier("action=remove", {"1", "2", "3", "text", "4", "50"}) == Values{"1", "2", "3", "text", "4"});
}

TEST_CASE("values below the lower bound count only with uselower", "[outlier]") {
    CHECK(outlier("action=remove n", {"-50", "2", "3", "4", "5"}) == Values{"-50", "2", "3", "4", "5"});
    CHECK(outlier("action=remove uselower=true n", {"-50", "2", "3", "4", "5"}) == Values{"2", "3", "4", "5"});
}

TEST_CASE("outlier refuses what it does not know", "[outlier]") {
    CHECK(refused("outlier action=mark n") == "spl-bad-option");
    CHECK(refused("outlier type=sigma n") == "spl-bad-option");
}

}  // namespace karst
