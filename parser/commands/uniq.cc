#include "parser/commands/uniq.h"

#include "parser/command_reader.h"

namespace karst {

std::unique_ptr<Command> parse_uniq(CommandReader&) {
    return std::make_unique<UniqCommand>();
}

}  // namespace karst
