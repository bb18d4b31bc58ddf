#include "parser/commands/datamodel/typer.h"

#include "parser/grammar/command_reader.h"

namespace karst {

std::unique_ptr<Command> parse_typer(CommandReader& reader) {
    while (const auto option = reader.option()) {
        if (!option->is("maxlen")) {
            reader.unknown_option(*option, {"maxlen"});
        }
        reader.integer(*option);
    }
    return std::make_unique<TyperCommand>();
}

}  // namespace karst
