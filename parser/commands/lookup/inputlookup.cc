#include "parser/commands/lookup/inputlookup.h"

#include "parser/grammar/option_table.h"

namespace karst {

namespace {

const OptionTable<InputlookupCommand> kInputlookupOptions = {
    {"append", takes::boolean(&InputlookupCommand::append), "Adds the rows behind the current results."},
    {"start", takes::integer(&InputlookupCommand::start), "The first row that is read, counted from 0."},
    {"max", takes::integer(&InputlookupCommand::most), "How many rows are read at most."},
    {"strict", takes::ignored_boolean(), "Ends the search when the table cannot be read, as karst does anyway."},
};

}  // namespace

const OptionList& inputlookup_options() {
    return kInputlookupOptions;
}

std::unique_ptr<Command> parse_inputlookup(CommandReader& reader) {
    auto command = std::make_unique<InputlookupCommand>();
    kInputlookupOptions.take_all(reader, *command);
    command->table = reader.field_name("the name of a lookup table");
    kInputlookupOptions.take_all(reader, *command);
    if (reader.take_keyword("where")) {
        command->where = reader.search_expression();
    }
    return command;
}

}  // namespace karst
