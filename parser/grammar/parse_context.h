// Rows of the table of commands, and the context of a parse: the grammar knows which commands there are through it alone.
#pragma once

#include "parser/grammar/ast.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace karst {

class CommandReader;
class OptionList;

/// What brackets among the arguments of a command are.
enum class Brackets : std::uint8_t {
    Text,  // a subsearch, whose result takes their place as text
    Own    // part of the command's grammar: join, foreach, set
};

/// A command: its names, the function that parses its arguments, and what the manual says about it.
struct CommandSpec {
    std::string_view name;
    std::string_view aliases;  // separated by blanks
    std::unique_ptr<Command> (*parse)(CommandReader& reader);
    bool generating = false;  // may begin a pipeline, after a leading pipe
    Brackets brackets = Brackets::Text;
    const OptionList& (*options)();
    std::string_view syntax;  // <options> stands where they do
    std::string_view summary;
};

/// A command of Splunk's that karst knows but does not run, with why and what to do instead.
struct UnsupportedCommand {
    std::string_view name;
    std::string_view aliases;  // separated by blanks
    std::string_view reason;
    std::string_view advice;
};

/// The commands that a pipeline may hold (parser/commands/command_table.h has those of SPL). Names are in lower case; what is
/// not there is null.
struct CommandTable {
    const CommandSpec* (*find)(std::string_view name);
    const UnsupportedCommand* (*find_unsupported)(std::string_view name);
    const std::vector<CommandSpec>& (*all)();
};

/// Limits on what is parsed: user input must not exhaust the stack or memory.
struct ParseLimits {
    std::size_t nesting = 200;         // parentheses and calls within each other
    std::size_t subsearch_depth = 16;  // subsearches within each other
    std::size_t text_bytes = 1 << 20;  // SPL text after macro expansion
    bool dollar_names = true;          // $name$ in eval is a field; false: a token that nothing was filled in for (map)
};

/// The commands and limits of one parse, which outlive its parsers.
struct ParseContext {
    CommandTable commands;
    ParseLimits limits = {};
};

}  // namespace karst
