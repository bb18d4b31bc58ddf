#include "parser/commands/combine/format.h"

#include "parser/grammar/option_table.h"

namespace karst {

namespace {

const OptionTable<FormatCommand> kFormatOptions = {
    {"mvsep", takes::text(&FormatCommand::value_separator).bare(), "What stands between the values of one field."},
    {"maxresults", takes::integer(&FormatCommand::most), "How many results are used; 0 uses all."},
    {"emptystr", takes::text(&FormatCommand::empty), "The expression when there are no results."},
};

}  // namespace

const OptionList& format_options() {
    return kFormatOptions;
}

std::unique_ptr<Command> parse_format(CommandReader& reader) {
    auto command = std::make_unique<FormatCommand>();
    const auto begin = reader.mark();
    while (!reader.at_end()) {
        if (!kFormatOptions.take(reader, *command)) {
            command->words.push_back(reader.expect_word("a quoted prefix, separator or end").text);
        }
    }
    if (!command->words.empty() && command->words.size() != 6) {
        reader.fail(
            "spl-argument-count", {begin, begin + 1},
            "format takes six words or none: row prefix, column prefix, column separator, column end, row separator, row end");
    }
    return command;
}

}  // namespace karst
