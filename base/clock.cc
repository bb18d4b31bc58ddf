#include "base/clock.h"

#include <chrono>

namespace karst {

namespace {

class MachineClock final : public Clock {
public:
    double now() const override { return seconds(std::chrono::system_clock::now()); }
    double elapsed() const override { return seconds(std::chrono::steady_clock::now()); }

private:
    template <class TimePoint>
    static double seconds(TimePoint time) {
        return std::chrono::duration<double>(time.time_since_epoch()).count();
    }
};

}  // namespace

const std::shared_ptr<const Clock>& real_clock() {
    static const std::shared_ptr<const Clock> kClock = std::make_shared<const MachineClock>();
    return kClock;
}

}  // namespace karst
