// The clock: an interface, so that tests and programs that embed karst say what time it is.
#pragma once

#include <memory>

namespace karst {

class Clock {
public:
    virtual ~Clock() = default;
    /// Seconds since 1970, with their fractions.
    virtual double now() const = 0;
    /// Seconds since some moment, on a clock that nobody sets: for how long something took.
    virtual double elapsed() const = 0;
};

/// The clock of this machine.
const std::shared_ptr<const Clock>& real_clock();

/// A clock that stands still.
class FixedClock final : public Clock {
public:
    explicit FixedClock(double now) : now_(now) {}
    double now() const override { return now_; }
    double elapsed() const override { return 0; }

private:
    double now_;
};

}  // namespace karst
