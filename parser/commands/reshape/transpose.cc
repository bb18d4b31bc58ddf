#include "parser/commands/reshape/transpose.h"

#include "base/number_text.h"
#include "parser/grammar/command_reader.h"

namespace karst {

std::unique_ptr<Command> parse_transpose(CommandReader& reader) {
    auto command = std::make_unique<TransposeCommand>();
    while (!reader.at_end()) {
        const auto option = reader.option();
        if (!option) {
            const auto word = reader.expect_word("a number of rows");
            const auto rows = whole_number(word.text);
            if (!rows || *rows < 0) {
                reader.fail("spl-bad-number", word.span, "transpose takes a number of rows, not '" + word.text + "'");
            }
            command->rows = static_cast<std::size_t>(*rows);
        } else if (option->is("column_name")) {
            command->column_name = option->value.text;
        } else if (option->is("header_field")) {
            command->header_field = option->value.text;
        } else if (option->is("include_empty")) {
            command->include_empty = reader.boolean(*option);
        } else {
            reader.unknown_option(*option, {"column_name", "header_field", "include_empty"});
        }
    }
    return command;
}

}  // namespace karst
