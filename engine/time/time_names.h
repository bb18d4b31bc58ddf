// Names that formatting and parsing of times share: of days and months, and the variables that stand for others.
#pragma once

#include <array>
#include <cmath>
#include <string_view>

namespace karst {

inline constexpr std::array<std::string_view, 7> kWeekdays = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                              "Thursday", "Friday", "Saturday"};
inline constexpr std::array<std::string_view, 12> kMonths = {
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"};
inline constexpr std::size_t kShortName = 3;  // letters of Mon and Jan

/// The format that a variable stands for, "" when it stands for itself. None of them has another such variable in it.
constexpr std::string_view expansion_of(char variable) {
    switch (variable) {
    case 'c':
        return "%a %b %e %H:%M:%S %Y";
    case '+':
        return "%a %b %e %H:%M:%S %Z %Y";
    case 'D':
        return "%m/%d/%y";
    case 'F':
        return "%Y-%m-%d";
    case 'R':
        return "%H:%M";
    case 'r':
        return "%I:%M:%S %p";
    case 'T':
    case 'X':
        return "%H:%M:%S";
    case 'v':
        return "%e-%b-%Y";
    case 'x':
        return "%m/%d/%Y";
    default:
        return {};
    }
}

/// Times further away than this (about 30 million years) are mistakes, and their arithmetic would not be exact.
inline bool is_time(double epoch) {
    return std::isfinite(epoch) && std::fabs(epoch) < 1e15;
}

}  // namespace karst
