// karst lint --explain CODE and karst lint --codes: what the table of diagnostics says of its codes.
#pragma once

#include "cli/output/formats/output_target.h"

#include <string>

namespace karst::cli {

/// Writes title, severity, explanation and example of one code. Throws ArgumentError for a code that is not in the table.
int explain_code(const OutputOptions& options, const std::string& code);

/// Lists all codes, in the order of the table: a line each as text, all that is known of each in the other forms.
int list_codes(const OutputOptions& options);

}  // namespace karst::cli
