#include "parser/commands/lookup/outputlookup.h"

#include "parser/grammar/option_table.h"

namespace karst {

namespace {

const OptionTable<OutputlookupCommand> kOutputlookupOptions = {
    {"append", takes::boolean(&OutputlookupCommand::append), "Adds the results to the rows that are there."},
    {"override_if_empty", takes::boolean(&OutputlookupCommand::override_if_empty),
     "Empties the table when there are no results."},
    {"max", takes::integer(&OutputlookupCommand::most), "How many results are written at most."},
    {"create_empty", takes::ignored_boolean(), "Makes a table when there are no results."},
    {"createinapp", takes::ignored_boolean(), "Keeps the table in the current app."},
    {"key_field", takes::ignored_text("<field>"), "The field that is the key of a KV store."},
    {"allow_updates", takes::ignored_boolean(), "Allows that a table is changed."},
    {"output_format", takes::ignored_words({"splunk_sv_csv", "splunk_mv_csv"}), "How a file keeps several values."},
};

}  // namespace

const OptionList& outputlookup_options() {
    return kOutputlookupOptions;
}

std::unique_ptr<Command> parse_outputlookup(CommandReader& reader) {
    auto command = std::make_unique<OutputlookupCommand>();
    kOutputlookupOptions.take_all(reader, *command);
    command->table = reader.field_name("the name of a lookup table");
    kOutputlookupOptions.take_all(reader, *command);
    return command;
}

}  // namespace karst
