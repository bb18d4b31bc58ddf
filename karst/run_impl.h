// A run over sources, as all operations of the library make it. Not installed.
#pragma once

#include "engine/run/run_context.h"
#include "engine/scan/event_scan.h"
#include "engine/scan/row_inputs.h"
#include "karst/engine_impl.h"
#include "karst/run_options.h"
#include "karst/source.h"

#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace karst::api {

/// A run with time, zone, limits and memory as the options say. `newest` is what now() is when they do not say; without both it
/// is the clock. Throws ArgumentError.
RunContext make_run_context(const Engine::Impl& engine, const RunOptions& options, std::optional<double> newest = std::nullopt);

/// Says each message once. May be called from several threads.
class SaidOnce {
public:
    explicit SaidOnce(const Logger& log) : log_(log) {}
    void operator()(LogLevel level, std::string_view message);

private:
    const Logger& log_;
    std::mutex mutex_;
    std::set<std::string, std::less<>> said_;
};

/// What the plans of a run ask of it.
struct RunNeeds {
    bool newest_time = false;   // now() is that of the newest event
    bool events_again = false;  // events are read more than once
};

/// The events of a run, and the context that its plans run in.
class EventRun {
public:
    /// `engine` outlives this. Throws ArgumentError and InputError.
    EventRun(const Engine::Impl& engine, const std::vector<Source>& sources, const RunOptions& options, RunNeeds needs);

    RunContext& context() { return context_; }
    bool stop_requested() const { return options_.stop.stop_requested(); }
    /// Call once, at the end of the run. `refused`: who takes its results wanted no more.
    RunStatistics statistics(bool refused) const;
    const std::shared_ptr<SaidOnce>& said() const { return said_; }

private:
    ScanOptions scan_options();
    void read_rows(const std::vector<Source>& sources, bool wants_now);
    void read_events(const std::vector<Source>& sources, bool wants_now, bool again);

    const Engine::Impl& engine_;
    RunOptions options_;
    double began_;
    std::shared_ptr<SaidOnce> said_;
    std::unique_ptr<EventScan> scan_;  // null: the sources are rows
    std::shared_ptr<const MemoryRows> rows_;
    std::unique_ptr<RowInputs> row_inputs_;
    RunContext context_;
};

/// A text of milliseconds, for the log.
std::string milliseconds_since(const Engine::Impl& engine, double began);

}  // namespace karst::api
