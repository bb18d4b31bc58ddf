#include "parser/commands/combine/return.h"

#include "base/number_text.h"
#include "parser/grammar/command_reader.h"

namespace karst {

std::unique_ptr<Command> parse_return(CommandReader& reader) {
    auto command = std::make_unique<ReturnCommand>();
    if (const auto first = reader.peek_word(); first && !first->quoted) {
        if (const auto count = whole_number(first->text); count && *count >= 0) {
            reader.word();
            command->count = *count;
        }
    }
    for (reader.skip_commas(); !reader.at_end(); reader.skip_commas()) {
        ReturnCommand::Item item;
        item.field = reader.field_name();
        if (item.field.name.size() > 1 && item.field.name.front() == '$') {
            item.field.name.erase(0, 1);
        } else {
            item.name = item.field.name;
            if (reader.take('=')) {
                item.field = reader.field_name("a field name after '='");
            }
        }
        command->items.push_back(std::move(item));
    }
    if (command->items.empty()) {
        reader.fail_here("a field to return");
    }
    return command;
}

}  // namespace karst
