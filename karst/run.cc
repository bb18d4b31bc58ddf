#include "base/temporary_file.h"
#include "engine/formats/input_formats.h"
#include "engine/geo/geo_database.h"
#include "engine/input/input_format.h"
#include "engine/stream/input_error.h"
#include "engine/time/time_format.h"
#include "engine/value/number.h"
#include "karst/error.h"
#include "karst/run_impl.h"
#include "karst/source_impl.h"

#include <fmt/format.h>

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <utility>

namespace karst::api {

namespace {

constexpr std::size_t kMaxProblems = 5;  // said of each file; more say no more

TimeZone zone_of(const Engine::Impl& engine, const std::string& name) {
    // As for other programs, the environment's zone holds unless the caller names one; nothing at all means UTC.
    if (const auto zone = TimeZone::named(name.empty() ? engine.environment().variable("TZ").value_or("UTC") : name)) {
        return *zone;
    }
    if (!name.empty()) {
        throw ArgumentError("", "unknown time zone '" + name + "'");
    }
    return {};
}

// Says once that something did not fit into memory.
class NotedTemporaryFiles final : public TemporaryFiles {
public:
    NotedTemporaryFiles(std::shared_ptr<TemporaryFiles> files, std::function<void()> note)
        : files_(std::move(files)), note_(std::move(note)) {}

    std::unique_ptr<TemporaryFile> create() override {
        std::call_once(noted_, note_);
        return files_->create();
    }

private:
    std::shared_ptr<TemporaryFiles> files_;
    std::function<void()> note_;
    std::once_flag noted_;
};

std::optional<double> newest_time(const MemoryRows& rows) {
    const auto time = rows.fields().find("_time");
    std::optional<double> newest;
    for (const auto& batch : rows.batches()) {
        for (const auto& row : batch.rows()) {
            const auto number = time ? to_number(row.get(*time)) : std::nullopt;
            newest = number && (!newest || *number > *newest) ? number : newest;
        }
    }
    return newest;
}

}  // namespace

RunContext make_run_context(const Engine::Impl& engine, const RunOptions& options, std::optional<double> newest) {
    RunContext run;
    run.zone = zone_of(engine, options.time_zone);
    run.now = newest ? *newest : engine.clock().now();
    const auto time = [&](const std::string& text, const char* option) {
        const auto parsed = parse_time_bound(text, run.now, run.zone);
        if (!parsed) {
            throw ArgumentError(option, "'" + text + "' is not a time");
        }
        return *parsed;
    };
    if (!options.now.empty()) {
        run.now = time(options.now, "now");
    }
    if (!options.earliest.empty()) {
        run.search_earliest = time(options.earliest, "earliest");
    }
    if (!options.latest.empty()) {
        run.search_latest = time(options.latest, "latest");
    }
    run.limits = engine.limits();
    if (options.max_memory > 0) {
        run.memory = std::make_shared<MemoryAccount>(options.max_memory);
        run.temporary_files = temporary_files_in("");
    }
    if (!options.geoip.empty()) {
        try {
            run.places = std::make_shared<const GeoDatabase>(options.geoip);
        } catch (const GeoDatabaseError& error) {
            throw ArgumentError("geoip", error.what());
        }
    }
    run.dataset = options.dataset;
    run.threads = options.threads;
    run.push_down = options.use_index;
    return run;
}

void SaidOnce::operator()(LogLevel level, std::string_view message) {
    if (!log_.wants(level)) {
        return;
    }
    const std::lock_guard lock(mutex_);
    if (said_.emplace(message).second) {
        log_.write(level, message);
    }
}

std::string milliseconds_since(const Engine::Impl& engine, double began) {
    return fmt::format("{:.1f} ms", (engine.clock().elapsed() - began) * 1000);
}

ScanOptions EventRun::scan_options() {
    ScanOptions scan;
    if (!options_.input_format.empty()) {
        scan.read.format = find_input_format(options_.input_format);
        if (scan.read.format == nullptr) {
            throw ArgumentError("input_format", "'" + options_.input_format + "' is no format of event files");
        }
    }
    scan.sourcetype = options_.sourcetype;
    scan.source = options_.source;
    scan.host = options_.host;
    scan.index = options_.index;
    scan.threads = options_.threads;
    scan.use_index = options_.use_index;
    scan.clock = engine_.clock_ptr();
    scan.problems = [&log = engine_.log(), counts = std::map<std::string, std::size_t>()](const InputProblem& problem) mutable {
        const auto count = ++counts[problem.file];
        if (count <= kMaxProblems) {
            const auto place =
                problem.line == 0 ? std::string() : ":" + std::to_string(problem.line);  // 0: the file as a whole
            log.warn(problem.file + place + ": " + problem.message);
        } else if (count == kMaxProblems + 1) {
            log.warn(problem.file + ": there are more such events");
        }
    };
    if (options_.progress) {
        scan.progress = options_.progress;
    }
    scan.stopped = [stop = options_.stop] { return stop.stop_requested(); };
    if (engine_.log().wants(LogLevel::Info)) {
        scan.note = [said = said_](std::string_view message) { (*said)(LogLevel::Info, message); };
    }
    return scan;
}

EventRun::EventRun(const Engine::Impl& engine, const std::vector<Source>& sources, const RunOptions& options, RunNeeds needs)
    : engine_(engine), options_(options), began_(engine.clock().elapsed()), said_(std::make_shared<SaidOnce>(engine.log())) {
    const bool wants_now = needs.newest_time && options_.now.empty();
    if (are_rows(sources)) {
        read_rows(sources, wants_now);
    } else {
        read_events(sources, wants_now, needs.events_again);
    }
    if (wants_now) {
        engine.log().info(fmt::format("now is {}", context_.now));
    }
    if (context_.temporary_files != nullptr) {
        context_.temporary_files = std::make_shared<NotedTemporaryFiles>(context_.temporary_files, [said = said_] {
            (*said)(LogLevel::Info, "commands hold more than --max-memory allows and go on in temporary files");
        });
    }
    context_.warn = [said = said_](std::string_view message) { (*said)(LogLevel::Warning, message); };
}

void EventRun::read_rows(const std::vector<Source>& sources, bool wants_now) {
    rows_ = memory_rows(sources);
    row_inputs_ = std::make_unique<RowInputs>(rows_, engine_.knowledge()->models());
    context_ = make_run_context(engine_, options_, wants_now ? newest_time(*rows_) : std::nullopt);
    context_.inputs = row_inputs_.get();
}

void EventRun::read_events(const std::vector<Source>& sources, bool wants_now, bool again) {
    auto scan = scan_options();
    try {
        scan_ = std::make_unique<EventScan>(input_files(engine_, sources), std::move(scan), engine_.knowledge());
        if (wants_now || again) {
            scan_->keep_inputs();
        }
        context_ = make_run_context(engine_, options_, wants_now ? scan_->newest_time() : std::nullopt);
    } catch (const karst::InputError& error) {
        throw InputError(error.what());
    }
    context_.inputs = scan_.get();
}

RunStatistics EventRun::statistics(bool refused) const {
    RunStatistics statistics;
    if (scan_ != nullptr) {
        const auto& scanned = scan_->statistics();
        statistics.events = scanned.events;
        statistics.events_skipped = scanned.skipped;
        statistics.bytes = scanned.bytes;
    } else {
        statistics.events = rows_->size();
    }
    statistics.seconds = engine_.clock().elapsed() - began_;
    statistics.stopped = refused || stop_requested();
    if (engine_.log().wants(LogLevel::Info)) {
        engine_.log().info(fmt::format("{} events and {} bytes read in {}", statistics.events, statistics.bytes,
                                       milliseconds_since(engine_, began_)));
    }
    return statistics;
}

}  // namespace karst::api
