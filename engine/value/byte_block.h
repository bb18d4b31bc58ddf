// 32 bytes at a time, in the compilers' own vector types: SSE2 and NEON make them of two halves, AVX2 has them whole. What uses
// them is written once, inlined into a plain function and, on x86, into one for AVX2.
#pragma once

#include "engine/value/caseless.h"

#include <bit>
#include <cstdint>
#include <cstring>
#include <iterator>

#if defined(__x86_64__)
#define KARST_HAS_AVX2 1
#endif

namespace karst {

static_assert(std::endian::native == std::endian::little);

constexpr std::size_t kBlockBytes = 32;
using ByteBlock = std::uint8_t __attribute__((vector_size(kBlockBytes)));

#ifdef KARST_HAS_AVX2
inline bool has_avx2() {
    static const bool kHas = __builtin_cpu_supports("avx2") != 0;
    return kHas;
}
#endif

// Blocks are passed by reference: by value the compilers warn that their calling convention depends on the instruction set.
[[gnu::always_inline]] inline void load_block(ByteBlock& block, const char* from) {
    std::memcpy(&block, from, kBlockBytes);
}

[[gnu::always_inline]] inline void fill_block(ByteBlock& block, char c) {
    block = ByteBlock{} + static_cast<std::uint8_t>(c);
}

/// What a comparison of blocks gives: all ones where it holds, all zeros elsewhere.
using BlockMask = std::int8_t __attribute__((vector_size(kBlockBytes)));

/// True when a comparison holds at any place.
[[gnu::always_inline]] inline bool any_set(const BlockMask& mask) {
    using Words = std::uint64_t __attribute__((vector_size(kBlockBytes)));
    const auto words = reinterpret_cast<Words>(mask);
    return (words[0] | words[1] | words[2] | words[3]) != 0;
}

/// The first place in `masks`, one after the other, at which the comparison holds and `accept(place)` is true too; their size
/// when there is none.
template <std::size_t kMasks, class Accept>
std::size_t first_set(const BlockMask (&masks)[kMasks], Accept accept) {
    constexpr std::size_t kWord = sizeof(std::uint64_t);
    std::uint64_t words[kMasks * kBlockBytes / kWord];
    std::memcpy(words, &masks, sizeof words);
    for (std::size_t word = 0; word < std::size(words); ++word) {
        for (std::uint64_t bits = words[word]; bits != 0;) {
            const auto byte = static_cast<std::size_t>(std::countr_zero(bits)) / 8;
            const auto place = word * kWord + byte;
            if (accept(place)) {
                return place;
            }
            bits &= ~(std::uint64_t{0xFF} << (byte * 8));
        }
    }
    return sizeof masks;
}

/// Counts the places at which comparisons hold. Up to four comparisons may be added up before.
class PlaceCounter {
public:
    [[gnu::always_inline]] void add(const BlockMask& mask) {
        lanes_ -= mask;  // all ones is minus one
        if (++added_ == 31) {
            flush();
        }
    }
    [[gnu::always_inline]] std::size_t total() {
        flush();
        return total_;
    }

private:
    [[gnu::always_inline]] void flush() {
        std::int8_t lanes[kBlockBytes];
        std::memcpy(lanes, &lanes_, kBlockBytes);
        for (const auto lane : lanes) {
            total_ += static_cast<std::size_t>(lane);
        }
        lanes_ = BlockMask{};
        added_ = 0;
    }

    BlockMask lanes_{};
    unsigned added_ = 0;
    std::size_t total_ = 0;
};

/// A character in any case: (block | fold) == byte holds where it stands.
struct CaselessByte {
    CaselessByte() = default;
    [[gnu::always_inline]] explicit CaselessByte(char folded) {
        fill_block(byte, folded);
        fill_block(fold, folded >= 'a' && folded <= 'z' ? '\x20' : '\0');
    }
    ByteBlock byte{};
    ByteBlock fold{};
};

}  // namespace karst
