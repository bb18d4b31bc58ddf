// The key of several values, for hash tables: one run of bytes in which the length of each value stands before it, so that no
// list of values has the key of another. Made to be kept and cleared: a row then costs no allocation.
#pragma once

#include "base/ascii.h"
#include "engine/value/number.h"
#include "engine/value/value.h"

#include <cstdint>
#include <cstring>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace karst {

class KeyEncoder {
public:
    void clear() { key_.clear(); }

    /// A value by the text that it is shown as: 1 and "1" are the same. Null is a value of its own, not the empty text. The
    /// items of a list are one text.
    void add(Value value) {
        const auto at = begin_value();
        if (value.is_null()) {
            set_length(at, kNull);
            return;
        }
        if (value.is_string()) {
            key_ += value.as_string();
        } else {
            append_text(value, key_);
        }
        end_value(at);
    }

    void add_text(std::string_view text) {
        const auto at = begin_value();
        key_ += text;
        end_value(at);
    }

    /// The text in lower case.
    void add_folded(std::string_view text) {
        const auto at = begin_value();
        for (const char c : text) {
            key_ += fold_case(c);
        }
        end_value(at);
    }

    /// The items of a list, each by itself, and how many they are.
    void add_items(Value value) {
        const auto items = value.items();
        set_length(begin_value(), static_cast<Length>(items.size()));
        for (const Value item : items) {
            add(item);
        }
    }

    /// Lives until the encoder is changed.
    std::string_view key() const { return key_; }

private:
    friend class KeyReader;
    using Length = std::uint32_t;
    static constexpr Length kNull = std::numeric_limits<Length>::max();

    std::size_t begin_value() {
        const auto at = key_.size();
        key_.append(sizeof(Length), '\0');
        return at;
    }
    void end_value(std::size_t at) { set_length(at, static_cast<Length>(key_.size() - at - sizeof(Length))); }
    void set_length(std::size_t at, Length length) { std::memcpy(key_.data() + at, &length, sizeof length); }

    std::string key_;
};

/// Gives the values of a key back, in their order, as the parts of the key that they are.
class KeyReader {
public:
    explicit KeyReader(std::string_view key) : rest_(key) {}

    /// The text of the next value; nothing when it is null. There must be a next value, and it must not be from add_items().
    std::optional<std::string_view> next() {
        KeyEncoder::Length length = 0;
        std::memcpy(&length, rest_.data(), sizeof length);
        rest_.remove_prefix(sizeof length);
        if (length == KeyEncoder::kNull) {
            return std::nullopt;
        }
        const auto text = rest_.substr(0, length);
        rest_.remove_prefix(length);
        return text;
    }

private:
    std::string_view rest_;
};

}  // namespace karst
