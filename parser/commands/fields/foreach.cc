#include "parser/commands/fields/foreach.h"

#include "base/ascii.h"
#include "parser/grammar/command_reader.h"

namespace karst {

namespace {

void take_option(CommandReader& reader, ForeachCommand& command, const CommandReader::Option& option) {
    if (option.is("mode")) {
        const auto mode = lower_case(option.value.text);
        if (mode == "multifield") {
            command.mode = ForeachCommand::Mode::Fields;
        } else if (mode == "multivalue") {
            command.mode = ForeachCommand::Mode::Multivalue;
        } else if (mode == "json_array") {
            command.mode = ForeachCommand::Mode::JsonArray;
        } else if (mode == "auto_collections") {
            command.mode = ForeachCommand::Mode::Automatic;
        } else {
            reader.fail("spl-bad-option", option.value.span,
                        "the option mode takes multifield, multivalue, json_array or auto_collections, not '" +
                            option.value.text + "'");
        }
    } else if (option.is("fieldstr")) {
        command.field_placeholder = option.value.text;
    } else if (option.is("matchstr")) {
        command.match_placeholder = option.value.text;
    } else if (option.is("itemstr")) {
        command.item_placeholder = option.value.text;
    } else if (option.is("iterstr")) {
        command.count_placeholder = option.value.text;
    } else if (option.name.size() == 9 && option.name.compare(0, 8, "matchseg") == 0 && option.name[8] >= '1' &&
               option.name[8] <= '3') {
        command.segment_placeholders[static_cast<std::size_t>(option.name[8] - '1')] = option.value.text;
    } else {
        reader.unknown_option(option,
                              {"mode", "fieldstr", "matchstr", "matchseg1", "matchseg2", "matchseg3", "itemstr", "iterstr"});
    }
}

}  // namespace

std::unique_ptr<Command> parse_foreach(CommandReader& reader) {
    auto command = std::make_unique<ForeachCommand>();
    while (!reader.at_end() && !reader.at_subsearch()) {
        if (const auto option = reader.option()) {
            take_option(reader, *command, *option);
        } else {
            command->fields.push_back(reader.field_name());
            reader.skip_commas();
        }
    }
    auto body = reader.subsearch_text();
    command->body = std::move(body.text);
    command->body_span = body.span;
    if (command->fields.empty()) {
        reader.fail("spl-missing-field", body.span, "foreach needs a list of fields");
    }
    return command;
}

}  // namespace karst
