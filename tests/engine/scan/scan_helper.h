// A search over an event file, with packs given as YAML.
#pragma once

#include "engine/scan/event_scan.h"
#include "engine/stream/input_error.h"

#include <map>
#include <string>
#include <vector>

namespace karst::test {

using Rows = std::vector<std::map<std::string, std::string>>;

struct SearchResult {
    Rows rows;
    std::vector<InputProblem> problems;
    ScanStatistics statistics;
};

struct SearchSetup {
    std::string bytes;
    std::vector<std::string> packs;
    std::string sourcetype;
    std::string source;
    std::string format;
};

SearchResult search_file(const SearchSetup& setup, const std::string& spl);

}  // namespace karst::test
