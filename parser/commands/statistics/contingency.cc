#include "parser/commands/statistics/contingency.h"

#include "parser/grammar/command_reader.h"

#include <algorithm>

namespace karst {

namespace {

constexpr std::int64_t kMostValues = 1000;  // limits.conf, [ctable] maxvalues

std::size_t read_limit(CommandReader& reader, const CommandReader::Option& option) {
    const auto limit = reader.integer(option);
    if (limit < 0) {
        reader.fail("spl-bad-option", option.value.span, "the option " + option.name + " cannot be less than 0");
    }
    return static_cast<std::size_t>(limit == 0 ? kMostValues : std::min(limit, kMostValues));
}

double read_cover(CommandReader& reader, const CommandReader::Option& option) {
    const auto cover = reader.number(option);
    if (!(cover >= 0 && cover <= 1)) {
        reader.fail("spl-bad-option", option.value.span, "the option " + option.name + " takes a number from 0 to 1");
    }
    return cover;
}

void take_option(CommandReader& reader, const CommandReader::Option& option, ContingencyCommand& command) {
    if (option.is("maxrows")) {
        command.max_rows = read_limit(reader, option);
    } else if (option.is("maxcols")) {
        command.max_columns = read_limit(reader, option);
    } else if (option.is("minrowcover")) {
        command.min_row_cover = read_cover(reader, option);
    } else if (option.is("mincolcover")) {
        command.min_column_cover = read_cover(reader, option);
    } else if (option.is("usetotal")) {
        command.use_total = reader.boolean(option);
    } else if (option.is("totalstr")) {
        command.total = option.value.text;
    } else {
        reader.unknown_option(option, {"maxrows", "maxcols", "minrowcover", "mincolcover", "usetotal", "totalstr"});
    }
}

FieldName read_field(CommandReader& reader) {
    auto field = reader.field_name();
    if (field.name.find('*') != std::string::npos) {
        reader.fail("spl-bad-argument", field.span, "contingency takes no wildcards in field names");
    }
    return field;
}

}  // namespace

std::unique_ptr<Command> parse_contingency(CommandReader& reader) {
    auto command = std::make_unique<ContingencyCommand>();
    for (reader.skip_commas(); !reader.at_end(); reader.skip_commas()) {
        if (const auto option = reader.option()) {
            take_option(reader, *option, *command);
        } else if (command->row_field.name.empty()) {
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
