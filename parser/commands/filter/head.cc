#include "parser/commands/filter/head.h"

#include "base/number_text.h"
#include "parser/grammar/option_table.h"

namespace karst {

namespace {

void take_head_limit(CommandReader& reader, const CommandReader::Option& option, HeadCommand& command) {
    command.limit = reader.integer(option);
    command.has_limit = true;
}

const OptionTable<HeadCommand> kHeadOptions = {
    {"limit", takes::custom("<int>", "1", take_head_limit, "10"), "How many results are kept, as <N> says."},
    {"null", takes::boolean(&HeadCommand::null_continues), "Goes on where the expression is null."},
    {"keeplast", takes::boolean(&HeadCommand::keep_last), "Keeps the result that ends it, too."},
};

}  // namespace

const OptionList& head_options() {
    return kHeadOptions;
}

std::unique_ptr<Command> parse_head(CommandReader& reader) {
    auto command = std::make_unique<HeadCommand>();
    bool has_count = false;
    while (!reader.at_end()) {
        if (kHeadOptions.take_known(reader, *command)) {
            continue;
        }
        if (has_count || command->condition != nullptr) {
            reader.fail_here("an option or the end of the command head");
        }
        const auto word = reader.peek_word();
        const auto count = word && !word->quoted ? whole_number(word->text) : std::nullopt;
        if (count && *count >= 0) {
            reader.word();
            command->limit = *count;
            command->has_limit = true;
            has_count = true;
        } else {
            command->condition = reader.eval_expression();
        }
    }
    return command;
}

}  // namespace karst
