#include "base/ascii.h"
#include "engine/time/calendar.h"
#include "engine/time/time_format.h"

namespace karst {

namespace {

// Reads fixed-width digits from the front of a text. After a failure everything else fails too, so that callers check once.
class DigitReader {
public:
    explicit DigitReader(std::string_view text) : at_(text.data()), end_(text.data() + text.size()) {}

    int digits(int count) {
        int value = 0;
        unsigned wrong = 0;
        if (end_ - at_ < count) {
            return fail();
        }
        for (int i = 0; i < count; ++i) {
            const unsigned digit = static_cast<unsigned char>(at_[i]) - static_cast<unsigned>('0');
            wrong |= digit > 9 ? 1u : 0u;
            value = value * 10 + static_cast<int>(digit & 15);
        }
        at_ += count;
        return wrong != 0 ? fail() : value;
    }

    bool skip(char c) {
        if (at_ < end_ && *at_ == c) {
            ++at_;
            return true;
        }
        return false;
    }

    void expect(char c) {
        if (!skip(c)) {
            fail();
        }
    }

    bool at_digit() const { return at_ < end_ && is_digit(*at_); }
    int next_digit() { return *at_++ - '0'; }
    bool done() const { return at_ == end_; }
    bool failed() const { return failed_; }
    int fail() {
        failed_ = true;
        at_ = end_;
        return 0;
    }

private:
    const char* at_;
    const char* end_;
    bool failed_ = false;
};

struct Fraction {
    std::int64_t digits = 0;
    std::int64_t scale = 1;
};

Fraction read_fraction(DigitReader& reader) {
    constexpr std::int64_t nanoseconds = 1'000'000'000;
    Fraction fraction;
    if (!reader.skip('.') && !reader.skip(',')) {
        return fraction;
    }
    if (!reader.at_digit()) {
        reader.fail();
    }
    while (reader.at_digit()) {
        const int digit = reader.next_digit();
        if (fraction.scale < nanoseconds) {
            fraction.digits = fraction.digits * 10 + digit;
            fraction.scale *= 10;
        }
    }
    return fraction;
}

// The offset at the end of the text: none, Z, UTC, +hh, +hhmm, +hh:mm.
std::optional<int> read_offset(DigitReader& reader) {
    if (reader.done()) {
        return std::nullopt;
    }
    reader.skip(' ');
    if (reader.skip('Z') || reader.skip('z')) {
        return 0;
    }
    if (reader.skip('U')) {
        reader.expect('T');
        reader.expect('C');
        return 0;
    }
    const int sign = reader.skip('-') ? -1 : 1;
    if (sign > 0) {
        reader.expect('+');
    }
    const int hours = reader.digits(2);
    const bool colon = reader.skip(':');
    const int minutes = colon || !reader.done() ? reader.digits(2) : 0;
    if (hours > 18 || minutes > 59) {
        reader.fail();
    }
    return sign * (hours * 3600 + minutes * 60);
}

}  // namespace

std::optional<double> parse_iso8601(std::string_view text, const TimeZone& zone) {
    DigitReader reader(text);
    const int year = reader.digits(4);
    reader.expect('-');
    const int month = reader.digits(2);
    reader.expect('-');
    const int day = reader.digits(2);
    if (!reader.skip('T') && !reader.skip(' ') && !reader.skip('t')) {
        return std::nullopt;
    }
    const int hour = reader.digits(2);
    reader.expect(':');
    const int minute = reader.digits(2);
    const int second = reader.skip(':') ? reader.digits(2) : 0;
    const Fraction fraction = read_fraction(reader);
    const auto offset = read_offset(reader);
    if (reader.failed() || !reader.done()) {
        return std::nullopt;
    }
    // The ranges in one test each; a leap second (60) is the next minute's first.
    if (month < 1 || month > 12 || day < 1 || day > days_in_month(year, month) || hour > 23 || minute > 59 || second > 60) {
        return std::nullopt;
    }
    std::int64_t seconds = 0;
    if (offset) {
        seconds = days_since_epoch(year, month, day) * kSecondsPerDay + hour * 3600 + minute * 60 + second - *offset;
    } else {
        CivilTime civil;
        civil.year = year;
        civil.month = month;
        civil.day = day;
        civil.hour = hour;
        civil.minute = minute;
        civil.second = second;
        seconds = zone.to_epoch(civil);
    }
    // Up to microseconds the whole numbers are exact, so the one division gives the double nearest to the decimal text: the
    // same that reading "1610368847.123" gives.
    if (fraction.scale <= 1'000'000) {
        return static_cast<double>(seconds * fraction.scale + fraction.digits) / static_cast<double>(fraction.scale);
    }
    return static_cast<double>(seconds) + static_cast<double>(fraction.digits) / static_cast<double>(fraction.scale);
}

}  // namespace karst
