#include "base/ascii.h"
#include "engine/time/calendar.h"
#include "engine/time/time_format.h"
#include "engine/time/time_names.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <iterator>

namespace karst {

namespace {

// A double of today's epoch resolves a quarter of a microsecond. Digits beyond that are noise (.123 would show as
// .122999907), so the fraction is rounded to what the number can hold.
struct Instant {
    std::int64_t seconds;
    std::int64_t nanoseconds;
};

Instant split(double epoch) {
    const double whole = std::floor(epoch);
    const std::int64_t unit = std::fabs(epoch) < 4e6 ? 1 : 1000;
    const std::int64_t per_second = 1'000'000'000 / unit;
    auto seconds = static_cast<std::int64_t>(whole);
    auto fraction = static_cast<std::int64_t>(std::llround((epoch - whole) * static_cast<double>(per_second)));
    if (fraction == per_second) {
        ++seconds;
        fraction = 0;
    }
    return {seconds, fraction * unit};
}

// ISO 8601 week: that of the week's Thursday.
struct IsoWeek {
    std::int64_t year;
    int week;
};

IsoWeek iso_week(const CivilTime& civil) {
    const int weekday = (civil.weekday + 6) % 7;  // 0 Monday
    const int thursday = civil.year_day - weekday + 3;
    const int year_length = is_leap_year(civil.year) ? 366 : 365;
    if (thursday < 1) {
        const int previous = is_leap_year(civil.year - 1) ? 366 : 365;
        return {civil.year - 1, (thursday + previous - 1) / 7 + 1};
    }
    if (thursday > year_length) {
        return {civil.year + 1, (thursday - year_length - 1) / 7 + 1};
    }
    return {civil.year, (thursday - 1) / 7 + 1};
}

// One variable as it is written: %[flag][digits][:::|E]letter.
struct Variable {
    char flag = 0;
    int digits = 0;  // 0: none given
    int colons = 0;
    bool minutes = false;  // %Ez
    char letter = 0;
    std::size_t size = 0;  // bytes after the %
};

Variable read_variable(std::string_view text) {
    Variable variable;
    std::size_t at = 0;
    if (at < text.size() && (text[at] == '-' || text[at] == '_' || text[at] == '^' || text[at] == '0')) {
        variable.flag = text[at++];
    }
    if (at < text.size() && text[at] >= '1' && text[at] <= '9') {
        variable.digits = text[at++] - '0';
    }
    while (at < text.size() && text[at] == ':' && variable.colons < 3) {
        ++variable.colons;
        ++at;
    }
    if (at + 1 < text.size() && text[at] == 'E' && text[at + 1] == 'z') {
        variable.minutes = true;
        ++at;
    }
    if (at < text.size()) {
        variable.letter = text[at++];
    }
    const bool subsecond = variable.letter == 'N' || variable.letter == 'Q' || variable.letter == 'f';
    if ((variable.digits > 0 && !subsecond) || (variable.colons > 0 && variable.letter != 'z')) {
        variable.letter = 0;
    }
    variable.size = at;
    return variable;
}

class TimeWriter {
public:
    TimeWriter(double epoch, const TimeZone& zone) : instant_(split(epoch)), civil_(zone.to_civil(instant_.seconds)) {}

    void write(std::string_view format, std::string& out) const {
        for (std::size_t at = 0; at < format.size(); ++at) {
            if (format[at] != '%') {
                out += format[at];
                continue;
            }
            const Variable variable = read_variable(format.substr(at + 1));
            if (const auto expansion = expansion_of(variable.letter); !expansion.empty()) {
                write(expansion, out);
            } else if (!write_variable(variable, out)) {
                out += '%';  // not a variable: shown as it is written
                continue;
            }
            at += variable.size;
        }
    }

private:
    static void number(std::string& out, const Variable& variable, std::int64_t value, int width, char padding = '0') {
        const char pad = variable.flag == '_' ? ' ' : variable.flag == '0' ? '0' : padding;
        const auto into = std::back_inserter(out);
        if (variable.flag == '-') {
            fmt::format_to(into, "{}", value);
        } else if (pad == ' ') {
            fmt::format_to(into, "{:{}}", value, width);
        } else {
            fmt::format_to(into, "{:0{}}", value, width);
        }
    }

    static void name(std::string& out, const Variable& variable, std::string_view text) {
        out += variable.flag == '^' ? upper_case(text) : std::string(text);
    }

    void subseconds(std::string& out, const Variable& variable, int digits) const {
        const auto text = fmt::format("{:09}", instant_.nanoseconds);
        out.append(text, 0, static_cast<std::size_t>(variable.digits > 0 ? variable.digits : digits));
    }

    void offset(std::string& out, const Variable& variable) const {
        const auto into = std::back_inserter(out);
        if (variable.minutes) {
            fmt::format_to(into, "{}", civil_.offset / 60);
            return;
        }
        const int seconds = std::abs(civil_.offset);
        const int hours = seconds / 3600;
        const int minutes = seconds / 60 % 60;
        const char sign = civil_.offset < 0 ? '-' : '+';
        switch (variable.colons) {
        case 0:
            fmt::format_to(into, "{}{:02}{:02}", sign, hours, minutes);
            break;
        case 1:
            fmt::format_to(into, "{}{:02}:{:02}", sign, hours, minutes);
            break;
        case 2:
            fmt::format_to(into, "{}{:02}:{:02}:{:02}", sign, hours, minutes, seconds % 60);
            break;
        default:
            fmt::format_to(into, "{}{:02}", sign, hours);
        }
    }

    int hour12() const { return civil_.hour % 12 == 0 ? 12 : civil_.hour % 12; }

    bool write_variable(const Variable& variable, std::string& out) const {
        return write_date(variable, out) || write_time(variable, out);
    }

    bool write_date(const Variable& v, std::string& out) const {
        switch (v.letter) {
        case 'a':
            name(out, v, kWeekdays[static_cast<std::size_t>(civil_.weekday)].substr(0, kShortName));
            return true;
        case 'A':
            name(out, v, kWeekdays[static_cast<std::size_t>(civil_.weekday)]);
            return true;
        case 'b':
        case 'h':
            name(out, v, kMonths[static_cast<std::size_t>(civil_.month - 1)].substr(0, kShortName));
            return true;
        case 'B':
            name(out, v, kMonths[static_cast<std::size_t>(civil_.month - 1)]);
            return true;
        case 'C':
            number(out, v, floor_divide(civil_.year, 100), 2);
            return true;
        case 'd':
            number(out, v, civil_.day, 2);
            return true;
        case 'e':
            number(out, v, civil_.day, 2, ' ');
            return true;
        case 'g':
            number(out, v, iso_week(civil_).year % 100, 2);
            return true;
        case 'G':
            number(out, v, iso_week(civil_).year, 4);
            return true;
        case 'j':
            number(out, v, civil_.year_day, 3);
            return true;
        case 'm':
            number(out, v, civil_.month, 2);
            return true;
        case 'u':
            number(out, v, civil_.weekday == 0 ? 7 : civil_.weekday, 1);
            return true;
        case 'U':
            number(out, v, (civil_.year_day + 6 - civil_.weekday) / 7, 2);
            return true;
        case 'V':
            number(out, v, iso_week(civil_).week, 2);
            return true;
        case 'w':
            number(out, v, civil_.weekday, 1);
            return true;
        case 'W':
            number(out, v, (civil_.year_day + 6 - (civil_.weekday + 6) % 7) / 7, 2);
            return true;
        case 'y':
            number(out, v, civil_.year - floor_divide(civil_.year, 100) * 100, 2);
            return true;
        case 'Y':
            number(out, v, civil_.year, 4);
            return true;
        default:
            return false;
        }
    }

    bool write_time(const Variable& v, std::string& out) const {
        switch (v.letter) {
        case 'f':
            subseconds(out, v, 6);
            return true;
        case 'H':
            number(out, v, civil_.hour, 2);
            return true;
        case 'I':
            number(out, v, hour12(), 2);
            return true;
        case 'k':
            number(out, v, civil_.hour, 2, ' ');
            return true;
        case 'l':
            number(out, v, hour12(), 2, ' ');
            return true;
        case 'M':
            number(out, v, civil_.minute, 2);
            return true;
        case 'n':
            out += '\n';
            return true;
        case 'N':
            subseconds(out, v, 9);
            return true;
        case 'p':
            out += civil_.hour < 12 ? "AM" : "PM";
            return true;
        case 'P':
            out += civil_.hour < 12 ? "am" : "pm";
            return true;
        case 'Q':
            subseconds(out, v, 3);
            return true;
        case 's':
            number(out, v, instant_.seconds, 1);
            return true;
        case 'S':
            number(out, v, civil_.second, 2);
            return true;
        case 't':
            out += '\t';
            return true;
        case 'z':
            offset(out, v);
            return true;
        case 'Z':
            name(out, v, civil_.zone);
            return true;
        case '%':
            out += '%';
            return true;
        default:
            return false;
        }
    }

    Instant instant_;
    CivilTime civil_;
};

}  // namespace

std::string format_time(double epoch, std::string_view format, const TimeZone& zone) {
    std::string out;
    if (is_time(epoch)) {
        TimeWriter(epoch, zone).write(format, out);
    }
    return out;
}

}  // namespace karst
