// What several subcommands share on the command line, and what is made of it.
#pragma once

#include "base/clock.h"
#include "base/environment.h"
#include "cli/options/arguments.h"
#include "engine/run/run_context.h"
#include "engine/scan/event_scan.h"

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace karst::cli {

/// The command line, a rule or an input cannot be used: exit code 2, with this message.
class UsageError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

struct CommonOptions {
    std::string content;               // --content
    std::vector<std::string> packs;    // --packs
    std::string format;                // --format; empty: by where the output goes
    std::string output;                // -o
    std::vector<std::string> outputs;  // --output FORMAT=FILE
    std::string color = "auto";        // --color
    std::string progress = "auto";
    bool verbose = false;
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
    std::size_t threads = 1;
};

void add_common_options(Arguments& arguments, CommonOptions& options);
void add_event_options(Arguments& arguments, EventOptions& options);

/// A run with time, zone, limits and memory as the options say. `newest` is what now() is when --now is not given; without both
/// it is what the clock shows. The zone is that of the variable TZ when --tz is not given. Throws UsageError.
RunContext make_run_context(const EventOptions& options, std::optional<double> newest = std::nullopt,
                            const Environment& environment = *real_environment(), const Clock& clock = *real_clock());

ScanOptions make_scan_options(const EventOptions& options);

/// "512M", "2G", "100000": bytes. Throws UsageError.
std::size_t parse_size(const std::string& text);

/// Whether output to this descriptor is coloured: --color, NO_COLOR, and whether it is a terminal.
bool use_color(const CommonOptions& options, int descriptor, const Environment& environment = *real_environment());

}  // namespace karst::cli
