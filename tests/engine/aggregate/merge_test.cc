#include "engine/value/archive.h"
#include "tests/engine/aggregate/aggregate_fixture.h"

#include <catch2/catch.hpp>

#include <random>

namespace karst {

namespace {

std::vector<SeenRow> random_rows(std::mt19937& random, std::size_t count) {
    std::vector<SeenRow> rows;
    for (std::size_t index = 0; index < count; ++index) {
        SeenRow row;
        // Numbers whose sums do not fit into a double, among some text, some repetition and some lists.
        for (std::size_t values = random() % 3; values > 0; --values) {
            row.values.push_back(random() % 8 == 0 ? "t" + std::to_string(random() % 5)
                                                   : std::to_string(static_cast<double>(random() % 50) / 7 * 1e6));
        }
        row.time = static_cast<double>(random() % 40);
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace

TEST_CASE("states that are merged give what one pass gives", "[aggregate]") {
    std::mt19937 random(7);
    for (const auto* spec : all_aggregates()) {
        for (int round = 0; round < 30; ++round) {
            AggregateFixture function(spec->name, 90);
            const auto rows = random_rows(random, random() % 60);
            const auto whole = function.over(rows);
            const auto parts = 1 + random() % 4;
            auto merged = function.start();
            std::size_t begin = 0;
            for (std::size_t part = 0; part < parts; ++part) {
                const auto end = part + 1 == parts ? rows.size() : begin + random() % (rows.size() - begin + 1);
                auto state = function.start();
                for (; begin < end; ++begin) {
                    function.see(*state, rows[begin]);
                }
                merged->merge(*state);
            }
            INFO(spec->name << ": " << whole << " and merged " << function.result(*merged));
            CHECK(whole == function.result(*merged));
        }
    }
}

TEST_CASE("a state that was written and read again goes on as if it had not been", "[aggregate]") {
    std::mt19937 random(11);
    for (const auto* spec : all_aggregates()) {
        for (int round = 0; round < 10; ++round) {
            AggregateFixture function(spec->name, 90);
            const auto rows = random_rows(random, random() % 40);
            auto state = function.start();
            std::size_t seen = 0;
            for (; seen < rows.size() / 2; ++seen) {
                function.see(*state, rows[seen]);
            }
            std::string bytes;
            ArchiveWriter writer(bytes);
            state->write(writer);
            auto again = function.start();
            ArchiveReader reader(bytes);
            again->read(reader);
            CHECK(reader.at_end());
            for (; seen < rows.size(); ++seen) {
                function.see(*again, rows[seen]);
            }
            INFO(spec->name);
            CHECK(function.result(*again) == function.over(rows));
        }
    }
}

TEST_CASE("a state that was merged into another keeps its own result", "[aggregate]") {
    for (const auto* spec : all_aggregates()) {
        AggregateFixture function(spec->name, 50);
        auto left = function.start();
        auto right = function.start();
        function.see(*left, {{"1"}, 1});
        function.see(*right, {{"2"}, 2});
        const auto before = function.result(*right);
        left->merge(*right);
        INFO(spec->name);
        CHECK(function.result(*right) == before);
    }
}

TEST_CASE("states that hold values say how many bytes", "[aggregate]") {
    for (const auto* name : {"values", "list", "dc", "mode", "median", "first", "max"}) {
        AggregateFixture function(name);
        auto state = function.start();
        for (int number = 0; number < 20; ++number) {
            function.see(*state, {{std::string(name) == "median" ? std::to_string(number)
                                                                 : std::string(100, static_cast<char>('a' + number))}});
        }
        INFO(name);
        CHECK(state->bytes() >= 100);
    }
}

}  // namespace karst
