#include "parser/commands/reshape/transpose.h"

#include "base/number_text.h"
#include "parser/grammar/option_table.h"

namespace karst {

namespace {

const OptionTable<TransposeCommand> kTransposeOptions = {
    {"column_name", takes::text(&TransposeCommand::column_name, "<field>"), "The field that gets the names of the columns."},
    {"header_field", takes::text(&TransposeCommand::header_field, "<field>"),
     "The field whose values name the new columns; without it they are row 1, row 2 and so on."},
    {"include_empty", takes::boolean(&TransposeCommand::include_empty), "Shows fields that have no values."},
};

}  // namespace

const OptionList& transpose_options() {
    return kTransposeOptions;
}

std::unique_ptr<Command> parse_transpose(CommandReader& reader) {
    auto command = std::make_unique<TransposeCommand>();
    while (!reader.at_end()) {
        if (kTransposeOptions.take(reader, *command)) {
            continue;
        }
        const auto word = reader.expect_word("a number of rows");
        const auto rows = whole_number(word.text);
        if (!rows || *rows < 0) {
            reader.fail("spl-bad-number", word.span, "transpose takes a number of rows, not '" + word.text + "'");
        }
        command->rows = static_cast<std::size_t>(*rows);
    }
    return command;
}

}  // namespace karst
