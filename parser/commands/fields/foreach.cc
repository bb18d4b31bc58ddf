#include "parser/commands/fields/foreach.h"

#include "base/ascii.h"
#include "parser/grammar/command_reader.h"
#include "parser/grammar/option_table.h"

namespace karst {

namespace {

template <std::size_t Segment>
void take_segment(CommandReader&, const CommandReader::Option& option, ForeachCommand& command) {
    command.segment_placeholders[Segment] = option.value.text;
}

const OptionTable<ForeachCommand> kForeachOptions = {
    {"mode",
     takes::words(&ForeachCommand::mode, {{"multifield", ForeachCommand::Mode::Fields},
                                          {"multivalue", ForeachCommand::Mode::Multivalue},
                                          {"json_array", ForeachCommand::Mode::JsonArray},
                                          {"auto_collections", ForeachCommand::Mode::Automatic}}),
     "What the commands are run for: each field, each value of one field, each element of a JSON array, or what a field "
     "holds."},
    {"fieldstr", takes::text(&ForeachCommand::field_placeholder), "What stands for the name of the field in the commands."},
    {"matchstr", takes::text(&ForeachCommand::match_placeholder),
     "What stands for the part of the name that the wildcards match."},
    {"matchseg1", takes::custom("<string>", "x", take_segment<0>, "<<MATCHSEG1>>"),
     "What stands for the part of the first wildcard."},
    {"matchseg2", takes::custom("<string>", "x", take_segment<1>, "<<MATCHSEG2>>"),
     "What stands for the part of the second wildcard."},
    {"matchseg3", takes::custom("<string>", "x", take_segment<2>, "<<MATCHSEG3>>"),
     "What stands for the part of the third wildcard."},
    {"itemstr", takes::text(&ForeachCommand::item_placeholder), "What stands for the value or the element."},
    {"iterstr", takes::text(&ForeachCommand::count_placeholder), "What stands for its number, counted from 0."},
};

}  // namespace

const OptionList& foreach_options() {
    return kForeachOptions;
}

std::unique_ptr<Command> parse_foreach(CommandReader& reader) {
    auto command = std::make_unique<ForeachCommand>();
    while (!reader.at_end() && !reader.at_subsearch()) {
        if (!kForeachOptions.take(reader, *command)) {
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
