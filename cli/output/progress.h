// The line on a terminal that says how far a run is. It is written over again and again, and wiped before anything else is
// said.
#pragma once

#include "base/clock.h"

#include <memory>
#include <string>

namespace karst::cli {

class Progress {
public:
    explicit Progress(bool shown, std::shared_ptr<const Clock> clock = real_clock())
        : shown_(shown), clock_(std::move(clock)), last_(clock_->elapsed()) {}
    ~Progress() { clear(); }
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    /// Whether there is any use in telling it something now: it is shown, and the last line is a while ago.
    bool due();
    void show(const std::string& text);
    void clear();

private:
    bool shown_;
    bool written_ = false;
    std::shared_ptr<const Clock> clock_;
    double last_;  // when something was shown, as the clock tells what has elapsed
};

}  // namespace karst::cli
