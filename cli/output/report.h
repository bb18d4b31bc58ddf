// Where the output of a run goes: standard output or the file of -o, in the form of --format, and beside it one file for each
// --output FORMAT=FILE.
#pragma once

#include "cli/options/options.h"

#include <nlohmann/json_fwd.hpp>

#include <functional>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

namespace karst::cli {

/// Standard output, or a file.
class Output {
public:
    /// "" and "-" are standard output. Throws UsageError.
    explicit Output(const std::string& file);
    ~Output();
    std::ostream& stream() { return *stream_; }
    bool is_terminal() const { return terminal_; }
    /// Sends what was written on its way. Throws UsageError when it cannot be written.
    void finish();

private:
    std::string name_;
    std::unique_ptr<std::ostream> file_;
    std::ostream* stream_;
    bool terminal_ = false;
};

struct OutputTarget {
    std::string format;  // "": the default of the command
    std::unique_ptr<Output> output;
};

/// All targets of a run, opened before anything else is done: a report that cannot be written is not worth running for. Throws
/// UsageError for an unknown format.
std::vector<OutputTarget> open_targets(const CommonOptions& options);

/// What a command that reports rather than searches has to say, in each form.
struct Report {
    /// All of it, for json.
    const nlohmann::ordered_json& whole;
    /// Its entries, an array of objects: a line each for ndjson and csv.
    const nlohmann::ordered_json& entries;
    /// For people.
    std::function<void(std::ostream& out, bool color)> text;
};

void write_report(std::vector<OutputTarget>& targets, const CommonOptions& options, const Report& report);

}  // namespace karst::cli
