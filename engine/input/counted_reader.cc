// Syslog messages as they come over TCP, each in a frame that says how many bytes it has (RFC 6587, octet counting): line ends
// may stand in messages, and need not stand between them.

#include "base/ascii.h"
#include "base/text_lines.h"
#include "engine/input/input_format.h"

#include <algorithm>
#include <optional>

namespace karst {

namespace {

constexpr std::size_t kMaxDigits = 9;

std::size_t digits_at(std::string_view text, std::size_t from) {
    auto at = from;
    while (at < text.size() && is_digit(text[at])) {
        ++at;
    }
    return at - from;
}

struct Frame {
    std::size_t begin = 0;  // of the message
    std::size_t size = 0;
};

// "34 <" at `at`: what a frame begins with, the priority of its message included.
std::optional<Frame> frame_at(std::string_view text, std::size_t at) {
    const auto digits = digits_at(text, at);
    if (digits == 0 || digits > kMaxDigits || text[at] == '0' || text.substr(at + digits, 2) != " <") {
        return std::nullopt;
    }
    return Frame{at + digits + 1, std::stoul(std::string(text.substr(at, digits)))};
}

std::size_t skip_line_ends(std::string_view text, std::size_t at) {
    return std::min(text.find_first_not_of("\r\n", at), text.size());
}

class CountedReader final : public FileReader {
public:
    using FileReader::FileReader;

private:
    std::size_t cut(std::string_view text, std::size_t from, EventBatch& chunk) override {
        auto at = pass_dropped(text, from);
        while (at < text.size()) {
            const auto begin = skip_line_ends(text, at);
            line_ += count_lines(text.substr(at, begin - at));
            at = begin;
            const auto frame = frame_at(text, at);
            if (!frame) {
                const auto end = text.find('\n', at);
                if (!ended() && (end == std::string_view::npos || text.size() - at < kMaxDigits + 2)) {
                    return at;
                }
                if (at < text.size()) {
                    skip_event(line_, "no message with the number of its bytes before it; skipped");
                }
                at = std::min(end, text.size());
                continue;
            }
            if (text.size() - frame->begin < frame->size && !ended()) {
                return at;
            }
            const auto message = text.substr(frame->begin, frame->size);
            if (const auto event = trimmed(message); !event.empty()) {
                chunk.events.push_back({event, line_});
            }
            line_ += count_lines(message);
            at = frame->begin + message.size();
        }
        return at;
    }

    void drop(std::string_view unfinished) override {
        const auto frame = frame_at(unfinished, 0);
        dropped_ = frame ? frame->begin + frame->size - unfinished.size() : 0;
        line_ += count_lines(unfinished);
    }

    // The rest of a message that was too large.
    std::size_t pass_dropped(std::string_view text, std::size_t from) {
        const auto passed = std::min(dropped_, text.size() - from);
        line_ += count_lines(text.substr(from, passed));
        dropped_ -= passed;
        return from + passed;
    }

    std::size_t dropped_ = 0;
};

}  // namespace

bool begins_with_counted(std::string_view head) {
    const auto frame = frame_at(head, 0);
    if (!frame || digits_at(head, frame->begin + 1) == 0) {
        return false;
    }
    if (head.size() - frame->begin <= frame->size) {
        return head.find('\n') == std::string_view::npos || head.size() - frame->begin == frame->size;
    }
    const auto next = skip_line_ends(head, frame->begin + frame->size);
    return next == head.size() || frame_at(head, next).has_value();
}

std::unique_ptr<EventReader> open_counted(const InputFormat& format, ReaderParts parts) {
    return std::make_unique<CountedReader>(format, std::move(parts));
}

}  // namespace karst
