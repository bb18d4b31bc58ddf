#include "engine/eval/functions/print_format.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "engine/value/number.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <string_view>
#include <utility>

namespace karst {

namespace {

constexpr int kWidest = 4096;  // width and precision: a format must not ask for gigabytes

struct Specification {
    std::string flags;
    int width = 0;
    int precision = -1;
};

// The number in the C library's own rendering; the specification is built here, so it always fits its argument.
template <class Number>
std::string rendered(const Specification& spec, const char* conversion, Number number) {
    std::string format = "%" + spec.flags + (spec.width > 0 ? std::to_string(spec.width) : "");
    if (spec.precision >= 0) {
        format += "." + std::to_string(spec.precision);
    }
    format += conversion;
    std::array<char, 64> small{};
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    const int size = std::snprintf(small.data(), small.size(), format.c_str(), number);
    std::string text(static_cast<std::size_t>(std::max(size, 0)) + 1, '\0');
    std::snprintf(text.data(), text.size(), format.c_str(), number);
#pragma GCC diagnostic pop
    text.pop_back();
    return text;
}

std::string padded(const Specification& spec, std::string_view text) {
    std::string out(spec.precision >= 0 ? text.substr(0, static_cast<std::size_t>(spec.precision)) : text);
    const auto missing = static_cast<std::size_t>(std::max(0, spec.width - static_cast<int>(out.size())));
    return spec.flags.find('-') != std::string::npos ? out + std::string(missing, ' ') : std::string(missing, ' ') + out;
}

// The flag ': commas between thousands. The C library would take the separator of the locale, which is none.
std::string grouped(std::string number) {
    const auto first = number.find_first_of("0123456789");
    const auto last = std::min(number.find_first_not_of("0123456789", first), number.size());
    for (auto at = last; first != std::string::npos && at > first + 3;) {
        at -= 3;
        number.insert(at, 1, ',');
    }
    return number;
}

std::string converted(char conversion, const Specification& spec, Value value, Arena& arena) {
    const auto quote = spec.flags.find('\'');
    if (quote != std::string::npos) {
        auto plain = spec;
        plain.flags.erase(std::remove(plain.flags.begin(), plain.flags.end(), '\''), plain.flags.end());
        constexpr std::string_view kGrouped = "diufFgG";
        if (kGrouped.find(conversion) == std::string_view::npos) {
            return converted(conversion, plain, value, arena);
        }
        const auto width = std::exchange(plain.width, 0);
        return padded({plain.flags, width, -1}, grouped(converted(conversion, plain, value, arena)));
    }
    const double number = to_number(value).value_or(0);
    const auto whole = static_cast<long long>(std::clamp(std::trunc(number), -9e18, 9e18));
    switch (conversion) {
    case 'd':
    case 'i':
        return rendered(spec, "lld", whole);
    case 'u':
        return rendered(spec, "llu", static_cast<unsigned long long>(whole));
    case 'x':
        return rendered(spec, "llx", static_cast<unsigned long long>(whole));
    case 'X':
        return rendered(spec, "llX", static_cast<unsigned long long>(whole));
    case 'p':
        return upper_case(rendered(spec, "llx", static_cast<unsigned long long>(whole)));
    case 'o':
        return rendered(spec, "llo", static_cast<unsigned long long>(whole));
    case 'f':
    case 'F':
        return rendered(spec, "f", number);
    case 'e':
        return rendered(spec, "e", number);
    case 'E':
        return rendered(spec, "E", number);
    case 'g':
        return rendered(spec, "g", number);
    case 'G':
        return rendered(spec, "G", number);
    case 'a':
        return rendered(spec, "a", number);
    case 'A':
        return rendered(spec, "A", number);
    case 'c': {
        if (value.is_null()) {
            return padded(spec, "");
        }
        // The character of a number, or the first one of text.
        constexpr double kLastCodePoint = 0x10FFFF;
        if (!to_number(value) || !(number >= 1 && number <= kLastCodePoint)) {
            return padded(spec, code_points(text_of(value, arena), 0, 1));
        }
        std::string character;
        append_utf8(static_cast<std::uint32_t>(number), character);
        return padded(spec, character);
    }
    default:
        return padded(spec, text_of(value, arena));
    }
}

}  // namespace

std::string print_format(std::string_view format, std::span<const Value> arguments, Arena& arena) {
    static constexpr std::string_view kConversions = "diuxXpofFeEgGaAcsz";
    std::string out;
    std::size_t next = 0;
    const auto take = [&] { return next < arguments.size() ? arguments[next++] : Value(); };
    for (std::size_t at = 0; at < format.size(); ++at) {
        if (format[at] != '%') {
            out += format[at];
            continue;
        }
        Specification spec;
        std::size_t end = at + 1;
        for (; end < format.size() && std::string_view("'+- #0").find(format[end]) != std::string_view::npos; ++end) {
            spec.flags += format[end];
        }
        const auto number = [&](int& into) {
            if (end < format.size() && format[end] == '*') {
                ++end;
                into = static_cast<int>(std::clamp(to_number(take()).value_or(0), 0.0, double{kWidest}));
                return;
            }
            into = 0;
            for (; end < format.size() && is_digit(format[end]); ++end) {
                into = std::min(into * 10 + (format[end] - '0'), kWidest);
            }
        };
        number(spec.width);
        if (end < format.size() && format[end] == '.') {
            ++end;
            number(spec.precision);
        }
        if (end < format.size() && format[end] == '%') {
            out += '%';
        } else if (end < format.size() && kConversions.find(format[end]) != std::string_view::npos) {
            out += converted(format[end], spec, take(), arena);
        } else {
            out += format.substr(at, end - at);
            end = std::max(end, at + 1) - 1;
        }
        at = end;
    }
    return out;
}

}  // namespace karst
