#include "parser/commands/multivalue/makemv.h"

#include "parser/commands/common/field_arguments.h"

namespace karst {

namespace {

std::string read_delimiter(CommandReader& reader, const CommandReader::Option& option) {
    if (option.value.text.empty()) {
        reader.fail("spl-bad-option", option.value.span, "the option delim takes at least one character");
    }
    return option.value.text;
}

const OptionTable<MakemvCommand> kMakemvOptions = {
    {"delim", takes::custom(&MakemvCommand::delimiter, "<string>", ",", read_delimiter, " ").bare(),
     "What stands between the values."},
    {"tokenizer", takes::text(&MakemvCommand::tokenizer, &MakemvCommand::tokenizer_span, "<regex>", "\"(x)\"").bare(),
     "A regular expression whose first group is a value, instead of delim."},
    {"allowempty", takes::boolean(&MakemvCommand::allow_empty),
     "Keeps empty values between delimiters that follow each other."},
    {"setsv",
     takes::refused_when_true("setsv=true is not supported", "would give the field a list and one text at once",
                              "follow makemv with nomv or eval mvjoin(…)"),
     "Gives the field one text besides its values."},
};

}  // namespace

const OptionList& makemv_options() {
    return kMakemvOptions;
}

std::unique_ptr<Command> parse_makemv(CommandReader& reader) {
    auto command = std::make_unique<MakemvCommand>();
    read_needed_field(reader, kMakemvOptions, *command, command->field);
    return command;
}

}  // namespace karst
