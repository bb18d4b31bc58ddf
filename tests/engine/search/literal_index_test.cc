#include "engine/search/literal_index.h"

#include <catch2/catch.hpp>

#include <random>
#include <set>
#include <string>

using namespace karst;

namespace {

std::set<std::string> found(const LiteralIndex& index, std::string_view text) {
    std::set<std::string> texts;
    index.find(text, [&](std::size_t number) { texts.insert(index.texts()[number]); });
    return texts;
}

using Texts = std::set<std::string>;

}  // namespace

TEST_CASE("texts are found in any case, wherever they stand") {
    const LiteralIndex index({"cmd.exe", "\\temp\\", "exe", "powershell"});
    CHECK(found(index, "C:\\TEMP\\Cmd.EXE") == Texts{"cmd.exe", "\\temp\\", "exe"});
    CHECK(found(index, "powershel").empty());
    CHECK(found(index, "powershell") == Texts{"powershell"});
    CHECK(found(index, "").empty());
    CHECK(found(index, "ex").empty());
}

TEST_CASE("the index finds what looking for each text finds") {
    std::mt19937 random(5);
    const auto some_text = [&](std::size_t least, std::size_t most) {
        std::string text(least + random() % (most - least + 1), ' ');
        for (auto& c : text) {
            c = "abAB.\\"[random() % 6];
        }
        return text;
    };
    for (int round = 0; round < 400; ++round) {
        std::set<std::string> wanted;
        for (std::size_t count = random() % 60; count > 0; --count) {
            auto text = some_text(3, 7);
            for (auto& c : text) {
                c = fold_case(c);
            }
            wanted.insert(text);
        }
        const LiteralIndex index({wanted.begin(), wanted.end()});
        const auto text = some_text(0, 120);
        Texts expected;
        for (const auto& one : wanted) {
            if (find_caseless(text, one) != std::string_view::npos) {
                expected.insert(one);
            }
        }
        CAPTURE(text);
        REQUIRE(found(index, text) == expected);
    }
}
