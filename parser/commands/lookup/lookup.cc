#include "parser/commands/lookup/lookup.h"

#include "parser/grammar/command_reader.h"

namespace karst {

namespace {

LookupCommand::Pair read_pair(CommandReader& reader) {
    LookupCommand::Pair pair;
    pair.column = reader.field_name("a field of the lookup table");
    pair.field = reader.take_keyword("as") ? reader.field_name("a field name after AS") : pair.column;
    reader.skip_commas();
    return pair;
}

}  // namespace

std::unique_ptr<Command> parse_lookup(CommandReader& reader) {
    auto command = std::make_unique<LookupCommand>();
    while (const auto option = reader.option()) {
        // Where the table lives and when it is read makes no difference here.
        if (!option->is("local") && !option->is("update") && !option->is("event_time_field")) {
            reader.unknown_option(*option, {"local", "update", "event_time_field"});
        }
    }
    command->table = reader.field_name("the name of a lookup table");
    reader.skip_commas();
    while (!reader.at_end() && !reader.peek_keyword("output") && !reader.peek_keyword("outputnew")) {
        command->match.push_back(read_pair(reader));
    }
    if (command->match.empty()) {
        reader.fail_here("a field to look up");
    }
    if (reader.take_keyword("outputnew")) {
        command->keep_existing = true;
    } else {
        reader.take_keyword("output");
    }
    while (!reader.at_end()) {
        command->output.push_back(read_pair(reader));
    }
    return command;
}

}  // namespace karst
