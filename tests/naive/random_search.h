// Rows and searches out of a seed: the same seed gives the same, on every machine. Values are few, so that they meet: small
// whole numbers, words in both cases, missing fields, and one field (m) with several values.
#pragma once

#include "tests/naive/naive_pipeline.h"

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace karst::naive {

class RandomSearch {
public:
    explicit RandomSearch(std::uint64_t seed) : random_(seed) {}

    NaiveRows rows(std::size_t most);

    /// A condition of the search command, and one of where.
    std::string search_condition(int depth = 0);
    std::string where_condition(int depth = 0);

    /// Commands that leave rows rows, with pipes between them.
    std::string commands(std::size_t most);
    std::string stats();

    std::size_t below(std::size_t count) { return static_cast<std::size_t>(random_() % count); }

private:
    const char* pick(const std::vector<const char*>& choices) { return choices[below(choices.size())]; }
    std::string expression(int depth = 0);
    std::string operand(int depth);

    std::mt19937_64 random_;  // its numbers are laid down by the standard, those of the distributions are not
};

}  // namespace karst::naive
