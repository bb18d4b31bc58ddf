#include "engine/value/value_encoding.h"

#include <array>
#include <cstring>

namespace karst {

namespace {

enum class Tag : std::uint8_t { Null, Text, Number, RoundedNumber, False, True, List };

void append_tag(Tag tag, std::string& out) {
    out += static_cast<char>(tag);
}

void append_number(Value value, std::string& out) {
    if (value.significant() == 0) {
        append_tag(Tag::Number, out);
    } else {
        append_tag(Tag::RoundedNumber, out);
        out += static_cast<char>(value.significant());
    }
    std::array<char, sizeof(double)> bytes;
    const double number = value.as_number();
    std::memcpy(bytes.data(), &number, bytes.size());
    out.append(bytes.data(), bytes.size());
}

std::string_view take(std::string_view& bytes, std::size_t count) {
    const auto taken = bytes.substr(0, count);
    bytes.remove_prefix(taken.size());
    return taken;
}

double take_number(std::string_view& bytes) {
    double number = 0;
    const auto taken = take(bytes, sizeof number);
    std::memcpy(&number, taken.data(), taken.size());
    return number;
}

}  // namespace

void append_size(std::uint64_t size, std::string& out) {
    for (; size >= 0x80; size >>= 7) {
        out += static_cast<char>(size | 0x80);
    }
    out += static_cast<char>(size);
}

std::optional<std::uint64_t> take_size(std::string_view& bytes) {
    std::uint64_t size = 0;
    for (std::size_t index = 0; index < bytes.size() && index < 10; ++index) {
        const auto byte = static_cast<unsigned char>(bytes[index]);
        size |= static_cast<std::uint64_t>(byte & 0x7F) << (7 * index);
        if (byte < 0x80) {
            bytes.remove_prefix(index + 1);
            return size;
        }
    }
    return std::nullopt;
}

void append_value(Value value, std::string& out) {  // NOLINT(misc-no-recursion): as deep as lists are nested
    switch (value.kind()) {
    case Value::Kind::Null:
        append_tag(Tag::Null, out);
        return;
    case Value::Kind::String:
        append_tag(Tag::Text, out);
        append_size(value.as_string().size(), out);
        out += value.as_string();
        return;
    case Value::Kind::Number:
        append_number(value, out);
        return;
    case Value::Kind::Boolean:
        append_tag(value.as_boolean() ? Tag::True : Tag::False, out);
        return;
    case Value::Kind::Multivalue:
        append_tag(Tag::List, out);
        append_size(value.items().size(), out);
        for (const Value item : value.items()) {
            append_value(item, out);
        }
        return;
    }
}

Value take_value(std::string_view& bytes, Arena& arena) {  // NOLINT(misc-no-recursion): as deep as lists are nested
    const auto tag = take(bytes, 1);
    switch (tag.empty() ? Tag::Null : static_cast<Tag>(tag.front())) {
    case Tag::Null:
        break;
    case Tag::Text: {
        const auto size = take_size(bytes).value_or(0);
        return Value::string(arena.copy(take(bytes, size)));
    }
    case Tag::Number:
        return Value::number(take_number(bytes));
    case Tag::RoundedNumber: {
        const auto significant = take(bytes, 1);
        return Value::number(take_number(bytes), static_cast<std::uint8_t>(significant.front()));
    }
    case Tag::False:
        return Value::boolean(false);
    case Tag::True:
        return Value::boolean(true);
    case Tag::List: {
        const auto items = arena.values(take_size(bytes).value_or(0));
        for (Value& item : items) {
            item = take_value(bytes, arena);
        }
        return Value::multivalue(items);
    }
    }
    return {};
}

}  // namespace karst
