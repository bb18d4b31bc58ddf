#include "parser/commands/combine/map.h"

#include "parser/grammar/command_reader.h"

namespace karst {

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
        const auto option = reader.option();
        if (!option) {
            reader.fail_here("search=\"…\" or a subsearch");
        }
        if (option->is("search")) {
            command->search = option->value.text;
            command->search_span = option->value.span;
        } else if (option->is("maxsearches")) {
            command->most = reader.integer(*option);
        } else {
            reader.unknown_option(*option, {"search", "maxsearches"});
        }
    }
    if (command->search.empty()) {
        reader.fail("spl-missing-argument", {begin, begin + 1}, "map needs a search");
    }
    return command;
}

}  // namespace karst
