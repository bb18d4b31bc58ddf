#include "base/ascii.h"
#include "engine/input/input_format.h"
#include "engine/input/line_prefilter.h"

#include <cstring>

namespace karst {

namespace {

class LineReader final : public FileReader {
public:
    using FileReader::FileReader;

    void filter_lines(std::shared_ptr<const LinePrefilter> filter) override { filter_ = std::move(filter); }

private:
    std::size_t cut(std::string_view text, std::size_t from, EventBatch& chunk) override {
        const char* at = text.data() + from;
        const char* const end = text.data() + text.size();
        while (at < end) {
            if (filter_ && !overlong_) {
                at += pass(text, static_cast<std::size_t>(at - text.data()));
                if (at == end) {
                    break;
                }
            }
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

    // Gives the number of bytes passed over. A filter that stops at every other line costs more than it saves. Large files are
    // read in parts, each of which tries the filter again.
    std::size_t pass(std::string_view text, std::size_t from) {
        constexpr std::uint64_t kTrial = 64;
        const auto passed = filter_->pass(text, from);
        passed_ += passed.lines;
        line_ += passed.lines;
        if (++stops_ > kTrial && passed_ < stops_) {
            filter_.reset();
        }
        return passed.end - from;
    }

    void add(std::string_view line, EventBatch& chunk) {
        if (!line.empty() && line.back() == '\r') {
            line.remove_suffix(1);
        }
        if (overlong_) {
            overlong_ = false;
        } else if (!trimmed(line).empty()) {
            chunk.events.push_back({line, line_});
        }
        ++line_;
    }

    bool overlong_ = false;
    std::shared_ptr<const LinePrefilter> filter_;
    std::uint64_t stops_ = 0;
};

}  // namespace

std::unique_ptr<EventReader> open_lines(const InputFormat& format, ReaderParts parts) {
    return std::make_unique<LineReader>(format, std::move(parts));
}

}  // namespace karst
