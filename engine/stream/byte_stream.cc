#include "engine/stream/byte_stream.h"
#include "engine/stream/input_error.h"

#include "engine/stream/utf16_stream.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include <cerrno>
#include <cstring>
#include <vector>

namespace karst {

namespace {

constexpr std::string_view kGzip = "\x1f\x8b";
constexpr std::string_view kZstd = "\x28\xb5\x2f\xfd";

// A descriptor to read on from. Standard input that is a file is read by position, so that whoever opens it next (a search with
// subsearches reads its events several times) finds it as it was.
class Descriptor {
public:
    explicit Descriptor(int number)
        : number_(number), position_(number == STDIN_FILENO ? ::lseek(number, 0, SEEK_CUR) : off_t{-1}) {}

    /// What read() gives; interruptions are none.
    ssize_t read(char* buffer, std::size_t size) {
        for (;;) {
            const auto got = position_ < 0 ? ::read(number_, buffer, size) : ::pread(number_, buffer, size, position_);
            if (got >= 0 && position_ >= 0) {
                position_ += got;
            }
            if (got >= 0 || errno != EINTR) {
                return got;
            }
        }
    }
    void close() const {
        if (number_ > STDIN_FILENO) {
            ::close(number_);
        }
    }

private:
    int number_;
    off_t position_;
};

class PlainStream final : public ByteStream {
public:
    PlainStream(std::string path, Descriptor descriptor, std::string head)
        : path_(std::move(path)), descriptor_(descriptor), head_(std::move(head)) {}
    ~PlainStream() override { descriptor_.close(); }
    PlainStream(const PlainStream&) = delete;
    PlainStream& operator=(const PlainStream&) = delete;

    std::size_t read(char* buffer, std::size_t size) override {
        const auto taken = std::min(size, head_.size());
        std::memcpy(buffer, head_.data(), taken);
        head_.erase(0, taken);
        if (taken == size) {
            return taken;
        }
        const auto got = descriptor_.read(buffer + taken, size - taken);
        if (got < 0) {
            throw InputError(path_ + ": cannot be read: " + std::strerror(errno));
        }
        return taken + static_cast<std::size_t>(got);
    }

private:
    std::string path_;
    Descriptor descriptor_;
    std::string head_;  // bytes that were looked at to recognise the format
};

// gzip, of one or several members.
class GzipStream final : public ByteStream {
public:
    GzipStream(std::string path, std::unique_ptr<ByteStream> inner)
        : path_(std::move(path)), inner_(std::move(inner)), in_(kReadBytes) {
        if (inflateInit2(&state_, 15 + 16) != Z_OK) {
            throw InputError(path_ + ": gzip cannot be set up");
        }
    }
    ~GzipStream() override { inflateEnd(&state_); }
    GzipStream(const GzipStream&) = delete;
    GzipStream& operator=(const GzipStream&) = delete;

    std::size_t read(char* buffer, std::size_t size) override {
        state_.next_out = reinterpret_cast<Bytef*>(buffer);
        state_.avail_out = static_cast<uInt>(size);
        while (state_.avail_out == size) {
            if (state_.avail_in == 0) {
                const auto got = inner_->read(in_.data(), in_.size());
                if (got == 0) {
                    if (inside_) {
                        throw InputError(path_ + ": the gzip data end early");
                    }
                    return 0;
                }
                state_.next_in = reinterpret_cast<Bytef*>(in_.data());
                state_.avail_in = static_cast<uInt>(got);
            }
            inside_ = true;
            const int result = inflate(&state_, Z_NO_FLUSH);
            if (result == Z_STREAM_END) {
                inside_ = false;
                inflateReset(&state_);
            } else if (result != Z_OK && result != Z_BUF_ERROR) {
                throw InputError(path_ + ": the gzip data are broken");
            }
        }
        return size - state_.avail_out;
    }

private:
    std::string path_;
    std::unique_ptr<ByteStream> inner_;
    std::vector<char> in_;
    z_stream state_{};
    bool inside_ = false;
};

class ZstdStream final : public ByteStream {
public:
    ZstdStream(std::string path, std::unique_ptr<ByteStream> inner)
        : path_(std::move(path)), inner_(std::move(inner)), state_(ZSTD_createDStream(), ZSTD_freeDStream), in_(kReadBytes) {
        // A frame may ask for a window of any size; 128 MiB is what the zstd tool takes without being told.
        ZSTD_DCtx_setParameter(state_.get(), ZSTD_d_windowLogMax, 27);
    }

    std::size_t read(char* buffer, std::size_t size) override {
        ZSTD_outBuffer out{buffer, size, 0};
        while (out.pos == 0) {
            if (input_.pos == input_.size) {
                const auto got = inner_->read(in_.data(), in_.size());
                if (got == 0) {
                    if (inside_) {
                        throw InputError(path_ + ": the zstd data end early");
                    }
                    return 0;
                }
                input_ = {in_.data(), got, 0};
            }
            const auto result = ZSTD_decompressStream(state_.get(), &out, &input_);
            if (ZSTD_isError(result) != 0) {
                throw InputError(path_ + ": the zstd data are broken: " + ZSTD_getErrorName(result));
            }
            inside_ = result != 0;
        }
        return out.pos;
    }

private:
    std::string path_;
    std::unique_ptr<ByteStream> inner_;
    std::unique_ptr<ZSTD_DStream, decltype(&ZSTD_freeDStream)> state_;
    std::vector<char> in_;
    ZSTD_inBuffer input_{nullptr, 0, 0};
    bool inside_ = false;
};

}  // namespace

bool is_compressed(std::string_view head) {
    return head.substr(0, kGzip.size()) == kGzip || head.substr(0, kZstd.size()) == kZstd;
}

std::unique_ptr<ByteStream> open_bytes(const std::string& path) {
    int descriptor = STDIN_FILENO;
    if (path != "-") {
        descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
        if (descriptor < 0) {
            throw InputError(path + ": " + std::strerror(errno));
        }
        struct stat status {};
        if (::fstat(descriptor, &status) == 0 && S_ISDIR(status.st_mode)) {
            ::close(descriptor);
            throw InputError(path + ": is a directory");
        }
        ::posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL);
    }
    std::string head(4, '\0');
    std::size_t got = 0;
    Descriptor opened(descriptor);
    while (got < head.size()) {
        const auto more = opened.read(head.data() + got, head.size() - got);
        if (more <= 0) {
            break;
        }
        got += static_cast<std::size_t>(more);
    }
    head.resize(got);
    auto plain = std::make_unique<PlainStream>(path, opened, head);
    if (head.compare(0, kGzip.size(), kGzip) == 0) {
        return as_utf8(std::make_unique<GzipStream>(path, std::move(plain)));
    }
    if (head == kZstd) {
        return as_utf8(std::make_unique<ZstdStream>(path, std::move(plain)));
    }
    return as_utf8(std::move(plain));
}

}  // namespace karst
