#include "parser/commands/fields/rename.h"

#include "parser/grammar/command_reader.h"

#include <algorithm>

namespace karst {

std::unique_ptr<Command> parse_rename(CommandReader& reader) {
    auto command = std::make_unique<RenameCommand>();
    for (reader.skip_commas(); !reader.at_end(); reader.skip_commas()) {
        RenameCommand::Pair pair;
        pair.from = reader.column_name();
        if (!reader.take_keyword("as")) {
            reader.fail_here("AS after the field name");
        }
        pair.to = reader.column_name("a field name after AS");
        const auto stars = [](const std::string& name) { return std::count(name.begin(), name.end(), '*'); };
        if (stars(pair.from.name) != stars(pair.to.name)) {
            reader.fail("spl-wildcard-mismatch", join(pair.from.span, pair.to.span),
                        "both names must have the same number of wildcards");
        }
        command->pairs.push_back(std::move(pair));
    }
    if (command->pairs.empty()) {
        reader.fail_here("a field to rename");
    }
    return command;
}

}  // namespace karst
