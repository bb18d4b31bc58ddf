#include "cli/options/options.h"
#include "engine/formats/input_formats.h"

#include "engine/geo/geo_database.h"
#include "engine/input/event_reader.h"
#include "engine/input/input_format.h"
#include "engine/time/time_format.h"

#include <unistd.h>

#include <algorithm>

namespace karst::cli {

void add_common_options(Arguments& arguments, CommonOptions& options) {
    arguments.text("--content", options.content, "security_content checkout: macros/, lookups/, data_sources/",
                   {.placeholder = "DIR"});
    arguments.repeated("--packs", options.packs, "further knowledge packs, over the built-in ones", {.placeholder = "DIR"});
    arguments.text("-f,--format", options.format, "output format: table, json, ndjson or csv", {.placeholder = "NAME"});
    arguments.text("-o", options.output, "write the output to a file", {.placeholder = "FILE"});
    arguments.repeated("--output", options.outputs, "write the output to a file in a format, too; may be given several times",
                       {.placeholder = "FORMAT=FILE"});
    arguments.text("--color", options.color, "colours: auto, always or never",
                   {.placeholder = "WHEN", .choices = {"auto", "always", "never"}});
    arguments.text("--progress", options.progress, "on a terminal, say how far the run is: auto or never",
                   {.placeholder = "WHEN", .choices = {"auto", "never"}});
    arguments.flag("-v,--verbose", options.verbose, "say more");
    arguments.flag("-q,--quiet", options.quiet, "say only errors");
}

void add_event_options(Arguments& arguments, EventOptions& options) {
    std::vector<std::string> formats{"auto"};
    for (const auto& format : input_formats()) {
        formats.emplace_back(format.name);
    }
    arguments.text("--input-format", options.input_format, "format of the events; recognised from the content when not given",
                   {.placeholder = "NAME", .choices = formats});
    arguments.text("--dataset", options.dataset, "the rows are those of this data model node (with --input-format rows)",
                   {.placeholder = "MODEL.NODE"});
    arguments.text("--sourcetype", options.sourcetype, "sourcetype of the events");
    arguments.text("--source", options.source, "source of the events");
    arguments.text("--host", options.host, "host of the events");
    arguments.text("--index", options.index, "index of the events");
    arguments.text("--now", options.now, "what now() is: epoch or ISO 8601", {.placeholder = "TIME"});
    arguments.text("--tz", options.tz, "time zone of the search (UTC)", {.placeholder = "ZONE"});
    arguments.text("--earliest", options.earliest, "only events at or after this time", {.placeholder = "TIME"});
    arguments.text("--latest", options.latest, "only events before this time", {.placeholder = "TIME"});
    arguments.text("--max-memory", options.max_memory, "memory that collecting commands may use, such as 512M",
                   {.placeholder = "SIZE"});
    arguments.text("--geoip", options.geoip, "MaxMind database of places (.mmdb), for iplocation", {.placeholder = "FILE"});
    arguments.flag("--no-caps", options.no_caps, "lift Splunk's limits on rows (subsearch, join, sort …)");
    arguments.number("-j", options.threads, "threads that read events; the output does not depend on it (1)",
                     {.placeholder = "N"});
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

RunContext make_run_context(const EventOptions& options, std::optional<double> newest, const Environment& environment,
                            const Clock& clock) {
    RunContext run;
    // As for other programs, the environment's zone holds unless the command line names one; nothing at all means UTC.
    const std::string zone = !options.tz.empty() ? options.tz : environment.variable("TZ").value_or("UTC");
    if (const auto named = TimeZone::named(zone)) {
        run.zone = *named;
    } else if (!options.tz.empty()) {
        throw UsageError("unknown time zone '" + options.tz + "'");
    }
    run.now = newest ? *newest : clock.now();
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
    scan.threads = options.threads;
    return scan;
}

bool use_color(const CommonOptions& options, int descriptor, const Environment& environment) {
    if (options.color != "auto") {
        return options.color == "always";
    }
    return environment.variable("NO_COLOR").value_or("").empty() && ::isatty(descriptor) == 1;
}

}  // namespace karst::cli
