#include "engine/stream/line_range.h"
#include "engine/stream/input_error.h"

#include "engine/stream/utf16_stream.h"

#include <array>
#include <cstring>
#include <string_view>

namespace karst {

namespace {

class LineRangeStream final : public ByteStream {
public:
    LineRangeStream(const ByteSource& source, LineRange range) : end_(range.end), position_(range.begin) {
        if (range.begin > 0) {
            find_first_line(source);
        }
        if (!done_) {
            bytes_ = source.open(position_);
        }
    }

    std::size_t read(char* buffer, std::size_t size) override {
        const auto got = done_ ? 0 : bytes_->read(buffer, size);
        if (position_ + got >= end_) {
            // The newline at or behind the last byte of the range ends the last line that begins in it.
            const auto from = end_ - 1 > position_ ? static_cast<std::size_t>(end_ - 1 - position_) : 0;
            if (const auto* newline = find_newline(buffer, from, got)) {
                done_ = true;
                return static_cast<std::size_t>(newline - buffer) + 1;
            }
        }
        position_ += got;
        return got;
    }

private:
    static const char* find_newline(const char* buffer, std::size_t from, std::size_t size) {
        return from < size ? static_cast<const char*>(std::memchr(buffer + from, '\n', size - from)) : nullptr;
    }

    // The byte before the range may be the newline that makes a line begin with the range.
    void find_first_line(const ByteSource& source) {
        const auto bytes = source.open(--position_);
        std::array<char, 4096> piece{};
        while (position_ < end_) {
            const auto got = bytes->read(piece.data(), piece.size());
            const auto* newline = find_newline(piece.data(), 0, got);
            if (got == 0 || newline != nullptr) {
                position_ += newline == nullptr ? 0 : static_cast<std::uint64_t>(newline - piece.data()) + 1;
                done_ = got == 0 || position_ >= end_;
                return;
            }
            position_ += got;
        }
        done_ = true;
    }

    std::unique_ptr<ByteStream> bytes_;
    std::uint64_t end_;
    std::uint64_t position_;
    bool done_ = false;
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

std::unique_ptr<ByteStream> open_line_range(const ByteSource& source, LineRange range) {
    return std::make_unique<LineRangeStream>(source, range);
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
