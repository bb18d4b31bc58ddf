// Searches and comparisons of short runs of bytes, a few dozen mostly, where calling memchr or memcmp, or looking at one byte
// after the other, costs more than comparing many bytes at once. Texts must be readable kReadPadding past their end.
#pragma once

#include "base/ascii.h"
#include "base/read_padding.h"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace karst {

#if defined(__SSE2__)

namespace detail {

inline __m128i load_16(const char* from) {
    return _mm_loadu_si128(reinterpret_cast<const __m128i*>(from));
}

inline std::uint64_t bits_of(__m128i mask) {
    return static_cast<std::uint32_t>(_mm_movemask_epi8(mask));
}

// All ones where the byte is among the `count` from `first` on.
inline __m128i is_among(__m128i bytes, char first, char count) {
    const __m128i offset = _mm_sub_epi8(bytes, _mm_set1_epi8(first));
    return _mm_cmpeq_epi8(_mm_min_epu8(offset, _mm_set1_epi8(static_cast<char>(count - 1))), offset);
}

}  // namespace detail

/// Where `c` first stands at or after `from`; the size of the text when it does not.
inline std::size_t find_short(std::string_view text, char c, std::size_t from) {
    const __m128i wanted = _mm_set1_epi8(c);
    for (; from < text.size(); from += kReadPadding) {
        const char* const at = text.data() + from;
        const auto bits = detail::bits_of(_mm_cmpeq_epi8(detail::load_16(at), wanted)) |
                          detail::bits_of(_mm_cmpeq_epi8(detail::load_16(at + 16), wanted)) << 16 |
                          detail::bits_of(_mm_cmpeq_epi8(detail::load_16(at + 32), wanted)) << 32 |
                          detail::bits_of(_mm_cmpeq_epi8(detail::load_16(at + 48), wanted)) << 48;
        if (bits != 0) {
            from += static_cast<std::size_t>(std::countr_zero(bits));
            return from < text.size() ? from : text.size();
        }
    }
    return text.size();
}

/// The first place at or after `from` where no word character stands; the size of the text when there is none.
inline std::size_t word_end(std::string_view text, std::size_t from) {
    constexpr std::uint64_t kAll = 0xFFFF;
    for (; from < text.size(); from += 16) {
        const __m128i bytes = detail::load_16(text.data() + from);
        const __m128i letters = detail::is_among(_mm_or_si128(bytes, _mm_set1_epi8(0x20)), 'a', 26);
        const __m128i digits = detail::is_among(bytes, '0', 10);
        const __m128i lines = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('_'));
        const auto others = detail::bits_of(_mm_or_si128(_mm_or_si128(letters, digits), lines)) ^ kAll;
        if (others != 0) {
            from += static_cast<std::size_t>(std::countr_zero(others));
            return from < text.size() ? from : text.size();
        }
    }
    return text.size();
}

/// True when `size` bytes are the same; both texts are readable kReadPadding behind them.
inline bool equal_short(const char* left, const char* right, std::size_t size) {
    constexpr std::uint64_t kAll = 0xFFFF;
    for (; size > 16; size -= 16, left += 16, right += 16) {
        if (detail::bits_of(_mm_cmpeq_epi8(detail::load_16(left), detail::load_16(right))) != kAll) {
            return false;
        }
    }
    const auto same = detail::bits_of(_mm_cmpeq_epi8(detail::load_16(left), detail::load_16(right)));
    const auto wanted = (std::uint64_t{1} << size) - 1;
    return (same & wanted) == wanted;
}

#else

inline bool equal_short(const char* left, const char* right, std::size_t size) {
    return std::memcmp(left, right, size) == 0;
}

inline std::size_t find_short(std::string_view text, char c, std::size_t from) {
    const void* found = from < text.size() ? std::memchr(text.data() + from, c, text.size() - from) : nullptr;
    return found == nullptr ? text.size() : static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
}

inline std::size_t word_end(std::string_view text, std::size_t from) {
    while (from < text.size() && is_word_character(text[from])) {
        ++from;
    }
    return from < text.size() ? from : text.size();
}

#endif

}  // namespace karst
