#include "parser/commands/filter/head.h"

#include "base/number_text.h"
#include "parser/grammar/command_reader.h"

namespace karst {

std::unique_ptr<Command> parse_head(CommandReader& reader) {
    auto command = std::make_unique<HeadCommand>();
    while (!reader.at_end()) {
        if (const auto option = reader.option_of({"limit", "null", "keeplast"})) {
            if (option->is("limit")) {
                command->limit = reader.integer(*option);
                command->has_limit = true;
            } else if (option->is("null")) {
                command->null_continues = reader.boolean(*option);
            } else {
                command->keep_last = reader.boolean(*option);
            }
            continue;
        }
        const auto word = reader.peek_word();
        const auto count = word && !word->quoted ? whole_number(word->text) : std::nullopt;
        if (count && *count >= 0) {
            reader.word();
            command->limit = *count;
            command->has_limit = true;
        } else {
            command->condition = reader.eval_expression();
        }
    }
    return command;
}

}  // namespace karst
