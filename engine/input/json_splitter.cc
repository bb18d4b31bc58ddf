#include "engine/input/json_splitter.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace karst {

namespace {

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

std::size_t skip_blanks(std::string_view bytes, std::size_t at) {
    while (at < bytes.size() && is_blank(bytes[at])) {
        ++at;
    }
    return at;
}

constexpr auto kInteresting = [] {
    std::array<bool, 256> table{};
    for (const unsigned char c : {'"', '{', '}', '[', ']'}) {
        table[c] = true;
    }
    return table;
}();

// How far an envelope's opening may reach: {"Records": [ with some blanks.
constexpr std::size_t kEnvelopeHead = 64;

}  // namespace

bool JsonSplitter::is_envelope(std::string_view bytes, std::size_t begin, std::size_t& inner) const {
    std::size_t at = skip_blanks(bytes, begin + 1);
    for (const std::string_view key : {"\"Records\"", "\"records\""}) {
        if (bytes.substr(at, key.size()) == key) {
            at = skip_blanks(bytes, at + key.size());
            if (at < bytes.size() && bytes[at] == ':') {
                at = skip_blanks(bytes, at + 1);
                if (at < bytes.size() && bytes[at] == '[') {
                    inner = at + 1;
                    return true;
                }
            }
            return false;
        }
    }
    return false;
}

std::size_t JsonSplitter::scan(std::string_view bytes, std::size_t from, std::vector<Found>& found) {
    std::size_t at = depth_ > 0 ? from + (resume_ - begin_) : from;
    std::size_t begin = from;
    while (at < bytes.size()) {
        if (depth_ == 0) {
            const char c = bytes[at];
            if (c != '{') {
                // Between events: blanks, commas, the brackets of arrays and the rest of envelopes. Anything else is passed
                // over too; a line of it would not be an event.
                ++at;
                continue;
            }
            std::size_t inner = 0;
            if (is_envelope(bytes, at, inner)) {
                at = inner;
                continue;
            }
            if (bytes.size() - at < kEnvelopeHead && bytes.find('}', at) == std::string_view::npos) {
                // The end of the piece may cut an envelope's head in two.
                begin_ = resume_ = 0;
                return at;
            }
            begin = at;
            depth_ = 1;
            in_string_ = false;
            ++at;
            continue;
        }
        if (in_string_) {
            const auto* quote = static_cast<const char*>(std::memchr(bytes.data() + at, '"', bytes.size() - at));
            if (quote == nullptr) {
                break;
            }
            const auto position = static_cast<std::size_t>(quote - bytes.data());
            std::size_t backslashes = 0;
            while (position - backslashes > begin && bytes[position - backslashes - 1] == '\\') {
                ++backslashes;
            }
            in_string_ = backslashes % 2 == 1;
            at = position + 1;
            continue;
        }
        while (at < bytes.size() && !kInteresting[static_cast<unsigned char>(bytes[at])]) {
            ++at;
        }
        if (at >= bytes.size()) {
            break;
        }
        const char c = bytes[at++];
        if (c == '"') {
            in_string_ = true;
        } else if (c == '{' || c == '[') {
            ++depth_;
        } else if (--depth_ == 0) {
            if (!dropped_) {
                found.push_back({begin, at});
            }
            dropped_ = false;
        }
    }
    if (depth_ == 0) {
        return bytes.size();
    }
    begin_ = begin;
    resume_ = in_string_ ? at : bytes.size();
    return begin;
}

}  // namespace karst
