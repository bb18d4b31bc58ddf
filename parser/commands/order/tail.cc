#include "parser/commands/order/tail.h"

#include "base/number_text.h"
#include "parser/grammar/command_reader.h"

namespace karst {

std::unique_ptr<Command> parse_tail(CommandReader& reader) {
    auto command = std::make_unique<TailCommand>();
    if (const auto word = reader.word()) {
        const auto count = whole_number(word->text);
        if (!count || *count < 0) {
            reader.fail("spl-bad-number", word->span, "tail takes a number of results, not '" + word->text + "'");
        }
        command->limit = *count;
    }
    return command;
}

}  // namespace karst
