#include "parser/commands/datamodel/tags.h"

#include "parser/commands/common/field_arguments.h"
#include "parser/commands/common/name_list.h"

namespace karst {

namespace {

std::vector<std::string> read_allowed_tags(CommandReader&, const CommandReader::Option& option) {
    return split_names(option.value.text);
}

const OptionTable<TagsCommand> kTagsOptions = {
    {"outputfield", takes::field(&TagsCommand::output), "The field that gets all tags; without it tag and tag::<field> do."},
    {"inclname", takes::boolean(&TagsCommand::with_name), "Writes <field>::<tag> into the field of outputfield."},
    {"allowed_tags", takes::custom(&TagsCommand::allowed, "<tags>", "x", read_allowed_tags),
     "The tags that are shown, with commas between them; all without it."},
    {"inclvalue",
     takes::refused_when_true("which event type gave an event which tag is not kept", "unsupported",
                              "leave inclvalue out, or use the fields eventtype and tag::eventtype"),
     "Writes the value of the field, too."},
};

}  // namespace

const OptionList& tags_options() {
    return kTagsOptions;
}

std::unique_ptr<Command> parse_tags(CommandReader& reader) {
    auto command = std::make_unique<TagsCommand>();
    read_fields(reader, kTagsOptions, *command, command->fields);
    return command;
}

}  // namespace karst
