#include "engine/winevent/evtx_values.h"

#include <algorithm>
#include <utility>

namespace karst {

namespace {

// A cursor over little-endian numbers; reading past the end gives zeros and is remembered.
class Bytes {
public:
    Bytes(std::string_view chunk, std::size_t begin, std::size_t end)
        : chunk_(chunk.substr(0, std::min(end, chunk.size()))), at_(begin) {}

    std::uint64_t number(std::size_t size) {
        std::uint64_t value = 0;
        const auto bytes = take(size);
        for (std::size_t place = bytes.size(); place > 0; --place) {
            value = value << 8 | static_cast<unsigned char>(bytes[place - 1]);
        }
        return value;
    }
    std::string_view take(std::size_t size) {
        if (failed_ || at_ > chunk_.size() || chunk_.size() - at_ < size) {
            failed_ = true;
            return {};
        }
        at_ += size;
        return chunk_.substr(at_ - size, size);
    }
    std::size_t at() const { return at_; }
    bool failed() const { return failed_; }

private:
    std::string_view chunk_;
    std::size_t at_;
    bool failed_ = false;
};

enum Type : std::uint8_t { kText = 0x01, kHex32 = 0x14, kHex64 = 0x15, kXml = 0x21, kArray = 0x80 };
enum Token : std::uint8_t { kTemplateInstance = 0x0c, kFragment = 0x0f };

constexpr std::size_t kMaxDepth = 8;  // of templates within values of templates
constexpr std::size_t kMaxNumber = 18;

std::string padded_number(std::uint64_t value, std::size_t digits) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text = "0x";
    for (std::size_t place = digits; place > 0; --place) {
        text += kDigits[value >> (4 * (place - 1)) & 0xf];
    }
    return text;
}

bool is_padded(std::string_view number) {
    return number.substr(0, 3) == "0x0" && number.size() > 3;
}

class PaddedNumbers {
public:
    explicit PaddedNumbers(std::string_view chunk) : chunk_(chunk) {}

    // A fragment: its header, and the instance of a template. One that spells its elements has only texts.
    void read_fragment(std::size_t begin, std::size_t end, std::size_t depth) {
        Bytes bytes(chunk_, begin, end);
        if (depth > kMaxDepth || bytes.number(1) != kFragment) {
            return;
        }
        bytes.take(3);
        if (bytes.number(1) != kTemplateInstance) {
            return;
        }
        bytes.take(5);
        const auto definition = bytes.number(4);
        if (definition == bytes.at()) {
            bytes.take(4 + 16);
            bytes.take(bytes.number(4));
        }
        read_values(bytes, end, depth);
    }

    std::vector<std::string> found() {
        const auto is_text = [&](const auto& number) {
            return std::find(texts_.begin(), texts_.end(), number) != texts_.end();
        };
        numbers_.erase(std::remove_if(numbers_.begin(), numbers_.end(), is_text), numbers_.end());
        return std::move(numbers_);
    }

private:
    void read_values(Bytes bytes, std::size_t end, std::size_t depth) {
        const auto count = bytes.number(4);
        auto values = Bytes(chunk_, bytes.at() + count * 4, end);
        for (std::uint64_t value = 0; value < count && !bytes.failed(); ++value) {
            const auto size = bytes.number(2);
            const auto type = static_cast<std::uint8_t>(bytes.number(1));
            bytes.take(1);
            const auto begin = values.at();
            const auto data = values.take(size);
            if (values.failed()) {
                return;
            }
            if (type == kXml) {
                read_fragment(begin, begin + size, depth + 1);
            } else {
                read_value(type, data);
            }
        }
    }

    void read_value(std::uint8_t type, std::string_view data) {
        const auto one = type & ~std::uint32_t{kArray};
        if (one == kText) {
            add_texts(data);
        } else if (one == kHex32 || one == kHex64) {
            const std::size_t size = one == kHex32 ? 4 : 8;
            for (Bytes bytes(data, 0, data.size()); bytes.at() + size <= data.size();) {
                if (auto number = padded_number(bytes.number(size), size * 2); is_padded(number)) {
                    numbers_.push_back(std::move(number));
                }
            }
        }
    }

    // UTF-16; those of an array end with a null.
    void add_texts(std::string_view data) {
        std::string text;
        for (std::size_t at = 0; at + 2 <= data.size(); at += 2) {
            if (data[at] == '\0' && data[at + 1] == '\0') {
                add_text(text);
                text.clear();
            } else if (text.size() <= kMaxNumber) {
                text += data[at + 1] == '\0' ? data[at] : '?';
            }
        }
        add_text(text);
    }
    void add_text(const std::string& text) {
        if (is_padded(text) && text.size() <= kMaxNumber) {
            texts_.push_back(text);
        }
    }

    std::string_view chunk_;
    std::vector<std::string> numbers_;
    std::vector<std::string> texts_;
};

constexpr std::size_t kChunkHeader = 512;
constexpr std::size_t kRecordHeader = 24;

// Where a record of a chunk begins; the size of the chunk when it is not there.
std::size_t find_record(std::string_view chunk, std::uint64_t identifier) {
    constexpr std::string_view kMark("\x2a\x2a\0\0", 4);
    for (std::size_t at = kChunkHeader; at < chunk.size();) {
        Bytes header(chunk, at, chunk.size());
        const bool marked = header.take(kMark.size()) == kMark;
        const auto size = header.number(4);
        const auto found = header.number(8);
        if (!marked || header.failed() || size < kRecordHeader) {
            break;
        }
        if (found == identifier) {
            return at;
        }
        at += size;
    }
    return chunk.size();
}

}  // namespace

EvtxValues::EvtxValues(Read read, std::uint64_t size) : read_(std::move(read)) {
    constexpr std::size_t kIdentifiers = 24;  // in a chunk's header
    constexpr std::size_t kNumber = 8;
    std::string room(2 * kNumber, '\0');
    for (std::uint64_t begin = kEvtxHeader; begin + kEvtxChunk <= size; begin += kEvtxChunk) {
        Bytes header(read_(begin + kIdentifiers, room), 0, room.size());
        const auto first = header.number(kNumber);
        chunks_.push_back({first, header.number(kNumber), begin});
    }
}

bool EvtxValues::enter(std::uint64_t identifier) {
    const auto has = [&](const Chunk& chunk) { return chunk.first <= identifier && identifier <= chunk.last; };
    if (!chunk_.empty() && has(chunks_[current_])) {
        return true;
    }
    const auto found = std::find_if(chunks_.begin(), chunks_.end(), has);
    if (found == chunks_.end()) {
        return false;
    }
    current_ = static_cast<std::size_t>(found - chunks_.begin());
    memory_.resize(kEvtxChunk);
    chunk_ = read_(found->begin, memory_);
    return true;
}

std::vector<std::string> EvtxValues::padded_numbers(std::uint64_t identifier) {
    if (!enter(identifier)) {
        return {};
    }
    const auto record = find_record(chunk_, identifier);
    PaddedNumbers numbers(chunk_);
    numbers.read_fragment(record + kRecordHeader, chunk_.size(), 0);
    return numbers.found();
}

std::string_view without_zeros_in_front(std::string_view number, std::string& room) {
    const auto digit = number.find_first_not_of('0', 2);
    room = "0x";
    room += digit == std::string_view::npos ? "0" : number.substr(digit);
    return room;
}

}  // namespace karst
