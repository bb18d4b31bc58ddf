#include "engine/input/event_xml.h"
#include "engine/input/input_format.h"

#include <algorithm>

namespace karst {

namespace {

constexpr std::string_view kEnd = "</Event>";
constexpr std::size_t kLongestStart = 7;  // "<Event" and the character after it

// Values hold line breaks, so events are cut at their tags. What stands between them (a declaration, <Events>, commas of a
// CSV export) is passed over.
class EventXmlReader final : public FileReader {
public:
    using FileReader::FileReader;

private:
    std::size_t cut(std::string_view text, std::size_t from, EventChunk& chunk) override {
        std::size_t at = from;
        for (;;) {
            const auto begin = find_event_start(text, at);
            if (begin == std::string_view::npos) {
                return skip_to(text, at, ended() ? text.size() : text.size() - std::min(text.size() - at, kEnd.size()));
            }
            at = skip_to(text, at, begin);
            dropping_ = false;
            const auto stop = find_text(text, kEnd, begin + searched_);
            const auto inner = find_event_start(text.substr(0, stop), begin + kLongestStart);
            if (inner != std::string_view::npos) {
                skip_event(line_, "an event that is not closed before the next one begins; skipped");
                at = count(text, begin, inner);
                searched_ = 0;
                continue;
            }
            if (stop == std::string_view::npos) {
                return unfinished(text, begin, chunk);
            }
            const auto end = stop + kEnd.size();
            chunk.events.push_back({text.substr(begin, end - begin), line_});
            at = count(text, begin, end);
            searched_ = 0;
        }
    }

    // An event that was cut off in its data still says when it was, where and what kind of event it is.
    std::size_t unfinished(std::string_view text, std::size_t begin, EventChunk& chunk) {
        if (ended() && find_text(text, "</System>", begin) != std::string_view::npos) {
            report(line_, "an event that is not complete; read as far as it goes");
            const auto end = text.find_last_not_of(" \t\r\n") + 1;
            chunk.events.push_back({text.substr(begin, end - begin), line_});
            return text.size();
        }
        if (ended()) {
            skip_event(line_, "an event that is not complete; skipped");
            return text.size();
        }
        const auto size = text.size() - begin;
        searched_ = size - std::min(size, kEnd.size());
        return begin;
    }

    // The rest of an event whose beginning is not there is a broken event too.
    std::size_t skip_to(std::string_view text, std::size_t from, std::size_t to) {
        const auto between = text.substr(from, to - from);
        if (between.size() >= kEnd.size() && !dropping_ && find_text(between, kEnd, 0) != std::string_view::npos) {
            skip_event(line_, "the end of an event that has no beginning; skipped");
        }
        return count(text, from, to);
    }

    std::size_t count(std::string_view text, std::size_t from, std::size_t to) {
        line_ += count_lines(text.substr(from, to - from));
        return to;
    }

    void drop(std::string_view unfinished) override {
        line_ += count_lines(unfinished);
        searched_ = 0;
        dropping_ = true;
    }

    std::size_t searched_ = 0;  // of an unfinished event: bytes in which its end was looked for
    bool dropping_ = false;     // the rest of an event that was too large is being passed over
};

}  // namespace

std::unique_ptr<EventReader> open_event_xml(const InputFormat& format, ReaderParts parts) {
    return std::make_unique<EventXmlReader>(format, std::move(parts));
}

}  // namespace karst
