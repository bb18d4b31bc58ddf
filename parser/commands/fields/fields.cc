#include "parser/commands/fields/fields.h"

#include "parser/grammar/command_reader.h"

namespace karst {

std::unique_ptr<Command> parse_fields(CommandReader& reader) {
    auto command = std::make_unique<FieldsCommand>();
    const auto first = reader.peek_word();
    if (first && !first->quoted && (first->text == "-" || first->text == "+")) {
        command->remove = first->text == "-";
        reader.word();
    } else if (first && !first->quoted && first->text.size() > 1 &&
               (first->text.front() == '-' || first->text.front() == '+')) {
        // The sign may stand right before the first name.
        command->remove = first->text.front() == '-';
        reader.rewind(first->span.begin + 1);
    }
    command->fields = reader.field_list();
    if (command->fields.empty()) {
        reader.fail_here("a field name");
    }
    return command;
}

}  // namespace karst
