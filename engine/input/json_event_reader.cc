#include "engine/input/input_format.h"
#include "engine/input/json_splitter.h"

namespace karst {

namespace {

class JsonEventReader final : public FileReader {
public:
    using FileReader::FileReader;

private:
    std::size_t cut(std::string_view text, std::size_t from, EventChunk& chunk) override {
        found_.clear();
        const auto kept = splitter_.scan(text, from, found_);
        std::size_t counted = from;
        for (const auto& event : found_) {
            line_ += count_lines(text.substr(counted, event.begin - counted));
            counted = event.begin;
            chunk.events.push_back({text.substr(event.begin, event.end - event.begin), line_});
        }
        line_ += count_lines(text.substr(counted, kept - counted));
        if (ended() && !without_blanks(text.substr(kept)).empty()) {
            skip_event(line_, "a JSON document that is not complete; skipped");
            return text.size();
        }
        return kept;
    }

    void drop(std::string_view unfinished) override {
        splitter_.drop();
        // What was seen of it is not needed to find its end.
        line_ += count_lines(unfinished);
        splitter_.forget_seen();
    }

    JsonSplitter splitter_;
    std::vector<JsonSplitter::Found> found_;
};

}  // namespace

std::unique_ptr<EventReader> open_json(const InputFormat& format, ReaderParts parts) {
    return std::make_unique<JsonEventReader>(format, std::move(parts));
}

}  // namespace karst
