// The subcommands: each adds itself to the command line and gives what runs when it is chosen. One file each in commands/; the
// table in main.cc lists them.
#pragma once

#include <CLI/CLI.hpp>

#include <functional>

namespace karst::cli {

/// Runs a subcommand; the result is the exit code. Throws UsageError and DiagnosticError (exit code 2).
using CommandRunner = std::function<int()>;

CommandRunner add_search(CLI::App& app);
CommandRunner add_detect(CLI::App& app);
CommandRunner add_test(CLI::App& app);
CommandRunner add_lint(CLI::App& app);
CommandRunner add_explain(CLI::App& app);
CommandRunner add_fields(CLI::App& app);
CommandRunner add_commands(CLI::App& app);
CommandRunner add_functions(CLI::App& app);
CommandRunner add_packs(CLI::App& app);

}  // namespace karst::cli
