// The table of SPL commands. Rows are declared once, in command_list.inc; parser and engine both expand that list.
#pragma once

#include "parser/ast.h"
#include "parser/command_reader.h"

#include <memory>
#include <string_view>
#include <vector>

namespace karst {

struct CommandSpec {
    std::string_view name;
    std::string_view aliases;  // separated by blanks
    std::unique_ptr<Command> (*parse)(CommandReader& reader);
    bool generating = false;  // may begin a pipeline, after a leading pipe
    std::string_view syntax;
    std::string_view summary;
};

/// All commands, sorted by name.
const std::vector<CommandSpec>& all_commands();
/// By name or alias, lower case; null when there is none.
const CommandSpec* find_command(std::string_view name);

/// Whether brackets have a place in the command's own grammar, as its syntax says: join, foreach, set.
bool takes_brackets(const CommandSpec& command);

/// A command of Splunk's that karst knows but does not run, with why and what to do instead.
struct UnsupportedCommand {
    std::string_view name;
    std::string_view aliases;  // separated by blanks
    std::string_view reason;
    std::string_view advice;
};
/// Declared in unsupported_commands.inc.
const std::vector<UnsupportedCommand>& unsupported_commands();
const UnsupportedCommand* find_unsupported_command(std::string_view name);

}  // namespace karst
