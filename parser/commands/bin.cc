#include "parser/commands/bin.h"

#include "parser/command_reader.h"

namespace karst {

std::unique_ptr<Command> parse_bin(CommandReader& reader) {
    auto command = std::make_unique<BinCommand>();
    while (!reader.at_end()) {
        if (const auto option = reader.option()) {
            if (option->is("span")) {
                command->span = option->value.text;
                command->span_span = option->value.span;
            } else if (option->is("bins")) {
                command->bins = reader.integer(*option);
            } else if (option->is("start")) {
                command->start = reader.number(*option);
            } else if (option->is("end")) {
                command->end = reader.number(*option);
            } else if (option->is("aligntime")) {
                command->align_time = option->value.text;
            } else if (!option->is("minspan")) {
                reader.unknown_option(*option, {"span", "bins", "start", "end", "aligntime", "minspan"});
            }
            continue;
        }
        if (reader.take_keyword("as")) {
            command->output = reader.field_name("a field name after AS").name;
            continue;
        }
        reader.skip_commas();
        if (!command->field.name.empty()) {
            reader.fail_here("the end of the command bin");
        }
        command->field = reader.field_name();
    }
    if (command->field.name.empty()) {
        reader.fail_here("a field name");
    }
    if (command->output.empty()) {
        command->output = command->field.name;
    }
    return command;
}

}  // namespace karst
