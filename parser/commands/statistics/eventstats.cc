#include "parser/commands/statistics/eventstats.h"

#include "parser/commands/statistics/statistics_arguments.h"

namespace karst {

namespace {

const OptionTable<EventstatsCommand> kEventstatsOptions = {
    {"allnum", takes::boolean(&EventstatsCommand::all_numeric),
     "Calculates numeric statistics of a field only where all of its values are numbers."},
};

}  // namespace

const OptionList& eventstats_options() {
    return kEventstatsOptions;
}

std::unique_ptr<Command> parse_eventstats(CommandReader& reader) {
    return read_statistics(reader, kEventstatsOptions);
}

}  // namespace karst
