#include "parser/commands/time/reltime.h"

#include "parser/commands/common/name_list.h"
#include "parser/grammar/option_table.h"

namespace karst {

namespace {

std::vector<std::string> read_time_fields(CommandReader& reader, const CommandReader::Option& option) {
    auto fields = split_names(option.value.text);
    if (fields.empty()) {
        reader.fail("spl-missing-value", option.span, "the option timefield has no value");
    }
    return fields;
}

const OptionTable<ReltimeCommand> kReltimeOptions = {
    {"timefield", takes::custom(&ReltimeCommand::fields, "<fields>", "x", read_time_fields, "_time"),
     "The fields with the times, with commas between them."},
    {"prefix", takes::text(&ReltimeCommand::prefix), "What the names of the new fields begin with."},
};

}  // namespace

const OptionList& reltime_options() {
    return kReltimeOptions;
}

std::unique_ptr<Command> parse_reltime(CommandReader& reader) {
    auto command = std::make_unique<ReltimeCommand>();
    kReltimeOptions.take_all(reader, *command);
    return command;
}

}  // namespace karst
