// Event files as a stream of raw events: the text of each event as it stands, cut out of the input without parsing it.
#pragma once

#include "base/read_padding.h"
#include "engine/stream/input_error.h"
#include "engine/stream/line_range.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace karst {

class LinePrefilter;
class BufferPool;

struct RawEvent {
    std::string_view text;
    std::uint64_t line = 0;  // of the file, from 1, where the event begins
};

struct TableColumns;

/// How the events stand in a document of search results as Splunk exports it: each result an object, or an array whose values
/// are in the order of `columns`. None: they are not of one.
enum class ResultForm { None, Objects, Rows };

/// A piece of input. The events point into `buffer`, which can be read kReadPadding bytes past the end of any event.
struct EventBatch {
    std::shared_ptr<const void> buffer;
    std::vector<RawEvent> events;
    std::shared_ptr<const TableColumns> columns;  // of the events, when they are rows of a table (engine/input/table.h)
    ResultForm results = ResultForm::None;
};

/// A format of event files (engine/input/input_format.h).
struct InputFormat;

struct ReadOptions {
    const InputFormat* format = nullptr;  // null: by content
    // Where the content does not say: the format of a file that begins with a line, or with some lines; null: one event a line.
    std::function<const InputFormat*(std::string_view line)> fallback;
    std::size_t event_bytes = 16 << 20;   // a larger event is a problem
    LineRange lines;                      // of a plain file that can be divided (is_divisible), with `format` given
    std::shared_ptr<BufferPool> buffers;  // where readers one after the other have their memory from; null: each its own
};

class EventReader {
public:
    explicit EventReader(const InputFormat& format) : format_(&format) {}
    virtual ~EventReader() = default;

    /// The next events. False at the end (the chunk is empty then).
    virtual bool next(EventBatch& chunk) = 0;

    const InputFormat& format() const { return *format_; }
    std::uint64_t bytes() const { return bytes_; }      // read so far, decompressed
    std::uint64_t skipped() const { return skipped_; }  // broken events so far
    std::uint64_t lines() const { return lines_; }      // that were read so far

    /// From now on, events that the filter passes over need not be given out. Readers of lines do so while it saves work.
    /// (A reader that does keeps it.)
    // NOLINTNEXTLINE(performance-unnecessary-value-param)
    virtual void filter_lines(std::shared_ptr<const LinePrefilter> /*filter*/) {}
    std::uint64_t passed() const { return passed_; }  // events passed over so far

protected:
    std::uint64_t bytes_ = 0;
    std::uint64_t skipped_ = 0;
    std::uint64_t lines_ = 0;
    std::uint64_t passed_ = 0;

private:
    const InputFormat* format_;
};

}  // namespace karst
