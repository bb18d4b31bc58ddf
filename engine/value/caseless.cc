#include "engine/value/caseless.h"

#include "engine/value/simd_bytes.h"

#include <algorithm>

namespace karst {

namespace {

// Compares the first and the last character of what is looked for at many places at once; only where both fit is the rest
// compared.
template <class Blocks>
[[gnu::always_inline]] inline std::size_t find_in_blocks(std::string_view text, std::string_view folded, std::size_t from) {
    const char* const bytes = text.data();
    const std::size_t last = folded.size() - 1;
    const typename Blocks::Caseless begins(folded.front());
    const typename Blocks::Caseless ends(folded.back());
    std::size_t at = from;
    for (; at + last + Blocks::kBytes <= text.size(); at += Blocks::kBytes) {
        typename Blocks::Bytes here;
        typename Blocks::Bytes there;
        Blocks::load(here, bytes + at);
        Blocks::load(there, bytes + at + last);
        const typename Blocks::Mask hits[1] = {((here | begins.fold) == begins.byte) & ((there | ends.fold) == ends.byte)};
        if (Blocks::any(hits[0])) {
            const auto place = Blocks::first(hits, [&](std::size_t offset) {
                return equal_folded({bytes + at + offset, folded.size()}, folded);
            });
            if (place != Blocks::kBytes) {
                return at + place;
            }
        }
    }
    for (; at + folded.size() <= text.size(); ++at) {
        if (fold_case(bytes[at]) == folded.front() && equal_folded({bytes + at, folded.size()}, folded)) {
            return at;
        }
    }
    return std::string_view::npos;
}

#ifdef KARST_HAS_AVX2
[[gnu::target("avx2")]] std::size_t find_with_avx2(std::string_view text, std::string_view folded, std::size_t from) {
    return find_in_blocks<ByteBlocks<32>>(text, folded, from);
}
#endif

}  // namespace

std::size_t find_caseless(std::string_view text, std::string_view folded, std::size_t from) {
    if (from > text.size()) {
        return std::string_view::npos;
    }
    if (folded.empty()) {
        return from;
    }
#ifdef KARST_HAS_AVX2
    if (has_avx2()) {
        return find_with_avx2(text, folded, from);
    }
#endif
    return find_in_blocks<ByteBlocks<16>>(text, folded, from);
}

}  // namespace karst
