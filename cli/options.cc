#include "cli/options.h"

#include "engine/geo/geo_database.h"
#include "engine/input/event_reader.h"
#include "engine/input/input_format.h"
#include "engine/time/time_format.h"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>

namespace karst::cli {

void add_common_options(CLI::App& app, CommonOptions& options) {
    app.add_option("--content", options.content, "security_content checkout: macros/, lookups/, data_sources/")
        ->type_name("DIR");
    app.add_option("--packs", options.packs, "further knowledge packs, over the built-in ones")
        ->type_name("DIR")
        ->allow_extra_args(false);
    app.add_option("-f,--format", options.format, "output format: table, json, ndjson or csv")->type_name("NAME");
    app.add_option("-o", options.output, "write the output to a file")->type_name("FILE");
    app.add_option("--output", options.outputs, "write the output to a file in a format, too; may be given several times")
        ->type_name("FORMAT=FILE")
        ->allow_extra_args(false);
    app.add_option("--color", options.color, "colours: auto, always or never")
        ->type_name("WHEN")
        ->check(CLI::IsMember({"auto", "always", "never"}));
    app.add_option("--progress", options.progress, "on a terminal, say how far the run is: auto or never")
        ->type_name("WHEN")
        ->check(CLI::IsMember({"auto", "never"}));
    app.add_flag("-v,--verbose", options.verbose, "say more");
    app.add_flag("-q,--quiet", options.quiet, "say only errors");
}

void add_event_options(CLI::App& app, EventOptions& options) {
    std::vector<std::string> formats{"auto"};
    for (const auto& format : input_formats()) {
        formats.emplace_back(format.name);
    }
    app.add_option("--input-format", options.input_format, "format of the events; recognised from the content when not given")
        ->type_name("NAME")
        ->check(CLI::IsMember(formats));
    app.add_option("--dataset", options.dataset, "the rows are those of this data model node (with --input-format rows)")
        ->type_name("MODEL.NODE");
    app.add_option("--sourcetype", options.sourcetype, "sourcetype of the events");
    app.add_option("--source", options.source, "source of the events");
    app.add_option("--host", options.host, "host of the events");
    app.add_option("--index", options.index, "index of the events");
    app.add_option("--now", options.now, "what now() is: epoch or ISO 8601")->type_name("TIME");
    app.add_option("--tz", options.tz, "time zone of the search (UTC)")->type_name("ZONE");
    app.add_option("--earliest", options.earliest, "only events at or after this time")->type_name("TIME");
    app.add_option("--latest", options.latest, "only events before this time")->type_name("TIME");
    app.add_option("--max-memory", options.max_memory, "memory that collecting commands may use, such as 512M")
        ->type_name("SIZE");
    app.add_option("--geoip", options.geoip, "MaxMind database of places (.mmdb), for iplocation")->type_name("FILE");
    app.add_flag("--no-caps", options.no_caps, "lift Splunk's limits on rows (subsearch, join, sort …)");
    app.add_option("-j", options.threads, "threads")->type_name("N");
}

std::size_t parse_size(const std::string& text) {
    std::size_t digits = 0;
    std::size_t number = 0;
    try {
        number = std::stoull(text, &digits);
    } catch (const std::exception&) {
        throw UsageError("'" + text + "' is not a size; write a number such as 512M or 2G");
    }
    const auto unit = text.substr(digits);
    for (const auto& [name, shift] : {std::pair{"K", 10}, std::pair{"M", 20}, std::pair{"G", 30}}) {
        if (unit == name || unit == std::string(name) + "B" || unit == std::string(name) + "iB") {
            return number << shift;
        }
    }
    if (!unit.empty()) {
        throw UsageError("'" + text + "' is not a size; write a number such as 512M or 2G");
    }
    return number;
}

RunContext make_run_context(const EventOptions& options, std::optional<double> newest) {
    RunContext run;
    // As for other programs, the environment's zone holds unless the command line names one; nothing at all means UTC.
    const char* environment = std::getenv("TZ");
    const std::string zone = !options.tz.empty() ? options.tz : environment != nullptr ? environment : "UTC";
    if (const auto named = TimeZone::named(zone)) {
        run.zone = *named;
    } else if (!options.tz.empty()) {
        throw UsageError("unknown time zone '" + options.tz + "'");
    }
    const auto clock = std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
    run.now = newest.value_or(clock);
    const auto time = [&](const std::string& text, const char* option) {
        const auto parsed = parse_time_bound(text, run.now, run.zone);
        if (!parsed) {
            throw UsageError(std::string(option) + ": '" + text + "' is not a time");
        }
        return *parsed;
    };
    if (!options.now.empty()) {
        run.now = time(options.now, "--now");
    }
    if (!options.earliest.empty()) {
        run.search_earliest = time(options.earliest, "--earliest");
    }
    if (!options.latest.empty()) {
        run.search_latest = time(options.latest, "--latest");
    }
    if (options.no_caps) {
        run.limits = Limits::none();
    }
    if (!options.max_memory.empty()) {
        run.max_memory = parse_size(options.max_memory);
    }
    if (!options.geoip.empty()) {
        try {
            run.places = std::make_shared<const GeoDatabase>(options.geoip);
        } catch (const GeoDatabaseError& error) {
            throw UsageError(std::string("--geoip: ") + error.what());
        }
    }
    return run;
}

ScanOptions make_scan_options(const EventOptions& options) {
    ScanOptions scan;
    scan.read.format = find_input_format(options.input_format);  // "auto" is none of them
    scan.sourcetype = options.sourcetype;
    scan.source = options.source;
    scan.host = options.host;
    scan.index = options.index;
    return scan;
}

bool use_color(const CommonOptions& options, int descriptor) {
    if (options.color != "auto") {
        return options.color == "always";
    }
    const char* no_color = std::getenv("NO_COLOR");
    return (no_color == nullptr || *no_color == '\0') && ::isatty(descriptor) == 1;
}

}  // namespace karst::cli
