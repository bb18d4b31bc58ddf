#include "engine/input/line_prefilter.h"

#include "engine/value/caseless.h"
#include "engine/value/simd_bytes.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace karst {

namespace {

constexpr char kBackslash = '\\';

// True when the line at hand must be looked at because of what stands at `at`.
bool stops_at(std::string_view text, std::size_t at, const std::vector<std::string>& texts) {
    const char c = text[at];
    if ((c == kBackslash && !texts.empty()) || (c == '\n' && at > 0 && text[at - 1] != '}')) {
        return true;
    }
    if (at > 0 && text[at - 1] == '\n' && c != '{') {
        return true;
    }
    return std::any_of(texts.begin(), texts.end(), [&](const auto& one) {
        return fold_case(c) == one.front() && equal_folded(text.substr(at, one.size()), one);
    });
}

// Characters of logs, the most frequent first; those that are not here are rarer still.
constexpr std::string_view kFrequent = "\"etasi:noru,cl0d1-2mp4./353f768b9gw_hvykzxjq ";

std::size_t rarity(char c) {
    return std::min(kFrequent.find(c), kFrequent.size());
}

// The two rarest characters of a text, and where they stand in it: they are compared before the rest is.
template <class Blocks>
struct Probe {
    using Caseless = typename Blocks::Caseless;

    Probe() = default;
    explicit Probe(std::string_view text) {
        for (std::size_t at = 0; at < text.size(); ++at) {
            first_at = rarity(text[at]) > rarity(text[first_at]) ? at : first_at;
        }
        second_at = first_at == 0 ? text.size() - 1 : 0;
        for (std::size_t at = 0; at < text.size(); ++at) {
            second_at = at != first_at && rarity(text[at]) > rarity(text[second_at]) ? at : second_at;
        }
        first = Caseless(text[first_at]);
        second = Caseless(text[second_at]);
    }
    std::size_t first_at = 0;
    std::size_t second_at = 0;
    Caseless first;
    Caseless second;
};

// Where stops_at() may hold among the places of a block.
template <class Blocks, std::size_t kTexts>
struct BlockTest {
    using Bytes = typename Blocks::Bytes;
    using Mask = typename Blocks::Mask;

    explicit BlockTest(const std::vector<std::string>& texts) {
        Blocks::fill(backslash, kBackslash);
        Blocks::fill(newline, '\n');
        Blocks::fill(opening, '{');
        Blocks::fill(closing, '}');
        for (std::size_t text = 0; text < kTexts; ++text) {
            probes[text] = Probe<Blocks>(texts[text]);
            reach = std::max(reach, texts[text].size());
        }
    }

    // Needs the character before `place`, and `reach` behind the block.
    [[gnu::always_inline]] void test(const char* place, Mask& hits, Mask& newlines) const {
        Bytes here;
        Bytes other;
        Blocks::load(here, place);
        Blocks::load(other, place - 1);
        newlines = here == newline;
        hits = (newlines & (other != closing)) | ((other == newline) & (here != opening));
        if constexpr (kTexts > 0) {
            hits |= here == backslash;
        }
        for (const auto& probe : probes) {
            Blocks::load(here, place + probe.first_at);
            Blocks::load(other, place + probe.second_at);
            hits |= ((here | probe.first.fold) == probe.first.byte) & ((other | probe.second.fold) == probe.second.byte);
        }
    }

    std::size_t reach = 0;
    std::array<Probe<Blocks>, kTexts> probes;
    Bytes backslash;
    Bytes newline;
    Bytes opening;
    Bytes closing;
};

// Where the filter stops, and how many lines end before it.
struct Stop {
    std::size_t at;
    std::size_t newlines;
};

// The first place at or after `from` at which stops_at() holds, or the end of the text. Several blocks are looked at together:
// finding out whether a block has a hit costs more than comparing it.
template <class Blocks, std::size_t kTexts>
[[gnu::always_inline]] inline Stop find_stop(std::string_view text, std::size_t from, const std::vector<std::string>& texts) {
    constexpr std::size_t kStride = 4 * Blocks::kBytes;
    using Mask = typename Blocks::Mask;
    const BlockTest<Blocks, kTexts> block(texts);
    const char* const bytes = text.data();
    std::size_t at = from;
    std::size_t newlines = 0;
    const auto step = [&] {
        const bool stop = at >= text.size() || stops_at(text, at, texts);
        newlines += !stop && bytes[at] == '\n' ? 1 : 0;
        at += stop ? 0 : 1;
        return !stop;
    };
    // The blocks look at the character before them.
    if (at == 0 && !step()) {
        return {at, newlines};
    }
    Mask hits[4];
    Mask ends[4];
    typename Blocks::Counter counter;
    for (; at + block.reach + kStride <= text.size(); at += kStride) {
        for (std::size_t part = 0; part < 4; ++part) {
            block.test(bytes + at + part * Blocks::kBytes, hits[part], ends[part]);
        }
        const Mask any = hits[0] | hits[1] | hits[2] | hits[3];
        if (Blocks::any(any) &&
            Blocks::first(hits, [&](std::size_t offset) { return stops_at(text, at + offset, texts); }) < kStride) {
            break;
        }
        const Mask sum = ends[0] + ends[1] + ends[2] + ends[3];
        counter.add(sum);
    }
    while (step()) {
    }
    return {at, newlines + counter.total()};
}

template <class Blocks>
[[gnu::always_inline]] inline Stop find_stop(std::string_view text, std::size_t from, const std::vector<std::string>& texts) {
    switch (texts.size()) {
    case 0:
        return find_stop<Blocks, 0>(text, from, texts);
    case 1:
        return find_stop<Blocks, 1>(text, from, texts);
    case 2:
        return find_stop<Blocks, 2>(text, from, texts);
    default:
        return find_stop<Blocks, 3>(text, from, texts);
    }
}

#ifdef KARST_HAS_AVX2
[[gnu::target("avx2")]] Stop find_stop_with_avx2(std::string_view text, std::size_t from,
                                                 const std::vector<std::string>& texts) {
    return find_stop<ByteBlocks<32>>(text, from, texts);
}
#endif

Stop next_stop(std::string_view text, std::size_t from, const std::vector<std::string>& texts) {
#ifdef KARST_HAS_AVX2
    if (has_avx2()) {
        return find_stop_with_avx2(text, from, texts);
    }
#endif
    return find_stop<ByteBlocks<16>>(text, from, texts);
}

}  // namespace

LinePrefilter::LinePrefilter(std::vector<std::string> texts) : texts_(std::move(texts)) {
    assert(texts_.size() <= kMaxTexts);
}

LinePrefilter::Passed LinePrefilter::pass(std::string_view text, std::size_t from) const {
    if (from >= text.size() || text[from] != '{') {
        return {from, 0};
    }
    const auto stop = next_stop(text, from, texts_);
    // The line that must be looked at begins behind the last newline before the stop.
    return stop.newlines == 0 ? Passed{from, 0} : Passed{text.rfind('\n', stop.at - 1) + 1, stop.newlines};
}

}  // namespace karst
