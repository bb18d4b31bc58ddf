#include "engine/stream/line_range.h"
#include "engine/stream/input_error.h"

#include "engine/stream/utf16_stream.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace karst {

namespace {

class RangeStream final : public ByteStream {
public:
    RangeStream(const ByteSource& source, LineRange range) : left_(range.end - range.begin) {
        if (left_ > 0) {
            bytes_ = source.open(range.begin);
        }
    }

    std::size_t read(char* buffer, std::size_t size) override {
        const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(size, left_));
        const auto got = wanted == 0 ? 0 : bytes_->read(buffer, wanted);
        left_ -= got;
        return got;
    }

private:
    std::unique_ptr<ByteStream> bytes_;
    std::uint64_t left_;
};

// Looks for the first line at or behind some place at which an event begins.
class BorderSearch {
public:
    // The byte before `from` may be the newline that makes a line begin there.
    BorderSearch(const ByteSource& source, std::uint64_t from) : base_(from - 1), bytes_(source.open(from - 1)) {}

    // `limit` when there is none before it.
    std::uint64_t find(std::uint64_t limit, BeginsEvent begins_event) {
        while (next_line()) {
            if (base_ >= limit) {
                break;
            }
            if (begins_event == nullptr) {
                return base_;
            }
            while (window_.size() < kLineStart && read_more()) {
            }
            if (begins_event(std::string_view(window_).substr(0, kLineStart))) {
                return base_;
            }
        }
        return limit;
    }

private:
    // Makes the window begin behind the next newline.
    bool next_line() {
        for (;;) {
            const auto newline = window_.find('\n');
            if (newline != std::string::npos) {
                pass_over(newline + 1);
                return !window_.empty() || read_more();
            }
            pass_over(window_.size());
            if (!read_more()) {
                return false;
            }
        }
    }

    void pass_over(std::size_t bytes) {
        base_ += bytes;
        window_.erase(0, bytes);
    }

    bool read_more() {
        constexpr std::size_t kPiece = 4096;
        const auto had = window_.size();
        window_.resize(had + kPiece);
        window_.resize(had + bytes_->read(window_.data() + had, kPiece));
        return window_.size() > had;
    }

    std::uint64_t base_;  // where the window begins
    std::string window_;
    std::unique_ptr<ByteStream> bytes_;
};

// The first bytes, as many as say what a source is; fewer when it ends before.
std::string_view read_head(const ByteSource& source, std::array<char, 4>& head) {
    const auto bytes = source.open();
    std::size_t size = 0;
    while (size < head.size()) {
        const auto got = bytes->read(head.data() + size, head.size() - size);
        if (got == 0) {
            break;
        }
        size += got;
    }
    return {head.data(), size};
}

}  // namespace

LineRange range_of_events(const ByteSource& source, LineRange range, BeginsEvent begins_event) {
    if (range.begin > 0) {
        range.begin = BorderSearch(source, range.begin).find(range.end, begins_event);
    }
    if (range.begin != range.end && range.end != LineRange::kToTheEnd) {
        range.end = BorderSearch(source, range.end).find(LineRange::kToTheEnd, begins_event);
    }
    return range;
}

std::unique_ptr<ByteStream> open_range(const ByteSource& source, LineRange range) {
    return std::make_unique<RangeStream>(source, range);
}

std::uint64_t divisible_size(const ByteSource& source) {
    const auto size = source.size();
    if (size == 0) {
        return 0;
    }
    try {
        std::array<char, 4> head{};
        const auto begin = read_head(source, head);
        return begin.size() == head.size() && !is_compressed(begin) && !begins_utf16(begin) ? size : 0;
    } catch (const InputError&) {
        return 0;  // whoever reads it says why
    }
}

}  // namespace karst
