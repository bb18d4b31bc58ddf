#include "parser/commands/combine/format.h"

#include "parser/grammar/command_reader.h"

namespace karst {

std::unique_ptr<Command> parse_format(CommandReader& reader) {
    auto command = std::make_unique<FormatCommand>();
    const auto begin = reader.mark();
    while (!reader.at_end()) {
        if (const auto option = reader.option()) {
            if (option->is("mvsep")) {
                command->value_separator = option->value.text;
            } else if (option->is("maxresults")) {
                command->most = reader.integer(*option);
            } else if (option->is("emptystr")) {
                command->empty = option->value.text;
            } else {
                reader.unknown_option(*option, {"mvsep", "maxresults", "emptystr"});
            }
            continue;
        }
        command->words.push_back(reader.expect_word("a quoted prefix, separator or end").text);
    }
    if (!command->words.empty() && command->words.size() != 6) {
        reader.fail(
            "spl-argument-count", {begin, begin + 1},
            "format takes six words or none: row prefix, column prefix, column separator, column end, row separator, row end");
    }
    return command;
}

}  // namespace karst
