#include "parser/commands/datamodel/from.h"

namespace karst {

std::unique_ptr<Command> parse_from(CommandReader& reader) {
    auto command = std::make_unique<FromCommand>();
    auto reference = read_dataset_reference(reader);
    command->kind = reference.kind;
    command->kind_span = reference.kind_span;
    command->dataset = split_dataset_name(reference.name);
    command->name = {std::move(reference.name.text), reference.name.span};
    return command;
}

}  // namespace karst
