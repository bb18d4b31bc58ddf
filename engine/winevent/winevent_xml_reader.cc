#include "base/ascii.h"
#include "base/text_lines.h"
#include "engine/input/input_format.h"
#include "engine/winevent/winevent_readers.h"
#include "engine/winevent/winevent_xml.h"

#include <algorithm>

namespace karst {

namespace {

// Values hold line breaks, so events are cut at their tags. What stands between them (a declaration, <Events>, commas of a
// CSV export) is passed over.
class WineventXmlReader final : public FileReader {
public:
    using FileReader::FileReader;

private:
    std::size_t cut(std::string_view text, std::size_t from, EventBatch& chunk) override {
        std::size_t at = from;
        for (;;) {
            const auto mark = next_event_mark(text, at);
            if (mark.kind == EventMark::Kind::None) {
                // The last bytes may be the beginning of a tag.
                const auto kept = ended() ? 0 : std::min(text.size() - at, EventMark::kEndTag.size());
                line_ += mark.newlines - count_lines(text.substr(text.size() - kept));
                return text.size() - kept;
            }
            line_ += mark.newlines;
            at = mark.at;
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
    bool cut_event(std::string_view text, std::size_t& at, EventBatch& chunk) {
        const auto mark = next_event_mark(text, at + std::max(searched_, EventMark::kStartBytes - 1));
        searched_lines_ += mark.newlines;
        if (mark.kind == EventMark::Kind::None) {
            return false;
        }
        auto next = mark.at;
        if (mark.kind == EventMark::Kind::Start) {
            skip_event(line_, "an event that is not closed before the next one begins; skipped");
        } else {
            next += EventMark::kEndTag.size();
            chunk.events.push_back({text.substr(at, next - at), line_});
        }
        line_ += searched_lines_;
        searched_ = searched_lines_ = 0;
        at = next;
        return true;
    }

    // An event that was cut off in its data still says when it was, where and what kind of event it is.
    void end_unfinished(std::string_view text, std::size_t begin, EventBatch& chunk) {
        if (others_follow()) {
            skip_event(line_, "an event that is not closed before the next one begins; skipped");
        } else if (find_text(text, "</System>", begin) == std::string_view::npos) {
            skip_event(line_, "an event that is not complete; skipped");
        } else {
            report(line_, "an event that is not complete; read as far as it goes");
            const auto end = text.find_last_not_of(kBlanks) + 1;
            chunk.events.push_back({text.substr(begin, end - begin), line_});
        }
    }

    std::size_t unfinished(std::string_view text, std::size_t begin, EventBatch& chunk) {
        if (ended()) {
            end_unfinished(text, begin, chunk);
            line_ += count_lines(text.substr(begin));
            return text.size();
        }
        const auto size = text.size() - begin;
        const auto again = std::min(size, EventMark::kEndTag.size());
        searched_ = size - again;
        searched_lines_ -= std::min(count_lines(text.substr(text.size() - again)), searched_lines_);
        return begin;
    }

    void drop(std::string_view unfinished) override {
        line_ += count_lines(unfinished);
        searched_ = searched_lines_ = 0;
        dropping_ = true;
    }

    // Of an unfinished event: the bytes in which its end was looked for, and the line ends in them.
    std::size_t searched_ = 0;
    std::uint64_t searched_lines_ = 0;
    bool dropping_ = false;  // the rest of an event that was too large is being passed over
};

}  // namespace

std::unique_ptr<EventReader> open_winevent_xml(const InputFormat& format, ReaderParts parts) {
    return std::make_unique<WineventXmlReader>(format, std::move(parts));
}

}  // namespace karst
