#include "bench/sample_events.h"
#include "base/read_padding.h"

#include "engine/input/event_reader.h"

#include <fstream>
#include <numeric>
#include <stdexcept>
#include <string>

namespace karst::bench {

const std::vector<std::string_view>& sample_events() {
    static const auto kEvents = [] {
        std::ifstream file(KARST_SAMPLE_EVENTS);
        static std::vector<std::string> lines;  // what the views point into
        for (std::string line; std::getline(file, line);) {
            line.reserve(line.size() + kReadPadding);
            lines.push_back(std::move(line));
        }
        if (lines.empty()) {
            throw std::runtime_error("no events in " KARST_SAMPLE_EVENTS);
        }
        return std::vector<std::string_view>(lines.begin(), lines.end());
    }();
    return kEvents;
}

std::size_t sample_bytes() {
    const auto& events = sample_events();
    return std::accumulate(events.begin(), events.end(), std::size_t{0},
                           [](std::size_t sum, std::string_view event) { return sum + event.size(); });
}

}  // namespace karst::bench
