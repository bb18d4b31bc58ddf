#include "cli/options/options.h"

#include "cli/output/usage_error.h"

#include <stdexcept>
#include <utility>

namespace karst::cli {

void add_common_options(Arguments& arguments, CommonOptions& options) {
    arguments.text("--content", options.content, "security_content checkout: macros/, lookups/, data_sources/",
                   {.placeholder = "DIR"});
    arguments.repeated("--packs", options.packs, "further knowledge packs, over the built-in ones", {.placeholder = "DIR"});
    arguments.text("-f,--format", options.output.format, "output format: " + names_of_output_formats(),
                   {.placeholder = "NAME"});
    arguments.text("-o", options.output.file, "write the output to a file", {.placeholder = "FILE"});
    arguments.repeated("--output", options.output.outputs,
                       "write the output to a file in a format, too; may be given several times",
                       {.placeholder = "FORMAT=FILE"});
    arguments.text("--color", options.output.color, "colours: auto, always or never",
                   {.placeholder = "WHEN", .choices = {"auto", "always", "never"}});
    arguments.text("--progress", options.progress, "on a terminal, say how far the run is: auto or never",
                   {.placeholder = "WHEN", .choices = {"auto", "never"}});
    arguments.count("-v,--verbose", options.verbose, "say more");
    arguments.flag("-q,--quiet", options.quiet, "say only errors");
}

void add_event_options(Arguments& arguments, EventOptions& options) {
    std::vector<std::string> formats{"auto"};
    for (const auto& format : input_formats()) {
        formats.push_back(format);
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
    arguments.text("--max-memory", options.max_memory, "memory that the commands of all rules may hold, such as 512M",
                   {.placeholder = "SIZE"});
    arguments.text("--geoip", options.geoip, "MaxMind database of places (.mmdb), for iplocation", {.placeholder = "FILE"});
    arguments.flag("--no-caps", options.no_caps, "lift Splunk's limits on rows (subsearch, join, sort …)");
    arguments.flag("--no-index", options.no_index, "test every rule on every event: the same findings, slowly");
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

RunOptions run_options(const EventOptions& options) {
    RunOptions run;
    run.now = options.now;
    run.earliest = options.earliest;
    run.latest = options.latest;
    run.time_zone = options.tz;
    run.input_format = options.input_format == "auto" ? "" : options.input_format;
    run.sourcetype = options.sourcetype;
    run.source = options.source;
    run.host = options.host;
    run.index = options.index;
    run.dataset = options.dataset;
    run.geoip = options.geoip;
    if (!options.max_memory.empty()) {
        run.max_memory = parse_size(options.max_memory);
    }
    run.threads = options.threads;
    run.use_index = !options.no_index;
    return run;
}

}  // namespace karst::cli
