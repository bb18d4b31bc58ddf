// Targets of the output of a run: standard output or the file of -o, in the form of --format, and beside it one file for each
// --output FORMAT=FILE.
#pragma once

#include "cli/output/formats/output_format.h"
#include "cli/output/output_file.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace karst::cli {

/// What the command line says of the output.
struct OutputOptions {
    std::string format;                // --format; empty: by where the output goes
    std::string file;                  // -o; empty: standard output
    std::vector<std::string> outputs;  // --output FORMAT=FILE
    std::string color = "auto";        // --color
};

struct OutputTarget {
    const OutputFormat* format;
    std::unique_ptr<OutputFile> file;
};

/// All targets of a run, opened before anything else is done: a report that cannot be written is not worth running for. Throws
/// UsageError, also for a format that cannot show things of the kind.
std::vector<OutputTarget> open_targets(const OutputOptions& options, Shown kind);

/// Writes a report to all targets. Throws UsageError.
void write_report(std::vector<OutputTarget>& targets, const OutputOptions& options, const Report& report);

/// Writes a report that the library gives as a JSON text. `entries_of` takes its entries out of it, an array of objects; it is
/// the whole when there is none.
void write_report(std::vector<OutputTarget>& targets, const OutputOptions& options, Shown kind, const std::string& json,
                  const std::function<void(std::ostream& out, bool color)>& text,
                  const std::function<nlohmann::ordered_json(const nlohmann::ordered_json& whole)>& entries_of = {});

}  // namespace karst::cli
