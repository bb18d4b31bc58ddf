// Random searches over random rows: what karst answers is what the naive evaluator answers, whatever the size of the batches.
#include "tests/engine/operators/row_pipeline.h"
#include "tests/naive/naive_pipeline.h"
#include "tests/naive/random_search.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <fmt/format.h>

using namespace karst;

namespace {

constexpr std::uint64_t kRounds = 600;
constexpr std::size_t kBatchSizes[] = {1, 2, 7, 1024};

std::string shown(const naive::NaiveRows& rows) {
    std::string text;
    for (const auto& row : rows) {
        for (const auto& [field, values] : row) {
            text += field + "=";
            for (const auto& value : values) {
                text += "<" + value + ">";
            }
            text += " ";
        }
        text += "\n";
    }
    return text;
}

naive::NaiveRows sorted(naive::NaiveRows rows) {
    std::sort(rows.begin(), rows.end());
    return rows;
}

naive::NaiveRows naively(const std::string& spl, const naive::NaiveRows& rows) {
    const auto text = SourceText::whole("test", "| " + spl);
    Diagnostics diagnostics;
    const auto pipeline = parse_spl(text, diagnostics);
    REQUIRE(pipeline);
    return naive::run(*pipeline, rows);
}

// A search at the very beginning would filter the events of a scan, and rows that are pushed in would pass it by.
const std::string kRows = "head 1000 | ";

// Checks the search with batches of each size; `ordered` says whether the order of the rows is part of the answer.
void check(const std::string& commands, const naive::NaiveRows& rows, bool ordered) {
    const auto spl = kRows + commands;
    const auto wanted = naively(spl, rows);
    for (const auto size : kBatchSizes) {
        const auto found = run_rows(spl, rows, {}, nullptr, size);
        const bool same = ordered ? found == wanted : sorted(found) == sorted(wanted);
        if (!same) {
            INFO(spl << "\nbatches of " << size << "\nrows\n"
                     << shown(rows) << "wanted\n"
                     << shown(wanted) << "found\n"
                     << shown(found));
            CHECK(same);
            return;
        }
    }
}

}  // namespace

TEST_CASE("commands on rows agree with the naive evaluator", "[naive]") {
    for (std::uint64_t seed = 1; seed <= kRounds; ++seed) {
        naive::RandomSearch random(seed);
        const auto rows = random.rows(40);
        check(random.commands(4), rows, true);
    }
}

TEST_CASE("stats agrees with the naive evaluator", "[naive]") {
    for (std::uint64_t seed = 1; seed <= kRounds; ++seed) {
        naive::RandomSearch random(seed + 1'000'000);
        const auto rows = random.rows(40);
        const auto before = random.commands(2);
        check(before + " | " + random.stats(), rows, false);
    }
}

TEST_CASE("two conditions behind each other are both joined by AND", "[naive]") {
    for (std::uint64_t seed = 1; seed <= kRounds; ++seed) {
        naive::RandomSearch random(seed + 2'000'000);
        const auto rows = random.rows(40);
        const auto one = random.where_condition();
        const auto two = random.where_condition();
        INFO(one << "\n" << two);
        CHECK(run_rows(fmt::format("where {} | where {}", one, two), rows) ==
              run_rows(fmt::format("where ({}) AND ({})", one, two), rows));
        const auto three = random.search_condition();
        const auto four = random.search_condition();
        INFO(three << "\n" << four);
        CHECK(run_rows(fmt::format("{}search {} | search {}", kRows, three, four), rows) ==
              run_rows(fmt::format("{}search ({}) ({})", kRows, three, four), rows));
    }
}

TEST_CASE("the order of rows does not matter where it must not", "[naive]") {
    for (std::uint64_t seed = 1; seed <= kRounds / 3; ++seed) {
        naive::RandomSearch random(seed + 3'000'000);
        auto rows = random.rows(40);
        const auto condition = random.where_condition();
        const std::string spl =
            "where " + condition +
            " | stats count sum(n) AS s avg(n) AS a min(k) AS low max(b) AS high dc(m) AS d values(a) AS v BY b";
        const auto before = sorted(run_rows(spl, rows));
        for (std::size_t index = rows.size(); index > 1; --index) {
            std::swap(rows[index - 1], rows[random.below(index)]);
        }
        INFO(spl);
        CHECK(sorted(run_rows(spl, rows)) == before);
    }
}
