#include "parser/commands/time/concurrency.h"

#include "parser/grammar/command_reader.h"

namespace karst {

std::unique_ptr<Command> parse_concurrency(CommandReader& reader) {
    auto command = std::make_unique<ConcurrencyCommand>();
    const auto begin = reader.mark();
    while (const auto option = reader.option()) {
        if (option->is("duration")) {
            command->duration = option->value.text;
        } else if (option->is("start")) {
            command->start = option->value.text;
        } else if (option->is("output")) {
            command->output = option->value.text;
        } else {
            reader.unknown_option(*option, {"duration", "start", "output"});
        }
    }
    if (command->duration.empty()) {
        reader.fail("spl-missing-value", reader.span_from(begin), "concurrency needs the option duration");
    }
    return command;
}

}  // namespace karst
