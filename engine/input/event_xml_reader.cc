#include "engine/input/event_xml.h"
#include "engine/input/input_format.h"

#include <algorithm>

namespace karst {

namespace {

// Values hold line breaks, so events are cut at their tags. What stands between them (a declaration, <Events>, commas of a
// CSV export) is passed over.
class EventXmlReader final : public FileReader {
public:
    using FileReader::FileReader;

private:
    std::size_t cut(std::string_view text, std::size_t from, EventChunk& chunk) override {
        std::size_t at = from;
        for (;;) {
            const auto mark = next_event_mark(text, at);
            if (mark.kind == EventMark::Kind::None) {
                // The last bytes may be the beginning of a tag.
                const auto kept = ended() ? 0 : std::min(text.size() - at, EventMark::kEndTag.size());
                return count(text, at, text.size() - kept);
            }
            at = count(text, at, mark.at);
            if (mark.kind == EventMark::Kind::Start) {
                dropping_ = false;
                if (!cut_event(text, at, chunk)) {
                    return unfinished(text, at, chunk);
                }
                continue;
            }
            if (!dropping_) {
                skip_event(line_, "the end of an event that has no beginning; skipped");
            }
            dropping_ = false;
            at += EventMark::kEndTag.size();
        }
    }

    // Cuts the event that begins at `at`, which is then where the next one is looked for. False when its end is not there.
    bool cut_event(std::string_view text, std::size_t& at, EventChunk& chunk) {
        const auto mark = next_event_mark(text, at + std::max(searched_, EventMark::kStartBytes - 1));
        if (mark.kind == EventMark::Kind::None) {
            return false;
        }
        searched_ = 0;
        if (mark.kind == EventMark::Kind::Start) {
            skip_event(line_, "an event that is not closed before the next one begins; skipped");
            at = count(text, at, mark.at);
            return true;
        }
        const auto end = mark.at + EventMark::kEndTag.size();
        chunk.events.push_back({text.substr(at, end - at), line_});
        at = count(text, at, end);
        return true;
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
        searched_ = size - std::min(size, EventMark::kEndTag.size());
        return begin;
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
