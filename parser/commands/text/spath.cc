#include "parser/commands/text/spath.h"

#include "parser/grammar/option_table.h"

namespace karst {

namespace {

const OptionTable<SpathCommand> kSpathOptions = {
    {"input", takes::field(&SpathCommand::input), "The field with the JSON or XML."},
    {"output", takes::field(&SpathCommand::output),
     "The field that gets the value at the path; without it the path is its name."},
    {"path", takes::text(&SpathCommand::path, &SpathCommand::path_span, "<path>", "x"),
     "The place of the value, which may be written without path=; without it all fields are extracted."},
};

}  // namespace

const OptionList& spath_options() {
    return kSpathOptions;
}

std::unique_ptr<Command> parse_spath(CommandReader& reader) {
    auto command = std::make_unique<SpathCommand>();
    for (; !reader.at_end(); reader.skip_commas()) {
        if (kSpathOptions.take(reader, *command)) {
            continue;
        }
        const auto path = reader.field_name("an option or a location path");
        if (!command->path.empty()) {
            reader.fail("spl-syntax", path.span, "spath takes one location path", "a second one");
        }
        command->path = path.name;
        command->path_span = path.span;
    }
    return command;
}

}  // namespace karst
