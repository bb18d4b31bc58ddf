#include "tests/naive/naive_value.h"

#include <charconv>
#include <regex>

namespace karst::naive {

NaiveValue NaiveValue::of(const std::vector<std::string>& texts) {
    if (texts.empty()) {
        return null();
    }
    return texts.size() == 1 ? of(texts.front()) : NaiveValue{Kind::List, {}, 0, texts};
}

std::string NaiveValue::shown() const {
    switch (kind) {
    case Kind::Text:
        return text;
    case Kind::Number:
        return number_shown(number);
    case Kind::Truth:
        return number != 0 ? "True" : "False";
    default:
        return "";
    }
}

std::optional<double> NaiveValue::as_number() const {
    return kind == Kind::Number ? std::optional(number) : kind == Kind::Text ? number_spelled(text) : std::nullopt;
}

std::optional<double> number_spelled(const std::string& text) {
    static const std::regex kNumber(R"([+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?)");
    return std::regex_match(text, kNumber) ? std::optional(std::stod(text)) : std::nullopt;
}

std::string number_shown(double number) {
    char digits[64];
    const auto end = std::to_chars(digits, digits + sizeof digits, number, std::chars_format::fixed).ptr;
    std::string shown(digits, end);
    return shown == "-0" ? "0" : shown;
}

}  // namespace karst::naive
