#include "parser/commands/fields/table.h"

#include "parser/grammar/command_reader.h"

namespace karst {

std::unique_ptr<Command> parse_table(CommandReader& reader) {
    auto command = std::make_unique<TableCommand>();
    command->fields = reader.field_list();
    if (command->fields.empty()) {
        reader.fail_here("a field name");
    }
    return command;
}

}  // namespace karst
