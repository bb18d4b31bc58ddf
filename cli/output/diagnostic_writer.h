// Diagnostics as text, for people, in the manner of rustc.
#pragma once

#include "karst/karst.h"

#include <ostream>

namespace karst::cli {

struct DiagnosticStyle {
    bool color = false;
};

/// One diagnostic:
///     error[spl-unknown-function]: unknown function 'mvcuont'
///       --> rules/my_rule.yml:14:31
///        |
///     14 |   | where mvcuont(user) > 3
///        |           ^^^^^^^ not an eval function
///        = help: did you mean 'mvcount'?
void write_diagnostic(std::ostream& out, const Diagnostic& diagnostic, const DiagnosticStyle& style = {});

}  // namespace karst::cli
