#include "engine/aggregate/exact_sum.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <vector>

namespace karst {

namespace {

double sum_of(const std::vector<double>& terms) {
    ExactSum sum;
    for (const double term : terms) {
        sum.add(term);
    }
    return sum.value();
}

}  // namespace

TEST_CASE("nothing of a sum is lost", "[aggregate]") {
    CHECK(sum_of({}) == 0);
    CHECK(sum_of({1e100, 1, -1e100}) == 1);
    CHECK(sum_of(std::vector<double>(10, 0.1)) == 1);
    CHECK(sum_of({9007199254740992.0, 1, 1}) == 9007199254740994.0);
    CHECK(sum_of({1, 1e-16, 1e-16}) == 1 + std::numeric_limits<double>::epsilon());
}

TEST_CASE("a sum does not depend on the order of its terms, nor on how they are divided", "[aggregate]") {
    std::mt19937_64 random(5);
    std::uniform_real_distribution<double> mantissa(-1, 1);
    for (int round = 0; round < 200; ++round) {
        std::vector<double> terms;
        for (std::size_t count = random() % 40; count > 0; --count) {
            terms.push_back(std::ldexp(mantissa(random), static_cast<int>(random() % 200) - 100));
        }
        const double whole = sum_of(terms);
        std::shuffle(terms.begin(), terms.end(), random);
        CHECK(sum_of(terms) == whole);
        ExactSum first;
        ExactSum second;
        for (std::size_t place = 0; place < terms.size(); ++place) {
            (place % 3 == 0 ? first : second).add(terms[place]);
        }
        first.add(second);
        CHECK(first.value() == whole);
        ExactSum rest(first);
        rest.add(-first.value());
        CHECK(rest.value() == first.remainder());
    }
}

TEST_CASE("squares are added exactly", "[aggregate]") {
    ExactSum sum;
    sum.add_square(1e8 + 1);
    sum.add(-1e16);
    sum.add(-2e8);
    CHECK(sum.value() == 1);
}

TEST_CASE("terms that are infinite make the sum so", "[aggregate]") {
    const double infinity = std::numeric_limits<double>::infinity();
    CHECK(sum_of({1, infinity, 2}) == infinity);
    CHECK(sum_of({0.1, 0.2, -infinity}) == -infinity);
    CHECK(std::isnan(sum_of({infinity, -infinity})));
}

}  // namespace karst
