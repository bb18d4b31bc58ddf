#include "parser/commands/text/rex.h"

#include "base/ascii.h"
#include "base/spl_text.h"
#include "parser/commands/common/misspelled_option.h"
#include "parser/grammar/command_reader.h"
#include "parser/grammar/option_table.h"

namespace karst {

namespace {

const OptionTable<RexCommand> kRexOptions = {
    {"field", takes::field(&RexCommand::field), "The field that is searched or edited."},
    {"max_match", takes::integer(&RexCommand::max_match), "How many matches are kept, as several values; 0 keeps all."},
    {"offset_field", takes::text(&RexCommand::offset_field, "<field>"),
     "The field that gets the places of what was found, counted in characters from 0."},
    {"mode", takes::words(&RexCommand::sed, {{"sed", true}}), "Edits the field like sed."},
};

}  // namespace

const OptionList& rex_options() {
    return kRexOptions;
}

std::unique_ptr<Command> parse_rex(CommandReader& reader) {
    auto command = std::make_unique<RexCommand>();
    while (!reader.at_end()) {
        if (kRexOptions.take_known(reader, *command)) {
            continue;
        }
        if (!command->expression.empty()) {
            refuse_misspelled_option(reader, command->expression_span, kRexOptions);
            reader.fail_here("the end of the command rex");
        }
        auto text = reader.expect_text("a regular expression");
        command->expression = std::move(text.text);
        command->expression_span = text.span;
    }
    if (command->expression.empty()) {
        reader.fail_here("a regular expression");
    }
    return command;
}

}  // namespace karst
