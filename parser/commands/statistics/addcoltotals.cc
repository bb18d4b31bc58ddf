#include "parser/commands/statistics/addtotals.h"

namespace karst {

std::unique_ptr<Command> parse_addcoltotals(CommandReader& reader) {
    auto command = std::make_unique<AddtotalsCommand>();
    command->row = false;
    command->col = true;
    read_totals(reader, *command, {"labelfield", "label"});
    return command;
}

}  // namespace karst
