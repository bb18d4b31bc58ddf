// Interruption of a run by Ctrl-C or SIGTERM: the first request ends the run with what it has done; a second one ends the
// program at once.
#pragma once

#include <stop_token>

namespace karst::cli {

/// The exit code of a run that was interrupted.
constexpr int kInterrupted = 130;

class Interruption {
public:
    /// Requests are caught from now on. One at a time may live.
    Interruption();
    ~Interruption();
    Interruption(const Interruption&) = delete;
    Interruption& operator=(const Interruption&) = delete;

    /// For RunOptions::stop.
    std::stop_token token() const { return source_.get_token(); }
    /// Passes a request on to the run; to be called now and then while it goes on.
    void poll();
    bool requested() const;

private:
    std::stop_source source_;
};

}  // namespace karst::cli
