#include "parser/commands/fields/convert.h"

#include "base/ascii.h"
#include "base/spl_text.h"
#include "parser/grammar/command_reader.h"
#include "parser/grammar/option_table.h"

namespace karst {

namespace {

const OptionTable<ConvertCommand> kConvertOptions = {
    {"timeformat", takes::text(&ConvertCommand::time_format), "The format of times that ctime writes and mktime reads."},
};

}  // namespace

const OptionList& convert_options() {
    return kConvertOptions;
}

std::unique_ptr<Command> parse_convert(CommandReader& reader) {
    auto command = std::make_unique<ConvertCommand>();
    for (reader.skip_commas(); !reader.at_end(); reader.skip_commas()) {
        if (kConvertOptions.take(reader, *command)) {
            continue;
        }
        ConvertCommand::Call call;
        const auto name = reader.expect_word("a function such as ctime(field)");
        call.function = lower_case(name.text);
        call.span = name.span;
        reader.expect('(', "'(' after the function");
        call.field = reader.field_name();
        reader.expect(')', "')'");
        if (reader.take_keyword("as")) {
            call.output = reader.column_name("a field name after AS").name;
        }
        command->calls.push_back(std::move(call));
    }
    if (command->calls.empty()) {
        reader.fail_here("a function such as ctime(field)");
    }
    return command;
}

}  // namespace karst
