#include "engine/aggregate/text_set.h"

#include <catch2/catch.hpp>

namespace karst {

TEST_CASE("a text has one place, however many texts there are", "[aggregate]") {
    TextSet texts;
    for (int round = 0; round < 3; ++round) {
        for (int number = 0; number < 1000; ++number) {
            CHECK(texts.insert("text " + std::to_string(number)) == static_cast<std::size_t>(number));
        }
    }
    CHECK(texts.size() == 1000);
    CHECK(texts[999] == "text 999");
}

TEST_CASE("texts with zero bytes and the empty text are texts", "[aggregate]") {
    TextSet texts;
    CHECK(texts.insert("") == 0);
    CHECK(texts.insert(std::string("a\0b", 3)) == 1);
    CHECK(texts.insert("a") == 2);
    CHECK(texts.insert("") == 0);
}

}  // namespace karst
