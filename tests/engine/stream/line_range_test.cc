// Files that are read in ranges of bytes: every line is in one range, wherever the borders are.
#include "engine/formats/input_formats.h"
#include "engine/formats/open_events.h"
#include "engine/input/event_reader.h"
#include "engine/input/input_format.h"
#include "engine/stream/input_error.h"
#include "engine/stream/line_range.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <vector>

using namespace karst;

namespace {

std::string read_range(const std::string& path, LineRange range, std::size_t piece) {
    const auto source = file_bytes(path);
    const auto stream = open_range(*source, range_of_events(*source, range, nullptr));
    std::string text;
    std::string buffer(piece, '\0');
    while (const auto got = stream->read(buffer.data(), buffer.size())) {
        text.append(buffer, 0, got);
    }
    return text;
}

struct Line {
    std::string text;
    std::uint64_t number;
    friend bool operator==(const Line&, const Line&) = default;
};

std::vector<Line> read_lines(const std::string& path, LineRange range, std::uint64_t& lines, const char* format = "text") {
    ReadOptions options;
    options.format = find_input_format(format);
    options.lines = range;
    std::vector<std::string> problems;
    const auto reader = open_events(*file_bytes(path), options, [&](const InputProblem& problem) {
        problems.push_back(problem.message + " at " + std::to_string(problem.line + lines));
    });
    std::vector<Line> found;
    EventBatch chunk;
    while (reader->next(chunk)) {
        for (const auto& event : chunk.events) {
            found.push_back({std::string(event.text), event.line + lines});
        }
    }
    for (auto& problem : problems) {
        found.push_back({std::move(problem), 0});
    }
    lines += reader->lines();
    return found;
}

const std::string kTexts[] = {
    "one\ntwo\nthree\n", "one\n\n\ntwo", "\n",
    "\n\n\na\n",         "no newline",   std::string(9'000, 'x') + "\nshort\n" + std::string(5'000, 'y'),
    "a\r\nb\r\n",
};

}  // namespace

TEST_CASE("ranges without gaps have every byte once, in whole lines") {
    const TemporaryFolder folder;
    for (const auto& text : kTexts) {
        const auto path = folder.write("text", text);
        for (const std::size_t step : {1, 2, 3, 5, 4'096, 20'000}) {
            for (const std::size_t piece : {1, 7, 65'536}) {
                if (text.size() / step * text.size() / piece > 10'000'000) {
                    continue;
                }
                std::string joined;
                for (std::size_t begin = 0; begin < text.size(); begin += step) {
                    const auto part = read_range(path, {begin, begin + step}, piece);
                    joined += part;
                    CHECK((part.empty() || part.back() == '\n' || joined.size() == text.size()));
                }
                CHECK(joined == text);
            }
        }
    }
}

TEST_CASE("lines of ranges have the numbers that they have in the file") {
    const TemporaryFolder folder;
    for (const auto& text : kTexts) {
        const auto path = folder.write("text", text);
        std::uint64_t lines = 0;
        const auto whole = read_lines(path, {}, lines);
        for (const std::size_t step : {1, 3, 4'096}) {
            lines = 0;
            std::vector<Line> joined;
            for (std::size_t begin = 0; begin < text.size(); begin += step) {
                const auto part = read_lines(path, {begin, begin + step}, lines);
                joined.insert(joined.end(), part.begin(), part.end());
            }
            CHECK(joined == whole);
        }
    }
}

TEST_CASE("events of several lines are in one range each, and broken ones are told as in the whole file") {
    const TemporaryFolder folder;
    const std::string event = "<Event><System>\n<EventID>1</EventID>\n</System>\n<EventData>a\nb</EventData></Event>";
    const std::string texts[] = {
        "<Events>\n" + event + "\n" + event + "\n  " + event + event + "\n" + event + "\n</Events>\n",
        event + "\n<Event><System></System>\ncut off\n" + event + "\n\n" + event + "\nbetween\n</Event>\n" + event,
        event + "\n" + event + "\n<Event><System></System>\nthe last one is cut off",
        event + event + event,
    };
    for (const auto& text : texts) {
        const auto path = folder.write("events.xml", text);
        std::uint64_t lines = 0;
        auto whole = read_lines(path, {}, lines, "xml-winevent");
        const auto all_lines = lines;
        for (std::size_t step = 1; step < text.size() + 2; step += 7) {
            lines = 0;
            std::vector<Line> joined;
            for (std::size_t begin = 0; begin < text.size(); begin += step) {
                const auto last = begin + step >= text.size();
                const auto part = read_lines(path, {begin, last ? LineRange::kToTheEnd : begin + step}, lines, "xml-winevent");
                joined.insert(joined.end(), part.begin(), part.end());
            }
            const auto in_order = [](const Line& left, const Line& right) { return left.number < right.number; };
            std::stable_sort(joined.begin(), joined.end(), in_order);
            std::stable_sort(whole.begin(), whole.end(), in_order);
            CHECK(joined == whole);
            CHECK(lines == all_lines);
        }
    }
}

TEST_CASE("only plain files can be divided") {
    const TemporaryFolder folder;
    CHECK(divisible_size(*bytes_of_path(folder.write("plain", "some text\n"))) == 10);
    CHECK(divisible_size(*bytes_of_path(folder.write("packed", "\x1f\x8b\x08 and so on"))) == 0);
    CHECK(divisible_size(*bytes_of_path(folder.path())) == 0);
    CHECK(divisible_size(*bytes_of_path(folder / "missing")) == 0);
    CHECK(divisible_size(*bytes_of_path("-")) == 0);
}
