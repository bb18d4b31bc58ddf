#include "parser/commands/filter/search.h"

#include "parser/grammar/command_reader.h"

namespace karst {

std::unique_ptr<Command> parse_search(CommandReader& reader) {
    auto command = std::make_unique<SearchCommand>();
    // Whether earliest= is a time bound or a field depends on the place in the pipeline, which the planner knows; the parser
    // marks what could be one.
    command->expression = reader.search_expression(true);
    return command;
}

}  // namespace karst
