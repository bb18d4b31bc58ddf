// Events of several lines, each from a line that is known as the first to the next such line.

#include "base/ascii.h"
#include "base/text_lines.h"
#include "engine/input/input_format.h"
#include "engine/input/timestamp.h"
#include "engine/text/shape.h"

#include <algorithm>

namespace karst {

namespace {

constexpr std::string_view kDateLine = "00/00/0000 00:00:00 aa";
constexpr std::size_t kTimeLookahead = 128;  // props.conf, MAX_TIMESTAMP_LOOKAHEAD
constexpr std::uint64_t kMaxLines = 256;     // props.conf, MAX_EVENTS

bool has_time(std::string_view line) {
    return find_timestamp(line.substr(0, kTimeLookahead), TimeZone(), 0).has_value();
}

struct BlockRules {
    bool (*begins)(std::string_view line);
    std::uint64_t max_lines;  // 0: any number
};

class BlockReader final : public FileReader {
public:
    BlockReader(const InputFormat& format, ReaderParts parts, const BlockRules& rules)
        : FileReader(format, std::move(parts)), rules_(rules) {}

private:
    std::size_t cut(std::string_view text, std::size_t from, EventBatch& chunk) override {
        std::size_t begin = from;
        std::uint64_t begin_line = line_;
        std::size_t at = from + searched_;
        std::uint64_t line = line_ + searched_lines_;
        while (at < text.size()) {
            const auto end = text.find('\n', at);
            if (end == std::string_view::npos && !ended()) {
                break;
            }
            const bool full = rules_.max_lines > 0 && line - begin_line >= rules_.max_lines;
            if (at > begin && (full || rules_.begins(text.substr(at, end == std::string_view::npos ? end : end - at)))) {
                add(text.substr(begin, at - begin), begin_line, chunk);
                begin = at;
                begin_line = line;
            }
            at = end == std::string_view::npos ? text.size() : end + 1;
            ++line;
        }
        line_ = begin_line;
        if (ended()) {
            add(text.substr(begin), begin_line, chunk);
            return text.size();
        }
        searched_ = at - begin;
        searched_lines_ = line - begin_line;
        return begin;
    }

    void add(std::string_view text, std::uint64_t line, EventBatch& chunk) {
        searched_ = 0;
        searched_lines_ = 0;
        while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) {
            text.remove_suffix(1);
        }
        if (!dropping_ && !trimmed(text).empty()) {
            chunk.events.push_back({text, line});
        }
        dropping_ = false;
    }

    void drop(std::string_view unfinished) override {
        line_ += count_lines(unfinished);
        searched_ = 0;
        searched_lines_ = 0;
        dropping_ = true;
    }

    BlockRules rules_;
    std::size_t searched_ = 0;  // of an unfinished event: bytes, and lines in them, that were looked at
    std::uint64_t searched_lines_ = 0;
    bool dropping_ = false;  // the rest of an event that was too large is being passed over
};

}  // namespace

bool is_event_date(std::string_view line) {
    line = trimmed(line);
    return line.size() == kDateLine.size() && has_shape(line, kDateLine);
}

std::unique_ptr<EventReader> open_event_text(const InputFormat& format, ReaderParts parts) {
    return std::make_unique<BlockReader>(format, std::move(parts), BlockRules{is_event_date, 0});
}

std::unique_ptr<EventReader> open_dated_text(const InputFormat& format, ReaderParts parts) {
    return std::make_unique<BlockReader>(format, std::move(parts), BlockRules{has_time, kMaxLines});
}

}  // namespace karst
