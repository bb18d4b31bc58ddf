// Output formats: a name, and a writer for each kind of thing that a format can show. A new format is a file beside this one,
// and a row of the table in output_formats.cc.
#pragma once

#include "karst/karst.h"

#include <nlohmann/json_fwd.hpp>

#include <functional>
#include <memory>
#include <ostream>
#include <span>
#include <string>
#include <string_view>

namespace karst::cli {

/// What a command has to show.
enum class Shown {
    Rows,         // of a search
    Findings,     // of rules
    Tests,        // results of tests
    Diagnostics,  // of lint
    Lists         // explanations, fields, commands …: anything else
};

/// Writes findings as they come.
class FindingWriter {
public:
    virtual ~FindingWriter() = default;
    virtual void add(const Finding& finding) = 0;
    virtual void finish() = 0;
};

/// What a command that reports rather than searches has to say, in each form.
struct Report {
    Shown kind;
    /// All of it.
    const nlohmann::ordered_json& whole;
    /// Its entries, an array of objects.
    const nlohmann::ordered_json& entries;
    /// For people.
    std::function<void(std::ostream& out, bool color)> text;
};

/// A format. What it cannot show has no writer.
struct OutputFormat {
    std::string_view name;     // of --format
    std::string_view summary;  // a few words for a list of formats
    std::unique_ptr<RowReceiver> (*rows)(std::ostream& out);
    std::unique_ptr<FindingWriter> (*findings)(std::ostream& out);
    void (*tests)(std::ostream& out, const Report& report, bool color);
    void (*diagnostics)(std::ostream& out, const Report& report, bool color);
    void (*lists)(std::ostream& out, const Report& report, bool color);

    bool can_show(Shown kind) const;
    /// Writes a report of a kind that the format can show.
    void write(std::ostream& out, const Report& report, bool color) const;
};

/// All formats, in the order in which help names them.
std::span<const OutputFormat* const> output_formats();

/// The format of that name, which can show things of the kind. Throws UsageError.
const OutputFormat& find_output_format(std::string_view name, Shown kind);

/// What is chosen where nobody names a format: for reports the table, for rows and findings a table on a terminal and NDJSON
/// elsewhere.
const OutputFormat& default_output_format(Shown kind, bool is_terminal);

/// "table, json, ndjson or csv".
std::string names_of_output_formats();

// The formats, each in a file of its own.
extern const OutputFormat kTableFormat;
extern const OutputFormat kJsonFormat;
extern const OutputFormat kNdjsonFormat;
extern const OutputFormat kCsvFormat;

}  // namespace karst::cli
