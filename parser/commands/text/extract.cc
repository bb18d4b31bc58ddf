#include "parser/commands/text/extract.h"

#include "parser/grammar/command_reader.h"

namespace karst {

namespace {

std::size_t count(CommandReader& reader, const CommandReader::Option& option) {
    const auto number = reader.integer(option);
    if (number < 0) {
        reader.fail("spl-bad-option", option.value.span, "the option " + option.name + " takes no negative number");
    }
    return static_cast<std::size_t>(number);
}

void take_option(CommandReader& reader, const CommandReader::Option& option, ExtractCommand& command) {
    if (option.is("pairdelim")) {
        command.pair_delimiters = option.value.text;
    } else if (option.is("kvdelim")) {
        command.key_delimiters = option.value.text;
    } else if (option.is("limit")) {
        command.limit = count(reader, option);
    } else if (option.is("maxchars")) {
        command.characters = count(reader, option);
    } else if (option.is("mv_add")) {
        command.add_values = reader.boolean(option);
    } else if (option.is("auto")) {
        command.automatic = reader.boolean(option);
    } else if (option.is("clean_keys")) {
        command.clean_keys = reader.boolean(option);
    } else if (option.is("reload") || option.is("segment")) {
        reader.boolean(option);  // about configuration files and highlighting: no effect on results
    } else {
        reader.unknown_option(
            option, {"auto", "clean_keys", "kvdelim", "limit", "maxchars", "mv_add", "pairdelim", "reload", "segment"});
    }
}

}  // namespace

std::unique_ptr<Command> parse_extract(CommandReader& reader) {
    auto command = std::make_unique<ExtractCommand>();
    while (!reader.at_end()) {
        const auto option = reader.option();
        if (!option) {
            const auto stanza = reader.field_name("an option");
            reader.fail("spl-unsupported-argument", stanza.span, "extract with a stanza of transforms.conf is not supported",
                        "there is no transforms.conf", "extract with pairdelim= and kvdelim=, or with rex");
        }
        take_option(reader, *option, *command);
        reader.skip_commas();
    }
    return command;
}

}  // namespace karst
