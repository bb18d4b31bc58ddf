#include "engine/stream/line_range.h"
#include "engine/stream/input_error.h"

#include "engine/stream/utf16_stream.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

namespace karst {

namespace {

class OpenFile {
public:
    explicit OpenFile(const std::string& path) : number_(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {}
    ~OpenFile() {
        if (number_ >= 0) {
            ::close(number_);
        }
    }
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;

    int number() const { return number_; }
    /// As pread() gives it; interruptions are none.
    ssize_t read_at(std::uint64_t position, char* buffer, std::size_t size) const {
        ssize_t got = -1;
        do {
            got = ::pread(number_, buffer, size, static_cast<off_t>(position));
        } while (got < 0 && errno == EINTR);
        return got;
    }

private:
    int number_;
};

class LineRangeStream final : public ByteStream {
public:
    LineRangeStream(std::string path, LineRange range)
        : path_(std::move(path)), file_(path_), end_(range.end), position_(range.begin) {
        if (file_.number() < 0) {
            fail("");
        }
        if (range.begin > 0) {
            find_first_line();
        }
    }

    std::size_t read(char* buffer, std::size_t size) override {
        const auto got = done_ ? 0 : read_some(buffer, size);
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
    void find_first_line() {
        std::array<char, 4096> piece{};
        for (--position_; position_ < end_;) {
            const auto got = read_some(piece.data(), piece.size());
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

    std::size_t read_some(char* buffer, std::size_t size) const {
        const auto got = file_.read_at(position_, buffer, size);
        if (got < 0) {
            fail("cannot be read: ");
        }
        return static_cast<std::size_t>(got);
    }

    [[noreturn]] void fail(const char* what) const { throw InputError(path_ + ": " + what + std::strerror(errno)); }

    std::string path_;
    OpenFile file_;
    std::uint64_t end_;
    std::uint64_t position_;
    bool done_ = false;
};

}  // namespace

std::unique_ptr<ByteStream> open_line_range(const std::string& path, LineRange range) {
    return std::make_unique<LineRangeStream>(path, range);
}

std::uint64_t divisible_size(const std::string& path) {
    struct stat status {};
    if (path == "-" || ::stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) {
        return 0;
    }
    const OpenFile file(path);
    std::array<char, 4> head{};
    const bool readable = file.number() >= 0 && file.read_at(0, head.data(), head.size()) == static_cast<ssize_t>(head.size());
    const std::string_view begin(head.data(), head.size());
    return readable && !is_compressed(begin) && !begins_utf16(begin) ? static_cast<std::uint64_t>(status.st_size) : 0;
}

}  // namespace karst
