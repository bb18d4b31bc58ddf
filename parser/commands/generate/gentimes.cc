#include "parser/commands/generate/gentimes.h"

#include "parser/grammar/command_reader.h"

namespace karst {

std::unique_ptr<Command> parse_gentimes(CommandReader& reader) {
    auto command = std::make_unique<GentimesCommand>();
    const auto begin = reader.mark();
    while (!reader.at_end()) {
        const auto option = reader.option();
        if (!option) {
            reader.fail_here("an option such as start=1/1/2020");
        }
        if (option->is("start")) {
            command->start = option->value.text;
            command->start_span = option->value.span;
        } else if (option->is("end")) {
            command->end = option->value.text;
            command->end_span = option->value.span;
        } else if (option->is("increment")) {
            command->increment = option->value.text;
            command->increment_span = option->value.span;
        } else {
            reader.unknown_option(*option, {"start", "end", "increment"});
        }
    }
    if (command->start.empty()) {
        reader.fail("spl-missing-value", reader.span_from(begin), "gentimes needs the option start",
                    Help{"write start=1/1/2020, or start=-7 for seven days ago"});
    }
    return command;
}

}  // namespace karst
