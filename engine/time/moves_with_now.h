// Times that are relative to now(), told from those that are not.
#pragma once

namespace karst {

/// True when a time moves with now(): `time_at(now)`, what it is at a now(), is asked at two of them.
template <class TimeAt>
bool moves_with_now(TimeAt time_at) {
    constexpr double kOnce = 1'000'000'000.0;
    constexpr double kLater = 1'700'000'001.0;
    return time_at(kOnce) != time_at(kLater);
}

}  // namespace karst
