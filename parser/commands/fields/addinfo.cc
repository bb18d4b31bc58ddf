#include "parser/commands/fields/addinfo.h"

#include "parser/grammar/command_reader.h"

namespace karst {

std::unique_ptr<Command> parse_addinfo(CommandReader&) {
    return std::make_unique<AddinfoCommand>();
}

}  // namespace karst
