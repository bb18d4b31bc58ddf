#include "engine/time/time_zone.h"

#include "base/ascii.h"
#include "engine/time/calendar.h"
#include "engine/value/caseless.h"

#include <absl/time/civil_time.h>
#include <absl/time/time.h>
#include <fmt/format.h>

#include <cctype>
#include <cstdlib>
#include <filesystem>

namespace karst {

// A null pointer stands for UTC, which needs no tables: copies are free and the hot path has no call into the library.
struct TimeZone::Zone {
    absl::TimeZone zone;
    std::string name;
    bool fixed = false;
};

namespace {

bool is_utc_name(std::string_view name) {
    return equal_caseless(name, "UTC") || equal_caseless(name, "GMT") || name == "Z" || name == "Etc/UTC";
}

// Seconds east of UTC of "+02:00", "-0330", "+2", with or without UTC or GMT before it.
std::optional<int> parse_offset(std::string_view text) {
    if (text.size() > 3 && is_utc_name(text.substr(0, 3))) {
        text.remove_prefix(3);
    }
    if (text.size() < 2 || (text.front() != '+' && text.front() != '-')) {
        return std::nullopt;
    }
    const int sign = text.front() == '-' ? -1 : 1;
    std::string digits;
    for (const char c : text.substr(1)) {
        if (c == ':' && digits.size() == 2) {
            continue;
        }
        if (!is_digit(c)) {
            return std::nullopt;
        }
        digits += c;
    }
    if (digits.size() == 1) {
        digits.insert(0, "0");
    }
    if (digits.size() == 2) {
        digits += "00";
    }
    if (digits.size() != 4) {
        return std::nullopt;
    }
    const int hours = (digits[0] - '0') * 10 + digits[1] - '0';
    const int minutes = (digits[2] - '0') * 10 + digits[3] - '0';
    if (hours > 18 || minutes > 59) {
        return std::nullopt;
    }
    return sign * (hours * 3600 + minutes * 60);
}

std::string offset_name(int offset) {
    const int minutes = std::abs(offset) / 60;
    return fmt::format("{}{:02}:{:02}", offset < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

// Names reach this function from event text, and the library remembers every name it was ever asked for. So only names that
// stand in the zone database get that far, and nothing that could leave its folder.
bool is_in_database(std::string_view name) {
    if (name.empty() || name.size() > 64 || !is_letter(name.front())) {
        return false;
    }
    for (const char c : name) {
        if (!is_letter_or_digit(c) && c != '/' && c != '_' && c != '-' && c != '+') {
            return false;
        }
    }
    const char* folder = std::getenv("TZDIR");
    std::error_code error;
    const auto path = std::filesystem::path(folder != nullptr ? folder : "/usr/share/zoneinfo") / std::string(name);
    return std::filesystem::is_regular_file(path, error);
}

void carry(std::int64_t& larger, std::int64_t& smaller, std::int64_t size) {
    const std::int64_t whole = floor_divide(smaller, size);
    larger += whole;
    smaller -= whole * size;
}

}  // namespace

TimeZone::TimeZone() = default;

std::optional<TimeZone> TimeZone::named(std::string_view name) {
    if (is_utc_name(name)) {
        return TimeZone();
    }
    if (const auto offset = parse_offset(name)) {
        return *offset == 0 ? TimeZone()
                            : TimeZone(std::make_shared<Zone>(Zone{absl::FixedTimeZone(*offset), offset_name(*offset), true}));
    }
    auto zone = std::make_shared<Zone>();
    if (name != "localtime" && !is_in_database(name)) {
        return std::nullopt;
    }
    if (!absl::LoadTimeZone(std::string(name), &zone->zone)) {
        return std::nullopt;
    }
    zone->name = name;
    return TimeZone(std::move(zone));
}

CivilTime TimeZone::to_civil(std::int64_t epoch) const {
    CivilTime civil;
    absl::CivilSecond local;
    if (!zone_) {
        local = absl::CivilSecond() + epoch;
        civil.zone = "UTC";
    } else {
        const auto info = zone_->zone.At(absl::FromUnixSeconds(epoch));
        local = info.cs;
        civil.offset = info.offset;
        civil.zone = zone_->fixed ? zone_->name : std::string(info.zone_abbr);
    }
    civil.year = local.year();
    civil.month = local.month();
    civil.day = local.day();
    civil.hour = local.hour();
    civil.minute = local.minute();
    civil.second = local.second();
    const std::int64_t days = days_since_epoch(civil.year, civil.month, civil.day);
    civil.weekday = weekday_of(days);
    civil.year_day = static_cast<int>(days - days_since_epoch(civil.year, 1, 1)) + 1;
    return civil;
}

std::int64_t TimeZone::to_epoch(const CivilTime& civil) const {
    if (zone_) {
        const absl::CivilSecond local(civil.year, civil.month, civil.day, civil.hour, civil.minute, civil.second);
        return absl::ToUnixSeconds(zone_->zone.At(local).pre);
    }
    std::int64_t year = civil.year;
    std::int64_t month = civil.month - 1;
    carry(year, month, 12);
    const std::int64_t days = days_since_epoch(year, static_cast<int>(month) + 1, civil.day);
    return days * kSecondsPerDay + civil.hour * std::int64_t{3600} + civil.minute * std::int64_t{60} + civil.second;
}

const std::string& TimeZone::name() const {
    static const std::string kUtc = "UTC";
    return zone_ ? zone_->name : kUtc;
}

}  // namespace karst
