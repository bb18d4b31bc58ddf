#include "engine/json/json_grammar.h"

#include "engine/json/json_string.h"

#include <array>

namespace karst {

namespace {

// Splunk gives the fields of an event whatever else is in it, so brackets are followed much deeper than anything is read.
constexpr std::size_t kMaxBrackets = 16 * kMaxJsonDepth;

// The objects and arrays around a place, a bit each.
class Nesting {
public:
    bool enter(bool object) {
        if (depth_ == kMaxBrackets) {
            return false;
        }
        const auto bit = std::uint64_t{1} << (depth_ % 64);
        auto& word = words_[depth_ / 64];
        word = object ? word | bit : word & ~bit;
        ++depth_;
        in_object_ = object;
        return true;
    }
    void leave() {
        --depth_;
        in_object_ = depth_ > 0 && (words_[(depth_ - 1) / 64] >> ((depth_ - 1) % 64) & 1) != 0;
    }
    bool empty() const { return depth_ == 0; }
    bool in_object() const { return in_object_; }

private:
    std::array<std::uint64_t, kMaxBrackets / 64> words_;  // those below depth_ are set
    std::size_t depth_ = 0;
    bool in_object_ = false;
};

constexpr auto kBeginsScalar = [] {
    std::array<bool, 256> table{};
    for (const char c : std::string_view("\"-0123456789tfn")) {
        table[static_cast<unsigned char>(c)] = true;
    }
    return table;
}();

enum class Expected { Value, Key, Next };

}  // namespace

JsonGrammar check_json(std::string_view text, std::span<const std::uint32_t> structurals) {
    const std::size_t count = structurals.size();
    const auto peek = [&](std::size_t index) { return index < count ? text[structurals[index]] : '\0'; };
    Nesting nesting;
    std::size_t at = 0;
    for (auto expected = Expected::Value;;) {
        const char c = peek(at);
        if (expected == Expected::Key) {
            if (c != '"' || peek(at + 1) != ':') {
                return {at, false};
            }
            at += 2;
            expected = Expected::Value;
        } else if (expected == Expected::Next) {
            if (nesting.empty()) {
                return {at, at == count};
            }
            const bool in_object = nesting.in_object();
            if (c == ',') {
                expected = in_object ? Expected::Key : Expected::Value;
            } else if (c == (in_object ? '}' : ']')) {
                nesting.leave();
            } else {
                return {at, false};
            }
            ++at;
        } else if (c == '{' || c == '[') {
            const bool object = c == '{';
            if (!nesting.enter(object)) {
                return {at, false};
            }
            ++at;
            expected = object ? Expected::Key : Expected::Value;
            if (peek(at) == (object ? '}' : ']')) {
                nesting.leave();
                ++at;
                expected = Expected::Next;
            }
        } else if (kBeginsScalar[static_cast<unsigned char>(c)]) {
            ++at;
            expected = Expected::Next;
        } else {
            return {at, false};
        }
    }
}

std::size_t index_broken_json(std::string_view text, std::vector<std::uint32_t>& structurals) {
    bool in_word = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        switch (text[at]) {
        case ' ':
        case '\t':
        case '\n':
        case '\r':
            in_word = false;
            continue;
        case '"': {
            auto close = at + 1;
            while (close < text.size() && text[close] != '"') {
                close += text[close] == '\\' ? 2 : 1;
            }
            if (close >= text.size()) {
                return at;
            }
            structurals.push_back(static_cast<std::uint32_t>(at));
            at = close;
            in_word = false;
            continue;
        }
        case '{':
        case '}':
        case '[':
        case ']':
        case ',':
        case ':':
            structurals.push_back(static_cast<std::uint32_t>(at));
            in_word = false;
            continue;
        default:
            if (!in_word) {
                structurals.push_back(static_cast<std::uint32_t>(at));
            }
            in_word = true;
        }
    }
    return text.size();
}

}  // namespace karst
