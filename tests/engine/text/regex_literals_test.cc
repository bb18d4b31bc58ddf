// Texts that must stand where a regular expression matches.
#include "engine/text/regex_literals.h"

#include "engine/text/regex.h"
#include "engine/value/caseless.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

using namespace karst;

namespace {

using Texts = std::vector<std::string>;

Texts literals(const char* pattern) {
    const auto texts = literals_of_regex(pattern);
    return texts ? *texts : Texts{"none"};
}

}  // namespace

TEST_CASE("a regular expression needs the longest of its literals, or one of its alternatives", "[regex]") {
    CHECK(literals("evil") == Texts{"evil"});
    CHECK(literals(R"(\\Temp\\.*\.exe$)") == Texts{"\\temp\\"});
    CHECK(literals("abc.*(defgh|ijklm)") == Texts{"defgh", "ijklm"});
    CHECK(literals("(cmd|powershell)\\.exe") == Texts{"cmd.exe", "powershell.exe"});
    CHECK(literals("^https?://[^/]+/gate") == Texts{"/gate"});
}

TEST_CASE("a regular expression without a literal of three letters needs nothing", "[regex]") {
    CHECK(literals("a.b") == Texts{"none"});
    CHECK(literals("abc|d") == Texts{"none"});
    CHECK(literals("(abc)?") == Texts{"none"});
    CHECK(literals("[0-9a-f]{32}") == Texts{"none"});
    CHECK(literals("(?<!x)evil") == Texts{"none"});  // which RE2 cannot run
}

TEST_CASE("letters with a case beyond ASCII are no part of what is looked for without case", "[regex]") {
    CHECK(literals("(?i)EVIL") == Texts{"evil"});
    CHECK(literals("powershell") == Texts{"powershell"});
    CHECK(literals("(?i)powershell") == Texts{"power"});
    CHECK(literals("(?i)risk") == Texts{"none"});
    CHECK(literals("Übersicht") == Texts{"bersicht"});
    RegexLimitHits limits;
    CHECK(Regex("(?i)kill").matches("\xe2\x84\xaaill", limits));  // the Kelvin sign
    CHECK(literals("(?i)kill") == Texts{"ill"});
}

TEST_CASE("a text that a random regular expression matches has one of its literals", "[regex]") {
    std::mt19937 random(7);
    const auto below = [&](std::size_t limit) { return random() % limit; };
    const Texts pieces = {"abc",    "Abcd",  "xyz",  "k", ".*",     "(abc|xyz)", "(?:cab)+",
                          "(xyz)?", "[abc]", "\\w+", "s", "c{2,3}", "|"};
    const Texts words = {"abc", "ABCD", "abcd", "xyz", "XYZ", "cab", "cc", "k", "\xe2\x84\xaa", "s", "\xc5\xbf", " "};
    std::size_t matched = 0;
    for (int round = 0; round < 3000; ++round) {
        std::string pattern = below(2) == 0 ? "(?i)" : "";
        for (std::size_t count = 1 + below(4); count > 0; --count) {
            pattern += pieces[below(pieces.size())];
        }
        std::string text;
        for (std::size_t count = 1 + below(6); count > 0; --count) {
            text += words[below(words.size())];
        }
        const auto texts = literals_of_regex(pattern);
        RegexLimitHits limits;
        if (!texts || !Regex(pattern).matches(text, limits)) {
            continue;
        }
        ++matched;
        CAPTURE(pattern, text);
        CHECK(std::any_of(texts->begin(), texts->end(),
                          [&](const auto& one) { return find_caseless(text, one) != std::string_view::npos; }));
    }
    CHECK(matched > 200);
}
