#include "parser/commands/filter/uniq.h"

#include "parser/grammar/command_reader.h"

namespace karst {

std::unique_ptr<Command> parse_uniq(CommandReader&) {
    return std::make_unique<UniqCommand>();
}

}  // namespace karst
