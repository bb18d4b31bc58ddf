// Blocks of bytes in the compilers' own vector types (SIMD). What uses them is written once, as a template of the number of
// bytes, and instantiated for what every machine of a kind has and, on x86, for AVX2 in a function of its own.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <iterator>

#if defined(__x86_64__)
#define KARST_HAS_AVX2 1
#endif

namespace karst {

static_assert(std::endian::native == std::endian::little);

#ifdef KARST_HAS_AVX2
inline bool has_avx2() {
    static const bool kHas = __builtin_cpu_supports("avx2") != 0;
    return kHas;
}
#endif

namespace detail {

template <std::size_t kSize>
struct Vectors;

template <>
struct Vectors<16> {
    using Bytes = std::uint8_t __attribute__((vector_size(16)));
    using Mask = std::int8_t __attribute__((vector_size(16)));
    using Words = std::uint64_t __attribute__((vector_size(16)));
    static constexpr Bytes kPlaces = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
    [[gnu::always_inline]] static std::uint64_t joined(const Words& words) { return words[0] | words[1]; }
};

template <>
struct Vectors<32> {
    using Bytes = std::uint8_t __attribute__((vector_size(32)));
    using Mask = std::int8_t __attribute__((vector_size(32)));
    using Words = std::uint64_t __attribute__((vector_size(32)));
    static constexpr Bytes kPlaces = {0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15,
                                      16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31};
    [[gnu::always_inline]] static std::uint64_t joined(const Words& words) { return words[0] | words[1] | words[2] | words[3]; }
};

}  // namespace detail

/// Blocks of kSize bytes. They are passed by reference: by value the compilers warn that the calling convention depends on the
/// instruction set.
template <std::size_t kSize>
struct ByteBlocks : detail::Vectors<kSize> {
    using typename detail::Vectors<kSize>::Bytes;
    using typename detail::Vectors<kSize>::Mask;  // of a comparison: all ones where it holds, all zeros elsewhere
    using typename detail::Vectors<kSize>::Words;
    static constexpr std::size_t kBytes = kSize;

    [[gnu::always_inline]] static void load(Bytes& block, const char* from) { std::memcpy(&block, from, kSize); }
    [[gnu::always_inline]] static void fill(Bytes& block, char c) { block = Bytes{} + static_cast<std::uint8_t>(c); }

    /// True when a comparison holds at any place.
    [[gnu::always_inline]] static bool any(const Mask& mask) {
        return detail::Vectors<kSize>::joined(reinterpret_cast<Words>(mask)) != 0;
    }

    /// The first place in `masks`, one after the other, at which the comparison holds and `accept(place)` is true too; the
    /// number of places when there is none.
    template <std::size_t kMasks, class Accept>
    static std::size_t first(const Mask (&masks)[kMasks], Accept accept) {
        constexpr std::size_t kWord = sizeof(std::uint64_t);
        std::uint64_t words[kMasks * kSize / kWord];
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
        return kMasks * kSize;
    }

    /// Counts the places at which comparisons hold. Up to four comparisons may be added up before.
    class Counter {
    public:
        [[gnu::always_inline]] void add(const Mask& mask) {
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
            std::int8_t lanes[kSize];
            std::memcpy(lanes, &lanes_, kSize);
            for (const auto lane : lanes) {
                total_ += static_cast<std::size_t>(lane);
            }
            lanes_ = Mask{};
            added_ = 0;
        }

        Mask lanes_{};
        unsigned added_ = 0;
        std::size_t total_ = 0;
    };

    /// A character in any case: (block | fold) == byte holds where it stands.
    struct Caseless {
        Caseless() = default;
        [[gnu::always_inline]] explicit Caseless(char folded) {
            fill(byte, folded);
            fill(fold, folded >= 'a' && folded <= 'z' ? '\x20' : '\0');
        }
        Bytes byte{};
        Bytes fold{};
    };
};

}  // namespace karst
