#include "parser/commands/filter/regex.h"

#include "parser/grammar/command_reader.h"

namespace karst {

std::unique_ptr<Command> parse_regex(CommandReader& reader) {
    auto command = std::make_unique<RegexCommand>();
    const auto begin = reader.mark();
    auto name = reader.word();
    // A word ends at the = of !=, so its last character tells them apart.
    if (name && !name->quoted && (reader.peek_char() == '=' || reader.peek_char() == '!')) {
        if (!name->text.empty() && name->text.back() == '!') {
            name->text.pop_back();
            command->negated = true;
        } else if (reader.take('!')) {
            command->negated = true;
        }
        reader.expect('=', "'='");
        command->field = {name->text, name->span};
    } else {
        reader.rewind(begin);
        if (reader.peek_char() == '!') {
            reader.take('!');
            reader.expect('=', "'='");
            command->negated = true;
        }
    }
    auto text = reader.expect_text("a regular expression");
    command->expression = std::move(text.text);
    command->expression_span = text.span;
    return command;
}

}  // namespace karst
