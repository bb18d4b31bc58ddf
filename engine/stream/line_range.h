// A run of whole events of a plain text as a stream of its own, so that workers can share one file. The events that begin in a
// range of bytes belong to it; ranges without gaps between them have every event once.
#pragma once

#include "engine/stream/byte_source.h"
#include "engine/stream/input_error.h"

#include <cstdint>
#include <memory>
#include <string_view>

namespace karst {

struct LineRange {
    static constexpr std::uint64_t kToTheEnd = static_cast<std::uint64_t>(-1);

    std::uint64_t begin = 0;
    std::uint64_t end = kToTheEnd;

    bool is_whole() const { return begin == 0 && end == kToTheEnd; }
};

/// True of a line at which an event begins, by its first kLineStart bytes; null: of every line.
using BeginsEvent = bool (*)(std::string_view line);
constexpr std::size_t kLineStart = 64;

/// The range with its borders moved to the next lines at which events begin; its end is kToTheEnd when none follows. Throws
/// InputError.
LineRange range_of_events(const ByteSource& source, LineRange range, BeginsEvent begins_event);

/// The bytes of a range. Throws InputError.
std::unique_ptr<ByteStream> open_range(const ByteSource& source, LineRange range);

/// The size of a source that can be read by ranges: one that can be opened anywhere and is not compressed; 0 of any other.
std::uint64_t divisible_size(const ByteSource& source);

}  // namespace karst
