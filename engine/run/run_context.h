// Context of a running pipeline, beside its plan: time, limits, lookups, the growing field table, and where warnings go. One
// per run (and thread); plans are shared, contexts are not.
#pragma once

#include "engine/row/field_table.h"
#include "engine/run/memory_account.h"
#include "engine/text/regex_limits.h"
#include "engine/time/time_zone.h"

#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <random>
#include <string>
#include <string_view>

namespace karst {

class GeoDatabase;
class LookupRegistry;
class TemporaryFiles;
class EventInputs;
struct InputRowsOfPlan;

/// Splunk's limits (limits.conf), which change results where they bite. `none()` lifts them (--no-caps).
struct Limits {
    std::size_t subsearch_rows = 10'000;
    std::size_t join_rows = 50'000;
    std::size_t append_rows = 50'000;
    std::size_t list_values = 100;
    std::size_t sort_rows = 10'000;
    std::size_t mvexpand_memory_mb = 500;
    std::size_t transaction_open = 5'000;
    std::size_t transaction_events = 1'000;
    std::size_t spath_cutoff = 5'000;
    std::size_t kv_fields = 100;
    std::size_t kv_characters = 10'240;
    std::size_t top_values = 50'000;

    static Limits none() {
        constexpr auto all = std::numeric_limits<std::size_t>::max();
        return {all, all, all, all, all, all, all, all, all, all, all, all};
    }
};

/// Said once each, at most a few times a kind, on standard error by the command line.
using WarningSink = std::function<void(std::string_view message)>;

struct RunContext {
    FieldTable fields;           // starts as the plan's table; may grow
    double now = 0;              // what now() is, seconds since 1970
    double search_earliest = 0;  // bounds of the search, for addinfo
    double search_latest = std::numeric_limits<double>::infinity();
    TimeZone zone;  // --tz
    Limits limits;
    std::shared_ptr<LookupRegistry> lookups;      // shared by the pipelines of a run; outputlookup writes here
    std::shared_ptr<const GeoDatabase> places;    // --geoip; null: none
    EventInputs* inputs = nullptr;                // the events of this run, for pipelines that scan them
    std::shared_ptr<InputRowsOfPlan> input_rows;  // of the plan that runs (engine/plan/plan_input.h); null: it has no inputs
    std::string dataset;                          // MODEL.NODE that the rows of the inputs belong to; empty: none
    std::mt19937_64 random{0x6b61727374};         // seeded alike in each run: results are reproducible
    // What the operators of all rules of a run hold together.
    std::shared_ptr<MemoryAccount> memory = std::make_shared<MemoryAccount>();
    std::shared_ptr<TemporaryFiles> temporary_files;  // for what does not fit into memory; null: there are none
    std::size_t threads = 1;                          // that work for the run
    bool push_down = true;  // leave out events early that a later command would; false: every stage sees all that comes to it
    WarningSink warn = [](std::string_view) {};
    // Copies for the pipelines within a run share these; what runs on another thread has its own.
    std::shared_ptr<RegexLimitHits> regex_limits = std::make_shared<RegexLimitHits>();       // of the search
    std::shared_ptr<RegexLimitHits> pack_regex_limits = std::make_shared<RegexLimitHits>();  // of the packs, in its scans
};

}  // namespace karst
