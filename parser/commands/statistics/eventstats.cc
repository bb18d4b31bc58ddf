#include "parser/commands/statistics/eventstats.h"

#include "parser/grammar/command_reader.h"

namespace karst {

namespace {

const std::vector<std::string_view> kEventstatsOptions = {"allnum"};

void take_options(CommandReader& reader, EventstatsCommand& eventstats) {
    while (const auto option = reader.option()) {
        if (option->is("allnum")) {
            eventstats.all_numeric = reader.boolean(*option);
        } else {
            reader.unknown_option(*option, kEventstatsOptions);
        }
    }
}

}  // namespace

std::unique_ptr<Command> parse_eventstats(CommandReader& reader) {
    auto eventstats = std::make_unique<EventstatsCommand>();
    take_options(reader, *eventstats);
    eventstats->aggregates = reader.aggregates(kEventstatsOptions);
    take_options(reader, *eventstats);
    if (reader.take_keyword("by")) {
        eventstats->by = reader.field_list();
        if (eventstats->by.empty()) {
            reader.fail_here("a field after BY");
        }
    }
    take_options(reader, *eventstats);
    return eventstats;
}

}  // namespace karst
