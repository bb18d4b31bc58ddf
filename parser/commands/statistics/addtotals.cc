#include "parser/commands/statistics/addtotals.h"

#include "parser/commands/common/field_arguments.h"

namespace karst {

namespace {

// What addcoltotals and addtotals have in common.
const OptionTable<AddtotalsCommand> kAddcoltotalsOptions = {
    {"labelfield", takes::text(&AddtotalsCommand::label_field, "<field>"), "The field of the added result that has its name."},
    {"label", takes::text(&AddtotalsCommand::label), "The name of the added result."},
};

const OptionTable<AddtotalsCommand> kAddtotalsOptions =
    OptionTable<AddtotalsCommand>(
        {
            {"row", takes::boolean(&AddtotalsCommand::row), "Adds the sum of each result to it."},
            {"col", takes::boolean(&AddtotalsCommand::col), "Adds a result with the sum of each field."},
            {"fieldname", takes::text(&AddtotalsCommand::field_name, "<field>"), "The field that gets the sum of each result."},
        })
        .including(kAddcoltotalsOptions);

}  // namespace

const OptionList& addtotals_options() {
    return kAddtotalsOptions;
}

std::unique_ptr<Command> parse_addtotals(CommandReader& reader) {
    auto command = std::make_unique<AddtotalsCommand>();
    read_fields(reader, kAddtotalsOptions, *command, command->fields);
    return command;
}

const OptionList& addcoltotals_options() {
    return kAddcoltotalsOptions;
}

std::unique_ptr<Command> parse_addcoltotals(CommandReader& reader) {
    auto command = std::make_unique<AddtotalsCommand>();
    command->row = false;
    command->col = true;
    read_fields(reader, kAddcoltotalsOptions, *command, command->fields);
    return command;
}

}  // namespace karst
