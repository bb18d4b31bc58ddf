#include "cli/output/progress.h"

#include <iostream>

namespace karst::cli {

namespace {

constexpr auto kInterval = std::chrono::milliseconds(200);  // also before the first line: what is quick needs none

}  // namespace

bool Progress::due() {
    return shown_ && std::chrono::steady_clock::now() - last_ >= kInterval;
}

void Progress::show(const std::string& text) {
    if (!shown_) {
        return;
    }
    std::cerr << "\r\x1b[K" << text << std::flush;
    written_ = true;
    last_ = std::chrono::steady_clock::now();
}

void Progress::clear() {
    if (written_) {
        std::cerr << "\r\x1b[K" << std::flush;
        written_ = false;
    }
}

}  // namespace karst::cli
