// The table of SPL commands. Rows are declared once, in command_list.inc; parser and engine both expand that list.
#pragma once

#include "parser/grammar/parse_context.h"

#include <string>
#include <string_view>
#include <vector>

namespace karst {

/// All commands, sorted by name.
const std::vector<CommandSpec>& all_commands();
/// By name or alias, lower case; null when there is none.
const CommandSpec* find_command(std::string_view name);
/// The syntax with its options, except those without effect; those of a command that has many are in the list of options only.
std::string syntax_of(const CommandSpec& command);

const std::vector<UnsupportedCommand>& unsupported_commands();
const UnsupportedCommand* find_unsupported_command(std::string_view name);

/// The table of these commands.
inline constexpr CommandTable kSplCommands = {find_command, find_unsupported_command, all_commands};

}  // namespace karst
