#include "engine/winevent/winevent_xml.h"
#include "base/ascii.h"
#include "base/text_lines.h"

#include "engine/input/file_reader.h"
#include "engine/value/simd_bytes.h"

#include <cstring>

namespace karst {

namespace {

using Kind = EventMark::Kind;

bool has_at(std::string_view text, std::size_t at, std::string_view wanted) {
    return text.size() - at >= wanted.size() && std::memcmp(text.data() + at, wanted.data(), wanted.size()) == 0;
}

bool ends_name(char c) {
    return c == '>' || is_blank(c);
}

Kind mark_at(std::string_view text, std::size_t at) {
    if (has_at(text, at, EventMark::kEndTag)) {
        return Kind::End;
    }
    const auto after = at + EventMark::kStartTag.size();
    return has_at(text, at, EventMark::kStartTag) && after < text.size() && ends_name(text[after]) ? Kind::Start : Kind::None;
}

// Where a mark may begin among the places of a block: characters that no other tag of an event has in these places.
template <class Blocks>
struct MarkTest {
    using Bytes = typename Blocks::Bytes;
    using Mask = typename Blocks::Mask;
    static constexpr std::size_t kReach = 7;  // bytes behind a place that are looked at

    MarkTest() {
        Blocks::fill(newline, '\n');
        Blocks::fill(open, '<');
        Blocks::fill(close, '>');
        Blocks::fill(last, 't');
    }

    [[gnu::always_inline]] void test(const char* place, Mask& hits, Mask& newlines) const {
        Bytes first;
        Bytes fifth;
        Bytes sixth;
        Bytes seventh;
        Blocks::load(first, place);
        Blocks::load(fifth, place + 5);
        Blocks::load(sixth, place + 6);
        Blocks::load(seventh, place + 7);
        newlines |= first == newline;
        hits = (first == open) & (((fifth == last) & (sixth <= close)) | ((sixth == last) & (seventh == close)));
    }

    Bytes newline;
    Bytes open;
    Bytes close;
    Bytes last;
};

template <class Blocks>
[[gnu::always_inline]] inline EventMark find_mark(std::string_view text, std::size_t from) {
    constexpr std::size_t kBlocks = 4;
    constexpr std::size_t kStride = kBlocks * Blocks::kBytes;
    using Mask = typename Blocks::Mask;
    const MarkTest<Blocks> block;
    Mask newlines{};
    EventMark mark;
    std::size_t at = from;
    for (; at + MarkTest<Blocks>::kReach + kStride <= text.size(); at += kStride) {
        const Mask before = newlines;
        Mask hits[kBlocks];
        for (std::size_t part = 0; part < kBlocks; ++part) {
            block.test(text.data() + at + part * Blocks::kBytes, hits[part], newlines);
        }
        const Mask any = hits[0] | hits[1] | hits[2] | hits[3];
        if (!Blocks::any(any)) {
            continue;
        }
        const auto place = Blocks::first(hits, [&](std::size_t offset) {
            mark.kind = mark_at(text, at + offset);
            return mark.kind != Kind::None;
        });
        if (mark.kind != Kind::None) {
            newlines = before;
            mark.at = at + place;
            break;
        }
    }
    // Most events have no line end in them, and then only the last blocks are looked at again.
    mark.newlines = Blocks::any(newlines) ? count_lines(text.substr(from, at - from)) : 0;
    for (auto last = at; mark.kind == Kind::None && last < text.size(); ++last) {
        mark.kind = mark_at(text, last);
        mark.at = mark.kind == Kind::None ? mark.at : last;
    }
    mark.newlines += count_lines(text.substr(at, mark.at - at));
    return mark;
}

#ifdef KARST_HAS_AVX2
[[gnu::target("avx2")]] EventMark find_mark_with_avx2(std::string_view text, std::size_t from) {
    return find_mark<ByteBlocks<32>>(text, from);
}
#endif

EventMark find_next_mark(std::string_view text, std::size_t from) {
#ifdef KARST_HAS_AVX2
    if (has_avx2()) {
        return find_mark_with_avx2(text, from);
    }
#endif
    return find_mark<ByteBlocks<16>>(text, from);
}

}  // namespace

std::size_t find_text(std::string_view text, std::string_view wanted, std::size_t from) {
    if (from >= text.size()) {
        return std::string_view::npos;
    }
    const void* found = ::memmem(text.data() + from, text.size() - from, wanted.data(), wanted.size());
    return found == nullptr ? std::string_view::npos : static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
}

EventMark next_event_mark(std::string_view text, std::size_t from) {
    if (from >= text.size()) {
        return {};
    }
    // Events mostly follow each other, with a line end between them.
    std::uint64_t newlines = 0;
    for (; from < text.size() && (text[from] == '\n' || text[from] == '\r'); ++from) {
        newlines += text[from] == '\n' ? 1 : 0;
    }
    if (const auto kind = from < text.size() ? mark_at(text, from) : Kind::None; kind != Kind::None) {
        return {kind, from, newlines};
    }
    auto mark = find_next_mark(text, from);
    mark.newlines += newlines;
    return mark;
}

std::size_t find_event_start(std::string_view text, std::size_t from) {
    auto mark = next_event_mark(text, from);
    while (mark.kind == Kind::End) {
        mark = next_event_mark(text, mark.at + 1);
    }
    return mark.at;
}

}  // namespace karst
