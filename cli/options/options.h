// Options that several subcommands share, and their form for the library.
#pragma once

#include "cli/options/arguments.h"
#include "cli/output/formats/output_target.h"
#include "karst/karst.h"

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace karst::cli {

struct CommonOptions {
    std::string content;             // --content
    std::vector<std::string> packs;  // --packs
    OutputOptions output;
    std::string progress = "auto";
    std::size_t verbose = 0;  // how often -v was given
    bool quiet = false;
};

struct EventOptions {
    std::string input_format = "auto";
    std::string dataset;
    std::string sourcetype;
    std::string source;
    std::string host;
    std::string index;
    std::string now;
    std::string tz;
    std::string earliest;
    std::string latest;
    std::string max_memory;
    std::string geoip;
    bool no_caps = false;
    bool no_index = false;
    std::size_t threads = 1;
};

void add_common_options(Arguments& arguments, CommonOptions& options);
void add_event_options(Arguments& arguments, EventOptions& options);

/// Options of a run. Throws UsageError.
RunOptions run_options(const EventOptions& options);

/// "512M", "2G", "100000": bytes. Throws UsageError.
std::size_t parse_size(const std::string& text);

}  // namespace karst::cli
