#include "engine/input/input_format.h"

#include <cstring>

namespace karst {

namespace {

class LineReader final : public FileReader {
public:
    using FileReader::FileReader;

private:
    std::size_t cut(std::string_view text, std::size_t from, EventChunk& chunk) override {
        const char* at = text.data() + from;
        const char* const end = text.data() + text.size();
        while (at < end) {
            const auto* newline = static_cast<const char*>(std::memchr(at, '\n', static_cast<std::size_t>(end - at)));
            if (newline == nullptr && !ended()) {
                break;
            }
            const char* stop = newline == nullptr ? end : newline;
            add({at, static_cast<std::size_t>(stop - at)}, chunk);
            at = newline == nullptr ? end : newline + 1;
        }
        return static_cast<std::size_t>(at - text.data());
    }

    void drop(std::string_view) override { overlong_ = true; }

    void add(std::string_view line, EventChunk& chunk) {
        if (!line.empty() && line.back() == '\r') {
            line.remove_suffix(1);
        }
        if (overlong_) {
            overlong_ = false;
        } else if (!without_blanks(line).empty()) {
            chunk.events.push_back({line, line_});
        }
        ++line_;
    }

    bool overlong_ = false;
};

}  // namespace

std::unique_ptr<EventReader> open_lines(const InputFormat& format, ReaderParts parts) {
    return std::make_unique<LineReader>(format, std::move(parts));
}

}  // namespace karst
