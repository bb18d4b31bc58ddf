#include "parser/commands/combine/map.h"

#include "parser/grammar/option_table.h"

namespace karst {

namespace {

const OptionTable<MapCommand> kMapOptions = {
    {"search", takes::text(&MapCommand::search, &MapCommand::search_span, "\"<search>\"", "\"search a=$a$\""),
     "The search, in which $field$ stands for a value of the result; a subsearch may take its place."},
    {"maxsearches", takes::integer(&MapCommand::most), "How many results the search is run for at most."},
};

}  // namespace

const OptionList& map_options() {
    return kMapOptions;
}

std::unique_ptr<Command> parse_map(CommandReader& reader) {
    auto command = std::make_unique<MapCommand>();
    const auto begin = reader.mark();
    while (!reader.at_end() || reader.at_subsearch()) {
        if (reader.at_subsearch()) {
            auto text = reader.subsearch_text();
            command->search = std::move(text.text);
            command->search_span = text.span;
            continue;
        }
        if (!kMapOptions.take(reader, *command)) {
            reader.fail_here("search=\"…\" or a subsearch");
        }
    }
    if (command->search.empty()) {
        reader.fail("spl-missing-argument", {begin, begin + 1}, "map needs a search");
    }
    return command;
}

}  // namespace karst
