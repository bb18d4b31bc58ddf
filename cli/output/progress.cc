#include "cli/output/progress.h"

#include <iostream>

namespace karst::cli {

namespace {

constexpr double kInterval = 0.2;  // seconds; also before the first line: what is quick needs none

}  // namespace

bool Progress::due() {
    return shown_ && clock_->elapsed() - last_ >= kInterval;
}

void Progress::show(const std::string& text) {
    if (!shown_) {
        return;
    }
    std::cerr << "\r\x1b[K" << text << std::flush;
    written_ = true;
    last_ = clock_->elapsed();
}

void Progress::clear() {
    if (written_) {
        std::cerr << "\r\x1b[K" << std::flush;
        written_ = false;
    }
}

}  // namespace karst::cli
