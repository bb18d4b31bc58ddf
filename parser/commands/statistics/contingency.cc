#include "parser/commands/statistics/contingency.h"

#include "parser/grammar/option_table.h"

#include <algorithm>

namespace karst {

namespace {

constexpr std::int64_t kMaxValues = 1000;  // limits.conf, [ctable] maxvalues

std::size_t read_value_limit(CommandReader& reader, const CommandReader::Option& option) {
    const auto limit = reader.integer(option);
    if (limit < 0) {
        reader.fail("spl-bad-option", option.value.span, "the option " + option.name + " cannot be less than 0");
    }
    return static_cast<std::size_t>(limit == 0 ? kMaxValues : std::min(limit, kMaxValues));
}

const OptionTable<ContingencyCommand> kContingencyOptions = {
    {"maxrows", takes::custom(&ContingencyCommand::max_rows, "<int>", "1", read_value_limit, "1000"),
     "How many rows there are at most; 0 gives 1000."},
    {"maxcols", takes::custom(&ContingencyCommand::max_columns, "<int>", "1", read_value_limit, "1000"),
     "How many columns there are at most; 0 gives 1000."},
    {"minrowcover", takes::number(&ContingencyCommand::min_row_cover, 0, 1),
     "Rows are added until they hold this part of the events."},
    {"mincolcover", takes::number(&ContingencyCommand::min_column_cover, 0, 1),
     "Columns are added until they hold this part of the events."},
    {"usetotal", takes::boolean(&ContingencyCommand::use_total), "Adds the totals of rows and columns."},
    {"totalstr", takes::text(&ContingencyCommand::total), "The name of the totals."},
};

FieldName read_field(CommandReader& reader) {
    auto field = reader.field_name();
    if (field.name.find('*') != std::string::npos) {
        reader.fail("spl-bad-argument", field.span, "contingency takes no wildcards in field names");
    }
    return field;
}

}  // namespace

const OptionList& contingency_options() {
    return kContingencyOptions;
}

std::unique_ptr<Command> parse_contingency(CommandReader& reader) {
    auto command = std::make_unique<ContingencyCommand>();
    for (reader.skip_commas(); !reader.at_end(); reader.skip_commas()) {
        if (kContingencyOptions.take(reader, *command)) {
            continue;
        }
        if (command->row_field.name.empty()) {
            command->row_field = read_field(reader);
        } else if (command->column_field.name.empty()) {
            command->column_field = read_field(reader);
        } else {
            break;
        }
    }
    if (command->column_field.name.empty()) {
        reader.fail_here(command->row_field.name.empty() ? "a field name" : "a second field name");
    }
    return command;
}

}  // namespace karst
