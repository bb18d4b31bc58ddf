#include "parser/commands/text/xpath.h"

#include "parser/grammar/command_reader.h"

namespace karst {

std::unique_ptr<Command> parse_xpath(CommandReader& reader) {
    auto command = std::make_unique<XpathCommand>();
    while (!reader.at_end()) {
        const auto option = reader.option_of({"outfield", "field", "default"});
        if (!option) {
            if (!command->expression.empty()) {
                reader.fail_here("an option");
            }
            const auto expression = reader.expect_text("an XPath expression");
            command->expression = expression.text;
            command->expression_span = expression.span;
        } else if (option->is("outfield")) {
            command->output = {option->value.text, option->value.span};
        } else if (option->is("field")) {
            command->field = {option->value.text, option->value.span};
        } else {
            command->default_value = option->value.text;
        }
    }
    if (command->expression.empty()) {
        reader.fail_here("an XPath expression");
    }
    return command;
}

}  // namespace karst
