#include "parser/commands/reshape/xyseries.h"

#include "parser/grammar/option_table.h"

namespace karst {

namespace {

const OptionTable<XyseriesCommand> kXyseriesOptions = {
    {"grouped", takes::boolean(&XyseriesCommand::grouped),
     "Says that the results of one x-value follow each other, and keeps their order."},
    {"sep", takes::text(&XyseriesCommand::separator).bare(),
     "What stands between the names in the name of a column, when there are several data fields."},
    {"format", takes::text(&XyseriesCommand::format),
     "The name of a column, with $AGG$ for the data field and $VAL$ for the value; it replaces sep."},
};

}  // namespace

const OptionList& xyseries_options() {
    return kXyseriesOptions;
}

std::unique_ptr<Command> parse_xyseries(CommandReader& reader) {
    auto command = std::make_unique<XyseriesCommand>();
    std::vector<FieldName> fields;
    for (reader.skip_commas(); !reader.at_end(); reader.skip_commas()) {
        if (!kXyseriesOptions.take(reader, *command)) {
            fields.push_back(reader.field_name());
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
