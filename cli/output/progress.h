// The line on a terminal that says how far a run is. It is written over again and again, and wiped before anything else is
// said.
#pragma once

#include <chrono>
#include <string>

namespace karst::cli {

class Progress {
public:
    explicit Progress(bool shown) : shown_(shown) {}
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
    std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
};

}  // namespace karst::cli
