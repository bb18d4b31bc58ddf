// Pieces of work on several threads, whose results come in order.
#include "base/work_in_order.h"

#include <catch2/catch.hpp>

#include <numeric>
#include <stdexcept>
#include <string>
#include <vector>

using namespace karst;

TEST_CASE("results come in the order of the work, whatever the number of threads") {
    for (const std::size_t threads : {0, 1, 2, 5, 200}) {
        for (const std::size_t count : {0, 1, 3, 100}) {
            std::vector<std::string> taken;
            work_in_order(
                count, threads, [](std::size_t index) { return std::to_string(index); },
                [&](std::string text) { taken.push_back(std::move(text)); });
            REQUIRE(taken.size() == count);
            for (std::size_t index = 0; index < count; ++index) {
                CHECK(taken[index] == std::to_string(index));
            }
        }
    }
}

TEST_CASE("what work throws is thrown when its turn comes") {
    for (const std::size_t threads : {1, 3}) {
        std::size_t taken = 0;
        const auto make = [](std::size_t index) {
            if (index >= 5) {
                throw std::runtime_error("number " + std::to_string(index));
            }
            return index;
        };
        CHECK_THROWS_WITH(work_in_order(50, threads, make, [&](std::size_t) { ++taken; }), "number 5");
        CHECK(taken == 5);
    }
}

TEST_CASE("work stops when a result cannot be taken") {
    for (const std::size_t threads : {1, 3}) {
        const auto make = [](std::size_t index) { return index; };
        const auto take = [](std::size_t index) {
            if (index == 2) {
                throw std::runtime_error("full");
            }
        };
        CHECK_THROWS_WITH(work_in_order(1'000, threads, make, take), "full");
    }
}
