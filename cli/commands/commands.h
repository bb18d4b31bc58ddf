// The subcommands: each adds itself to the command line and gives what runs when it is chosen. One file each in commands/; the
// table in main.cc lists them.
#pragma once

#include "cli/options/arguments.h"

#include <functional>

namespace karst::cli {

/// Runs a subcommand; the result is the exit code. Throws UsageError and DiagnosticError (exit code 2).
using CommandRunner = std::function<int()>;

CommandRunner add_search(Arguments& arguments);
CommandRunner add_detect(Arguments& arguments);
CommandRunner add_test(Arguments& arguments);
CommandRunner add_lint(Arguments& arguments);
CommandRunner add_explain(Arguments& arguments);
CommandRunner add_fields(Arguments& arguments);
CommandRunner add_commands(Arguments& arguments);
CommandRunner add_functions(Arguments& arguments);
CommandRunner add_packs(Arguments& arguments);

}  // namespace karst::cli
