// Civil time in a time zone. Wraps the zone database so that its headers stay out of ours.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace karst {

/// Date and time of day as a calendar shows them. Fields may be out of range when given to TimeZone::to_epoch (month 13 is
/// January of the next year).
struct CivilTime {
    std::int64_t year = 1970;
    int month = 1;  // 1 to 12
    int day = 1;    // 1 to 31
    int hour = 0;
    int minute = 0;
    int second = 0;
    int weekday = 0;   // 0 Sunday to 6; set by to_civil
    int year_day = 1;  // 1 to 366; set by to_civil
    int offset = 0;    // seconds east of UTC; set by to_civil
    std::string zone;  // abbreviation; set by to_civil
};

/// A time zone; UTC when default-made. Copies are cheap.
class TimeZone {
public:
    TimeZone();
    /// By name ("Europe/Berlin", "UTC") or fixed offset ("+02:00"); nothing for an unknown name.
    static std::optional<TimeZone> named(std::string_view name);

    /// Civil time at whole seconds since 1970 (floor of `epoch`).
    CivilTime to_civil(std::int64_t epoch) const;
    /// Seconds since 1970; of a time that exists twice or not at all, the offset before the change.
    std::int64_t to_epoch(const CivilTime& civil) const;
    const std::string& name() const;

private:
    struct Zone;
    explicit TimeZone(std::shared_ptr<const Zone> zone) : zone_(std::move(zone)) {}
    std::shared_ptr<const Zone> zone_;
};

}  // namespace karst
