#include "base/ascii.h"
#include "engine/time/calendar.h"
#include "engine/time/time_format.h"
#include "engine/time/time_names.h"
#include "engine/time/zone_abbreviations.h"
#include "engine/value/caseless.h"

namespace karst {

namespace {

// What stands between seconds and their fraction.
bool is_point(char c) {
    return c == '.' || c == ',' || c == ':';
}

// What has been read so far.
struct TimeParts {
    std::optional<std::int64_t> year;
    std::optional<int> century;
    std::optional<int> short_year;  // of %y
    std::optional<int> month;
    std::optional<int> day;
    std::optional<int> year_day;
    std::optional<int> hour12;
    std::optional<bool> afternoon;
    std::optional<int> offset;
    std::optional<TimeZone> zone;
    std::optional<std::int64_t> epoch;
    int hour = 0;
    int minute = 0;
    int second = 0;
    double fraction = 0;
};

class TimeReader {
public:
    explicit TimeReader(std::string_view text) : text_(text) {}

    bool read(std::string_view format) {
        for (std::size_t i = 0; i < format.size(); ++i) {
            const char c = format[i];
            if (is_space(c)) {
                skip_blanks();
            } else if (c != '%') {
                if (literal(c)) {
                    continue;
                }
                const auto length = is_point(c) ? subsecond_length(format.substr(i + 1)) : 0;
                if (length == 0) {
                    return false;
                }
                i += length;  // a whole second without its fraction
            } else if (!read_after_percent(format, i)) {
                return false;
            }
        }
        return true;
    }

    std::optional<double> finish(const TimeZone& zone, double now) const;

private:
    // The length of a variable of subseconds, such as %N or %3Q, that the format begins with; 0 when it does not.
    static std::size_t subsecond_length(std::string_view format) {
        std::size_t at = 1;
        if (format.empty() || format.front() != '%') {
            return 0;
        }
        while (at < format.size() && is_digit(format[at])) {
            ++at;
        }
        return at < format.size() && (format[at] == 'N' || format[at] == 'Q' || format[at] == 'f') ? at + 1 : 0;
    }

    // `at` stands on the percent sign and is left on the variable's last character.
    bool read_after_percent(std::string_view format, std::size_t& at) {
        ++at;
        while (at < format.size() && (format[at] == '-' || format[at] == '_' || format[at] == '^' || format[at] == '0')) {
            ++at;  // flags matter only when a time is shown
        }
        int digits = 0;
        if (at < format.size() && is_digit(format[at])) {
            digits = format[at++] - '0';
        }
        while (at < format.size() && format[at] == ':') {
            ++at;  // every form of offset is read by every form of %z
        }
        if (at + 1 < format.size() && format[at] == 'E' && format[at + 1] == 'z') {
            ++at;
            return offset_minutes();
        }
        if (at >= format.size()) {
            return false;
        }
        if (const auto expansion = expansion_of(format[at]); !expansion.empty()) {
            return read(expansion);
        }
        if (format[at] == 'N' || format[at] == 'Q' || format[at] == 'f') {
            const bool more_follows = at + 1 < format.size() && format[at + 1] == '%';
            return subseconds(digits, more_follows);
        }
        return read_date(format[at]) || read_time(format[at]);
    }

    bool read_date(char variable) {
        switch (variable) {
        case 'a':
        case 'A':
            return name(kWeekdays).has_value();
        case 'b':
        case 'B':
        case 'h':
            if (const auto month = name(kMonths)) {
                parts_.month = *month + 1;
                return true;
            }
            return false;
        case 'C':
            return number(2, 0, 99, parts_.century);
        case 'd':
        case 'e':
            return number(2, 1, 31, parts_.day);
        case 'j':
            return number(3, 1, 366, parts_.year_day);
        case 'm':
            return number(2, 1, 12, parts_.month);
        case 'y':
            return number(2, 0, 99, parts_.short_year);
        case 'Y': {
            std::optional<int> year;
            if (!number(4, 0, 9999, year)) {
                return false;
            }
            parts_.year = *year;
            return true;
        }
        case 'g':
        case 'U':
        case 'V':
        case 'W':
            return ignored(2);
        case 'G':
            return ignored(4);
        case 'u':
        case 'w':
            return ignored(1);
        default:
            return false;
        }
    }

    bool read_time(char variable) {
        switch (variable) {
        case 'H':
        case 'k':
            return number(2, 0, 23, parts_.hour);
        case 'I':
        case 'l':
            return number(2, 1, 12, parts_.hour12);
        case 'M':
            return number(2, 0, 59, parts_.minute);
        case 'S':
            return number(2, 0, 60, parts_.second);
        case 'p':
        case 'P':
            return half_day();
        case 's':
            return epoch();
        case 'z':
            return offset() || zone_name();
        case 'Z':
            return zone_name() || offset();
        case 'n':
        case 't':
            skip_blanks();
            return true;
        case '%':
            return literal('%');
        default:
            return false;
        }
    }

    void skip_blanks() {
        while (at_ < text_.size() && is_space(text_[at_])) {
            ++at_;
        }
    }

    bool literal(char c) {
        if (at_ < text_.size() && text_[at_] == c) {
            ++at_;
            return true;
        }
        return false;
    }

    bool at_digit() const { return at_ < text_.size() && is_digit(text_[at_]); }

    template <class Target>
    bool number(int max_digits, int least, int most, Target& target) {
        skip_blanks();
        if (!at_digit()) {
            return false;
        }
        int value = 0;
        for (int i = 0; i < max_digits && at_digit(); ++i) {
            value = value * 10 + (text_[at_++] - '0');
        }
        if (value < least || value > most) {
            return false;
        }
        target = value;
        return true;
    }

    bool ignored(int max_digits) {
        int value = 0;
        return number(max_digits, 0, 9999, value);
    }

    template <class Names>
    std::optional<int> name(const Names& names) {
        for (std::size_t i = 0; i < names.size(); ++i) {
            for (const std::size_t length : {names[i].size(), kShortName}) {
                if (equal_caseless(text_.substr(at_, length), names[i].substr(0, length))) {
                    at_ += length;
                    return static_cast<int>(i);
                }
            }
        }
        return std::nullopt;
    }

    bool half_day() {
        skip_blanks();
        const auto word = text_.substr(at_, 2);
        if (!equal_caseless(word, "AM") && !equal_caseless(word, "PM")) {
            return false;
        }
        parts_.afternoon = equal_caseless(word, "PM");
        at_ += 2;
        return true;
    }

    bool epoch() {
        const bool negative = literal('-');
        if (!at_digit()) {
            return false;
        }
        std::int64_t value = 0;
        for (int i = 0; i < 15 && at_digit(); ++i) {
            value = value * 10 + (text_[at_++] - '0');
        }
        parts_.epoch = negative ? -value : value;
        return true;
    }

    // The digits of a fraction, which may be absent at the end of the text. More digits than the format asks for are passed
    // over unless something else follows at once, so that %3N reads microseconds too.
    bool subseconds(int max_digits, bool more_follows) {
        if (!at_digit()) {
            return at_ >= text_.size();
        }
        const int most = max_digits > 0 ? max_digits : 9;
        double value = 0;
        double scale = 1;
        for (int i = 0; at_digit() && (i < most || !more_follows); ++i, ++at_) {
            if (i < most) {
                value = value * 10 + (text_[at_] - '0');
                scale *= 10;
            }
        }
        parts_.fraction = value / scale;
        return true;
    }

    // Z, +hh, +hhmm, +hh:mm and +hh:mm:ss.
    bool offset() {
        if (literal('Z') || literal('z')) {
            parts_.offset = 0;
            return true;
        }
        const std::size_t start = at_;
        const bool west = literal('-');
        if (!west && !literal('+')) {
            return false;
        }
        int values[3] = {};
        for (int& value : values) {
            const std::size_t before = at_;
            const bool colon = before > start + 1 && literal(':');
            if (at_ + 1 >= text_.size() || !is_digit(text_[at_]) || !is_digit(text_[at_ + 1]) ||
                (!colon && &value == &values[2])) {
                at_ = before;
                break;
            }
            value = (text_[at_] - '0') * 10 + (text_[at_ + 1] - '0');
            at_ += 2;
        }
        if (at_ == start + 1 || values[0] > 18 || values[1] > 59 || values[2] > 59) {
            at_ = start;
            return false;
        }
        const int seconds = values[0] * 3600 + values[1] * 60 + values[2];
        parts_.offset = west ? -seconds : seconds;
        return true;
    }

    bool offset_minutes() {
        const bool west = literal('-');
        if (!west) {
            literal('+');
        }
        int minutes = 0;
        if (!number(4, 0, 18 * 60, minutes)) {
            return false;
        }
        parts_.offset = (west ? -minutes : minutes) * 60;
        return true;
    }

    // An abbreviation ("EST", "UTC", also "UTC+02:00") or a name of the zone database ("Europe/Berlin").
    bool zone_name() {
        skip_blanks();
        std::size_t end = at_;
        while (end < text_.size() && (is_letter(text_[end]) || text_[end] == '/' || text_[end] == '_')) {
            ++end;
        }
        const auto word = text_.substr(at_, end - at_);
        if (const auto seconds = offset_of_abbreviation(word)) {
            at_ = end;
            if (*seconds != 0 || !offset()) {
                parts_.offset = seconds;
            }
            return true;
        }
        if (word.find('/') == std::string_view::npos) {
            return false;
        }
        parts_.zone = TimeZone::named(word);
        at_ = end;
        return parts_.zone.has_value();
    }

    std::string_view text_;
    std::size_t at_ = 0;
    TimeParts parts_;
};

std::optional<std::int64_t> year_of(const TimeParts& parts) {
    if (parts.year) {
        return parts.year;
    }
    if (parts.short_year) {
        // POSIX: 69 to 99 are of the twentieth century, the others of this one.
        const int century = parts.century ? *parts.century : *parts.short_year >= 69 ? 19 : 20;
        return century * 100 + *parts.short_year;
    }
    if (parts.century) {
        return *parts.century * 100;
    }
    return std::nullopt;
}

std::optional<double> TimeReader::finish(const TimeZone& zone, double now) const {
    if (parts_.epoch) {
        return static_cast<double>(*parts_.epoch) + parts_.fraction;
    }
    const TimeZone& local = parts_.zone ? *parts_.zone : zone;
    const auto year = year_of(parts_);
    // A year or a month alone is no time: Splunk gives none without a day.
    if ((year || parts_.month) && !parts_.day && !parts_.year_day) {
        return std::nullopt;
    }
    CivilTime civil;
    if (!year && is_time(now)) {
        const auto today = local.to_civil(static_cast<std::int64_t>(std::floor(now)));
        const bool time_only = !parts_.month && !parts_.day && !parts_.year_day;
        civil.year = today.year;
        civil.month = time_only || (parts_.day && !parts_.month) ? today.month : 1;
        civil.day = time_only ? today.day : 1;
    }
    civil.year = year.value_or(civil.year);
    civil.month = parts_.month.value_or(civil.month);
    civil.day = parts_.day.value_or(civil.day);
    if (parts_.year_day && !parts_.month && !parts_.day) {
        if (*parts_.year_day > (is_leap_year(civil.year) ? 366 : 365)) {
            return std::nullopt;
        }
        civil.month = 1;
        civil.day = *parts_.year_day;  // to_epoch carries it into its month
    } else if (civil.day > days_in_month(civil.year, civil.month)) {
        return std::nullopt;
    }
    civil.hour = parts_.hour;
    if (parts_.hour12) {
        civil.hour = *parts_.hour12 % 12 + (parts_.afternoon.value_or(false) ? 12 : 0);
    }
    civil.minute = parts_.minute;
    civil.second = parts_.second;
    const std::int64_t seconds = parts_.offset ? TimeZone().to_epoch(civil) - *parts_.offset : local.to_epoch(civil);
    return static_cast<double>(seconds) + parts_.fraction;
}

}  // namespace

std::optional<double> parse_time(std::string_view text, std::string_view format, const TimeZone& zone, double now) {
    TimeReader reader(text);
    if (!reader.read(format)) {
        return std::nullopt;
    }
    return reader.finish(zone, now);
}

}  // namespace karst
