#include "parser/commands/reshape/xyseries.h"

#include "parser/grammar/command_reader.h"

namespace karst {

std::unique_ptr<Command> parse_xyseries(CommandReader& reader) {
    auto command = std::make_unique<XyseriesCommand>();
    std::vector<FieldName> fields;
    for (reader.skip_commas(); !reader.at_end(); reader.skip_commas()) {
        const auto option = reader.option();
        if (!option) {
            fields.push_back(reader.field_name());
        } else if (option->is("grouped")) {
            command->grouped = reader.boolean(*option);
        } else if (option->is("sep")) {
            command->separator = option->value.text;
        } else if (option->is("format")) {
            command->format = option->value.text;
        } else {
            reader.unknown_option(*option, {"grouped", "sep", "format"});
        }
    }
    if (fields.size() < 3) {
        static constexpr std::string_view kMissing[] = {"a field for the rows", "a field for the names of columns",
                                                        "a field for the values"};
        reader.fail_here(kMissing[fields.size()]);
    }
    command->x = fields[0];
    command->name_field = fields[1];
    command->data.assign(fields.begin() + 2, fields.end());
    return command;
}

}  // namespace karst
