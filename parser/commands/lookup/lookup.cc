#include "parser/commands/lookup/lookup.h"

#include "parser/grammar/option_table.h"

namespace karst {

namespace {

LookupCommand::Pair read_pair(CommandReader& reader) {
    LookupCommand::Pair pair;
    pair.column = reader.field_name("a field of the lookup table");
    pair.field = reader.take_keyword("as") ? reader.field_name("a field name after AS") : pair.column;
    reader.skip_commas();
    return pair;
}

// Where the table is kept and when it is read makes no difference here.
const OptionTable<LookupCommand> kLookupOptions = {
    {"local", takes::ignored_boolean(), "Looks the table up on the search head."},
    {"update", takes::ignored_boolean(), "Reads the table anew when it changes during a search."},
    {"event_time_field", takes::ignored_text("<field>"), "The field that is taken for the time of the event."},
};

}  // namespace

const OptionList& lookup_options() {
    return kLookupOptions;
}

std::unique_ptr<Command> parse_lookup(CommandReader& reader) {
    auto command = std::make_unique<LookupCommand>();
    kLookupOptions.take_all(reader, *command);
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
