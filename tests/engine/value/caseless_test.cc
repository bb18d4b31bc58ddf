#include "engine/value/caseless.h"

#include <catch2/catch.hpp>

#include <random>
#include <string>

using namespace karst;

namespace {

std::size_t find_one_by_one(std::string_view text, std::string_view folded, std::size_t from) {
    for (std::size_t at = from; at + folded.size() <= text.size(); ++at) {
        if (equal_caseless(text.substr(at, folded.size()), folded)) {
            return at;
        }
    }
    return std::string_view::npos;
}

}  // namespace

TEST_CASE("only ASCII letters have a case") {
    CHECK(equal_folded("AWS:KMS", "aws:kms"));
    CHECK_FALSE(equal_folded("AWS:KM", "aws:kms"));
}

TEST_CASE("text is found in any case, wherever it stands") {
    CHECK(find_caseless("", "a") == std::string_view::npos);
    CHECK(find_caseless("abc", "", 1) == 1);
    CHECK(find_caseless("abc", "c", 4) == std::string_view::npos);

    // Characters that a careless folding would take for each other: @ and `, [ and {.
    constexpr std::string_view kLetters = "aAbB@`[{";
    constexpr std::string_view kFolded = "ab@`[{";
    std::mt19937 random(1);
    for (int round = 0; round < 20'000; ++round) {
        std::string text(random() % 150, ' ');
        for (auto& c : text) {
            c = kLetters[random() % kLetters.size()];
        }
        std::string wanted(1 + random() % 4, ' ');
        for (auto& c : wanted) {
            c = kFolded[random() % kFolded.size()];
        }
        const auto from = random() % (text.size() + 1);
        if (find_caseless(text, wanted, from) != find_one_by_one(text, wanted, from)) {
            FAIL("'" << wanted << "' in '" << text << "' from " << from);
        }
    }
}
