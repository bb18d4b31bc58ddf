#include "parser/commands/text/xpath.h"

#include "parser/commands/common/misspelled_option.h"
#include "parser/grammar/option_table.h"

namespace karst {

namespace {

const OptionTable<XpathCommand> kXpathOptions = {
    {"field", takes::field(&XpathCommand::field), "The field with the XML."},
    {"outfield", takes::field(&XpathCommand::output), "The field that gets what the expression selects."},
    {"default", takes::text(&XpathCommand::default_value), "What the field gets where nothing is selected."},
};

}  // namespace

const OptionList& xpath_options() {
    return kXpathOptions;
}

std::unique_ptr<Command> parse_xpath(CommandReader& reader) {
    auto command = std::make_unique<XpathCommand>();
    while (!reader.at_end()) {
        if (kXpathOptions.take_known(reader, *command)) {
            continue;
        }
        if (!command->expression.empty()) {
            refuse_misspelled_option(reader, command->expression_span, kXpathOptions);
            reader.fail_here("an option");
        }
        const auto expression = reader.expect_text("an XPath expression");
        command->expression = expression.text;
        command->expression_span = expression.span;
    }
    if (command->expression.empty()) {
        reader.fail_here("an XPath expression");
    }
    return command;
}

}  // namespace karst
