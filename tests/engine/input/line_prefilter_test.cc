#include "engine/input/line_prefilter.h"

#include <catch2/catch.hpp>

#include <random>
#include <string>
#include <vector>

using namespace karst;

namespace {

// The lines at which the filter stops, from the beginning of `text` to its end.
std::vector<std::string> stops(const LinePrefilter& filter, const std::string& text, std::uint64_t* passed = nullptr) {
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < text.size();) {
        const auto step = filter.pass(text, at);
        if (passed != nullptr) {
            *passed += step.lines;
        }
        at = step.end;
        if (at < text.size()) {
            const auto end = std::min(text.find('\n', at), text.size());
            lines.push_back(text.substr(at, end - at));
            at = end + 1;
        }
    }
    return lines;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("lines without the text are passed over and counted") {
    const LinePrefilter filter({"copyobject"});
    std::uint64_t passed = 0;
    CHECK(stops(filter, "{\"a\":1}\n{\"a\":\"COPYObject\"}\n{\"a\":2}\n{\"a\":3}\n", &passed) ==
          Lines{"{\"a\":\"COPYObject\"}"});
    CHECK(passed == 3);
}

TEST_CASE("a line with a backslash is never passed over: an escape may spell the text") {
    const LinePrefilter filter({"copyobject"});
    CHECK(stops(filter, "{\"a\":1}\n{\"a\":\"Copy\\u004fbject\"}\n{\"a\":2}\n") == Lines{"{\"a\":\"Copy\\u004fbject\"}"});
}

TEST_CASE("a line that does not look like an object is never passed over") {
    const LinePrefilter filter({"copyobject"});
    const Lines odd = {"plain text", "{\"a\":", "", "1}", "{\"crlf\":1}\r", "[1]"};
    for (const auto& line : odd) {
        CAPTURE(line);
        CHECK(stops(filter, "{\"a\":1}\n" + line + "\n{\"a\":2}\n") == Lines{line});
        CHECK(stops(filter, line + "\n{\"a\":2}\n") == Lines{line});
    }
}

TEST_CASE("the last line is kept for what may follow it") {
    const LinePrefilter filter({"copyobject"});
    CHECK(filter.pass("{\"a\":1}\n{\"a\":2}", 0).end == 8);
    CHECK(filter.pass("{\"a\":1}", 0).end == 0);
}

TEST_CASE("the filter stops at the same lines as a search of each line") {
    std::mt19937 random(7);
    for (int round = 0; round < 3'000; ++round) {
        std::vector<std::string> texts;
        for (std::size_t count = 1 + random() % LinePrefilter::kMaxTexts; texts.size() < count;) {
            std::string text(3 + random() % 4, ' ');
            for (auto& c : text) {
                c = "ab:"[random() % 3];
            }
            texts.push_back(text);
        }
        std::string all;
        Lines expected;
        for (std::size_t lines = random() % 8; lines > 0; --lines) {
            std::string line(random() % 120, ' ');
            for (auto& c : line) {
                c = "aAbBc:\"-                   \\"[random() % (random() % 50 == 0 ? 28 : 27)];
            }
            line.insert(0, 1, '{');
            line += '}';
            bool wanted = line.find('\\') != std::string::npos;
            std::string folded = line;
            std::transform(folded.begin(), folded.end(), folded.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
            for (const auto& text : texts) {
                wanted = wanted || folded.find(text) != std::string::npos;
            }
            if (wanted) {
                expected.push_back(line);
            }
            all += line + "\n";
        }
        const LinePrefilter filter(texts);
        if (stops(filter, all) != expected) {
            FAIL(all);
        }
    }
}
