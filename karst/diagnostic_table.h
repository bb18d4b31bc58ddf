// The table of diagnostics: what each code means, as docs/diagnostics.md shows it.
#pragma once

#include "karst/diagnostic.h"

#include <string>
#include <string_view>
#include <vector>

namespace karst::api {

/// Row of the table. Texts are Markdown of one paragraph, and live as long as the program.
struct DiagnosticEntry {
    std::string_view code;
    Severity severity = Severity::Error;
    /// True for what is right in Splunk and karst does not run: a rule that fails only because of that is not wrong.
    bool unsupported = false;
    std::string_view title;
    std::string_view explanation;
    /// What `wrong` and `right` are: "search", "rule", "pack", "macro", "lookup" (files of these kinds), "command line" or
    /// "none".
    std::string_view example;
    std::string_view wrong;
    std::string_view right;
    /// Why there is no example; empty when there is one.
    std::string_view no_example;
};

/// All rows, in the order of the table.
std::vector<DiagnosticEntry> list_diagnostics();

/// The row of a code. Throws ArgumentError, with the nearest code, when there is none.
DiagnosticEntry explain_diagnostic(const std::string& code);

}  // namespace karst::api
