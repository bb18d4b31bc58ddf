#include "parser/commands/command_table.h"

#include "parser/grammar/option_list.h"

#include <algorithm>

namespace karst {

// The parsers and their options, each in parser/commands/<family>/<identifier>.cc.
#define KARST_COMMAND(identifier, name, aliases, generating, brackets, options, syntax, summary)                               \
    std::unique_ptr<Command> parse_##identifier(CommandReader& reader);                                                        \
    const OptionList& options();
#include "parser/commands/command_list.inc"
#undef KARST_COMMAND

namespace {

constexpr std::string_view kOptionsPlace = "<options>";
constexpr std::size_t kMaxOptionsInSyntax = 8;  // more are shown only in the list of options

std::vector<CommandSpec> make_table() {
    std::vector<CommandSpec> table = {
#define KARST_COMMAND(identifier, name, aliases, generating, brackets, options, syntax, summary)                               \
    CommandSpec{name, aliases, parse_##identifier, generating, Brackets::brackets, options, syntax, summary},
#include "parser/commands/command_list.inc"
#undef KARST_COMMAND
    };
    std::sort(table.begin(), table.end(), [](const CommandSpec& a, const CommandSpec& b) { return a.name < b.name; });
    return table;
}

bool has_alias(std::string_view aliases, std::string_view name) {
    for (std::size_t begin = 0; begin < aliases.size();) {
        const auto end = std::min(aliases.find(' ', begin), aliases.size());
        if (aliases.substr(begin, end - begin) == name) {
            return true;
        }
        begin = end + 1;
    }
    return false;
}

}  // namespace

const std::vector<CommandSpec>& all_commands() {
    static const std::vector<CommandSpec> kTable = make_table();
    return kTable;
}

const CommandSpec* find_command(std::string_view name) {
    const auto& table = all_commands();
    const auto found = std::find_if(table.begin(), table.end(), [&](const CommandSpec& command) {
        return command.name == name || has_alias(command.aliases, name);
    });
    return found == table.end() ? nullptr : &*found;
}

const std::vector<UnsupportedCommand>& unsupported_commands() {
    static const std::vector<UnsupportedCommand> kTable = {
#define KARST_UNSUPPORTED_COMMAND(name, aliases, reason, advice) UnsupportedCommand{name, aliases, reason, advice},
#include "parser/commands/unsupported_commands.inc"
#undef KARST_UNSUPPORTED_COMMAND
    };
    return kTable;
}

std::string syntax_of(const CommandSpec& command) {
    std::string options;
    std::size_t used = 0;
    for (const auto& option : command.options().specs()) {
        const bool stands_elsewhere = command.syntax.find(syntax_of(option)) != std::string_view::npos;
        if (option.effect == OptionEffect::Used && !stands_elsewhere) {
            ++used;
            options += (options.empty() ? "" : " ") + syntax_of(option);
        }
    }
    if (used > kMaxOptionsInSyntax) {
        options = "[<options>]";
    }
    std::string syntax(command.syntax);
    if (const auto place = syntax.find(kOptionsPlace); place != std::string::npos) {
        syntax.replace(place, kOptionsPlace.size(), options);
        if (options.empty()) {
            syntax.erase(place == 0 ? 0 : place - 1, 1);
        }
    }
    return syntax;
}

const UnsupportedCommand* find_unsupported_command(std::string_view name) {
    const auto& table = unsupported_commands();
    const auto found = std::find_if(table.begin(), table.end(), [&](const UnsupportedCommand& command) {
        return command.name == name || has_alias(command.aliases, name);
    });
    return found == table.end() ? nullptr : &*found;
}

}  // namespace karst
