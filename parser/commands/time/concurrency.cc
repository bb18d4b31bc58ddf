#include "parser/commands/time/concurrency.h"

#include "parser/grammar/option_table.h"

namespace karst {

namespace {

const OptionTable<ConcurrencyCommand> kConcurrencyOptions = {
    {"duration", takes::text(&ConcurrencyCommand::duration, "<field>").required(), "The field with the duration, in seconds."},
    {"start", takes::text(&ConcurrencyCommand::start, "<field>"), "The field with the time of the start."},
    {"output", takes::text(&ConcurrencyCommand::output, "<field>"), "The field that gets the number of events."},
};

}  // namespace

const OptionList& concurrency_options() {
    return kConcurrencyOptions;
}

std::unique_ptr<Command> parse_concurrency(CommandReader& reader) {
    auto command = std::make_unique<ConcurrencyCommand>();
    const auto begin = reader.mark();
    kConcurrencyOptions.take_all(reader, *command);
    if (command->duration.empty()) {
        reader.fail("spl-missing-value", reader.span_from(begin), "concurrency needs the option duration");
    }
    return command;
}

}  // namespace karst
