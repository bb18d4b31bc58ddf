#include "parser/commands/generate/gentimes.h"

#include "parser/grammar/option_table.h"

namespace karst {

namespace {

const OptionTable<GentimesCommand> kGentimesOptions = {
    {"start", takes::text(&GentimesCommand::start, &GentimesCommand::start_span, "<timestamp>", "1/1/2020").required(),
     "The first time: MM/DD/YYYY[:HH:MM:SS], or a number of days from today."},
    {"end", takes::text(&GentimesCommand::end, &GentimesCommand::end_span, "<timestamp>", "1/3/2020"),
     "The last time; without it the last midnight."},
    {"increment", takes::text(&GentimesCommand::increment, &GentimesCommand::increment_span, "<int>(s|m|h|d)", "1h"),
     "The span of time of each result."},
};

}  // namespace

const OptionList& gentimes_options() {
    return kGentimesOptions;
}

std::unique_ptr<Command> parse_gentimes(CommandReader& reader) {
    auto command = std::make_unique<GentimesCommand>();
    const auto begin = reader.mark();
    while (!reader.at_end()) {
        if (!kGentimesOptions.take(reader, *command)) {
            reader.fail_here("an option such as start=1/1/2020");
        }
    }
    if (command->start.empty()) {
        reader.fail("spl-missing-value", reader.span_from(begin), "gentimes needs the option start",
                    Help{"write start=1/1/2020, or start=-7 for seven days ago"});
    }
    return command;
}

}  // namespace karst
