// Options and statistics of a run over events: time, limits, what is known of the events, and how to stop it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>

namespace karst::api {

/// Options of a run. Times are written as in Splunk's searches: seconds since 1970, ISO 8601, or relative to now (-24h@h).
struct RunOptions {
    std::string now;        // what now() is; empty: the time of the newest event where a rule asks for it, else the clock
    std::string earliest;   // only events at or after this time; empty: all
    std::string latest;     // only events before this time; empty: all
    std::string time_zone;  // of the search, such as Europe/Rome; empty: TZ of the environment, or UTC

    // What holds for all events whose source does not say otherwise (source.h); empty: by content, or Splunk's defaults.
    std::string input_format;  // a name of input_formats()
    std::string sourcetype;
    std::string source;
    std::string host;
    std::string index;
    std::string dataset;  // MODEL.NODE that the rows of row sources belong to

    std::string geoip;           // file of a MaxMind database of places, for iplocation; empty: none
    std::size_t max_memory = 0;  // bytes that collecting commands may hold; 0: no limit
    std::size_t threads = 1;     // that read events; what is found does not depend on it
    bool use_index = true;   // find the rules of an event by an index, and leave out events early; false: the same, one by one
    std::stop_token stop{};  // a request ends the run early, with what was found so far
    std::function<void(std::uint64_t events)> progress;  // told now and then how many events were read; may be empty
};

/// What a run has read.
struct RunStatistics {
    std::uint64_t events = 0;
    std::uint64_t events_skipped = 0;  // broken ones
    std::uint64_t bytes = 0;           // decompressed
    double seconds = 0;                // from the beginning of the run to its end
    bool stopped = false;              // it ended early, by RunOptions::stop or because its receiver wanted no more
};

}  // namespace karst::api
