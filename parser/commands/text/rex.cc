#include "parser/commands/text/rex.h"

#include "base/ascii.h"
#include "base/spl_text.h"
#include "parser/grammar/command_reader.h"

namespace karst {

std::unique_ptr<Command> parse_rex(CommandReader& reader) {
    auto command = std::make_unique<RexCommand>();
    while (!reader.at_end()) {
        const auto option = reader.option_of({"field", "max_match", "offset_field", "mode"});
        if (!option) {
            if (!command->expression.empty()) {
                reader.fail_here("the end of the command rex");
            }
            auto text = reader.expect_text("a regular expression");
            command->expression = std::move(text.text);
            command->expression_span = text.span;
        } else if (option->is("field")) {
            command->field = {option->value.text, option->value.span};
        } else if (option->is("max_match")) {
            command->max_match = reader.integer(*option);
        } else if (option->is("offset_field")) {
            command->offset_field = option->value.text;
        } else if (!equal_caseless(option->value.text, "sed")) {
            reader.fail("spl-bad-option", option->value.span, "the option mode takes sed, not '" + option->value.text + "'");
        } else {
            command->sed = true;
        }
    }
    if (command->expression.empty()) {
        reader.fail_here("a regular expression");
    }
    return command;
}

}  // namespace karst
