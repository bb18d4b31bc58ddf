#include "parser/commands/combine/multisearch.h"

#include "parser/grammar/command_reader.h"

namespace karst {

std::unique_ptr<Command> parse_multisearch(CommandReader& reader) {
    auto command = std::make_unique<MultisearchCommand>();
    const auto begin = reader.mark();
    while (reader.at_subsearch()) {
        command->subsearches.push_back(reader.subsearch());
    }
    if (command->subsearches.size() < 2) {
        reader.fail("spl-missing-argument", {begin, begin + 1}, "multisearch needs at least two subsearches");
    }
    return command;
}

}  // namespace karst
