// A run of whole lines of a plain text as a stream of its own, so that workers can share one file. The lines that begin in a
// range of bytes belong to it; ranges without gaps between them have every line once.
#pragma once

#include "engine/stream/byte_source.h"
#include "engine/stream/input_error.h"

#include <cstdint>
#include <memory>

namespace karst {

struct LineRange {
    static constexpr std::uint64_t kToTheEnd = static_cast<std::uint64_t>(-1);

    std::uint64_t begin = 0;
    std::uint64_t end = kToTheEnd;

    bool is_whole() const { return begin == 0 && end == kToTheEnd; }
};

/// The lines that begin within `range`, the last one up to its end. Throws InputError.
std::unique_ptr<ByteStream> open_line_range(const ByteSource& source, LineRange range);

/// The size of a source that can be read by ranges: one that can be opened anywhere and is not compressed; 0 of any other.
std::uint64_t divisible_size(const ByteSource& source);

}  // namespace karst
