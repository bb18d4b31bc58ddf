#include "parser/commands/order/reverse.h"

#include "parser/grammar/command_reader.h"

namespace karst {

std::unique_ptr<Command> parse_reverse(CommandReader&) {
    return std::make_unique<ReverseCommand>();
}

}  // namespace karst
