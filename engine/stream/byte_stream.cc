#include "engine/stream/byte_stream.h"
#include "engine/stream/input_error.h"

#include "engine/stream/utf16_stream.h"

#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <cstring>
#include <vector>

namespace karst {

namespace {

constexpr std::string_view kGzip = "\x1f\x8b";
constexpr std::string_view kZstd = "\x28\xb5\x2f\xfd";

// A stream whose first bytes were looked at to recognise the format.
class BegunStream final : public ByteStream {
public:
    BegunStream(std::string head, std::unique_ptr<ByteStream> rest) : head_(std::move(head)), rest_(std::move(rest)) {}

    std::size_t read(char* buffer, std::size_t size) override {
        const auto taken = std::min(size, head_.size());
        std::memcpy(buffer, head_.data(), taken);
        head_.erase(0, taken);
        return taken == size ? taken : taken + rest_->read(buffer + taken, size - taken);
    }

private:
    std::string head_;
    std::unique_ptr<ByteStream> rest_;
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

std::unique_ptr<ByteStream> decoded(std::unique_ptr<ByteStream> bytes, const std::string& name) {
    std::string head(kZstd.size(), '\0');
    std::size_t got = 0;
    while (got < head.size()) {
        const auto more = bytes->read(head.data() + got, head.size() - got);
        if (more == 0) {
            break;
        }
        got += more;
    }
    head.resize(got);
    auto begun = std::make_unique<BegunStream>(head, std::move(bytes));
    if (head.compare(0, kGzip.size(), kGzip) == 0) {
        return as_utf8(std::make_unique<GzipStream>(name, std::move(begun)));
    }
    if (head == kZstd) {
        return as_utf8(std::make_unique<ZstdStream>(name, std::move(begun)));
    }
    return as_utf8(std::move(begun));
}

}  // namespace karst
