#include "parser/commands/multivalue/makemv.h"

#include "parser/grammar/command_reader.h"

namespace karst {

std::unique_ptr<Command> parse_makemv(CommandReader& reader) {
    auto command = std::make_unique<MakemvCommand>();
    while (!reader.at_end()) {
        const auto option = reader.option();
        if (!option) {
            if (!command->field.name.empty()) {
                reader.fail_here("an option");
            }
            command->field = reader.field_name();
        } else if (option->is("delim")) {
            if (option->value.text.empty()) {
                reader.fail("spl-bad-option", option->value.span, "the option delim takes at least one character");
            }
            command->delimiter = option->value.text;
        } else if (option->is("tokenizer")) {
            command->tokenizer = option->value.text;
            command->tokenizer_span = option->value.span;
        } else if (option->is("allowempty")) {
            command->allow_empty = reader.boolean(*option);
        } else if (option->is("setsv")) {
            if (reader.boolean(*option)) {
                reader.fail("spl-unsupported-option", option->span, "setsv=true is not supported",
                            "would give the field a list and one text at once", "follow makemv with nomv or eval mvjoin(…)");
            }
        } else {
            reader.unknown_option(*option, {"delim", "tokenizer", "allowempty", "setsv"});
        }
        reader.skip_commas();
    }
    if (command->field.name.empty()) {
        reader.fail_here("a field name");
    }
    return command;
}

}  // namespace karst
