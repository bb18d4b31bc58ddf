#include "engine/stream/utf16_stream.h"

#include "base/utf8.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

namespace karst {

namespace {

constexpr std::size_t kPiece = 64 * 1024;
constexpr std::string_view kLittleEndian = "\xFF\xFE";
constexpr std::string_view kBigEndian = "\xFE\xFF";

class Utf16Stream final : public ByteStream {
public:
    explicit Utf16Stream(std::unique_ptr<ByteStream> bytes) : bytes_(std::move(bytes)) {}

    std::size_t read(char* buffer, std::size_t size) override {
        if (!begun_) {
            begin();
        }
        while (is_utf16_ && given_ == out_.size() && !ended_) {
            decode();
        }
        if (given_ == out_.size()) {
            return is_utf16_ ? 0 : bytes_->read(buffer, size);
        }
        const auto count = std::min(size, out_.size() - given_);
        std::memcpy(buffer, out_.data() + given_, count);
        given_ += count;
        return count;
    }

private:
    void begin() {
        begun_ = true;
        std::string mark(2, '\0');
        std::size_t got = 0;
        while (got < mark.size()) {
            const auto more = bytes_->read(mark.data() + got, mark.size() - got);
            if (more == 0) {
                break;
            }
            got += more;
        }
        mark.resize(got);
        is_utf16_ = begins_utf16(mark);
        is_big_endian_ = mark == kBigEndian || (got > 0 && mark.front() == '\0');
        if (is_utf16_ && mark != kLittleEndian && mark != kBigEndian) {
            in_.assign(mark.begin(), mark.end());
            left_ = in_.size();
        }
        out_ = is_utf16_ ? std::string() : mark;
    }

    void decode() {
        out_.clear();
        given_ = 0;
        in_.resize(left_ + kPiece);
        const auto got = bytes_->read(in_.data() + left_, kPiece);
        ended_ = got == 0;
        const auto size = left_ + got;
        std::size_t at = 0;
        for (; at + 2 <= size; at += 2) {
            take(unit(at));
        }
        left_ = size - at;
        std::copy(in_.begin() + static_cast<std::ptrdiff_t>(at), in_.begin() + static_cast<std::ptrdiff_t>(size), in_.begin());
        if (ended_ && (high_ != 0 || left_ > 0)) {
            append_utf8(kReplacementCharacter, out_);
        }
    }

    std::uint32_t unit(std::size_t at) const {
        const auto first = static_cast<unsigned char>(in_[at]);
        const auto second = static_cast<unsigned char>(in_[at + 1]);
        return is_big_endian_ ? std::uint32_t{first} << 8 | second : std::uint32_t{second} << 8 | first;
    }

    void take(std::uint32_t unit) {
        if (high_ != 0) {
            const auto high = high_;
            high_ = 0;
            if (is_low_surrogate(unit)) {
                append_utf8(join_surrogates(high, unit), out_);
                return;
            }
            append_utf8(kReplacementCharacter, out_);
        }
        if (is_high_surrogate(unit)) {
            high_ = unit;
        } else {
            append_utf8(is_low_surrogate(unit) ? kReplacementCharacter : unit, out_);
        }
    }

    std::unique_ptr<ByteStream> bytes_;
    std::vector<char> in_;
    std::size_t left_ = 0;  // bytes at the beginning of in_ that are half a character
    std::string out_;
    std::size_t given_ = 0;   // of out_
    std::uint32_t high_ = 0;  // a surrogate whose other half has not come yet
    bool begun_ = false;
    bool ended_ = false;
    bool is_utf16_ = false;
    bool is_big_endian_ = false;
};

}  // namespace

bool begins_utf16(std::string_view bytes) {
    constexpr std::string_view kFirst = "<{[#";
    const auto mark = bytes.substr(0, 2);
    if (mark.size() < 2 || mark == kLittleEndian || mark == kBigEndian) {
        return mark.size() == 2;
    }
    const auto other = mark[0] == '\0' ? mark[1] : mark[1] == '\0' ? mark[0] : '\0';
    return other != '\0' && kFirst.find(other) != std::string_view::npos;
}

std::unique_ptr<ByteStream> as_utf8(std::unique_ptr<ByteStream> bytes) {
    return std::make_unique<Utf16Stream>(std::move(bytes));
}

}  // namespace karst
