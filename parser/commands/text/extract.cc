#include "parser/commands/text/extract.h"

#include "parser/grammar/option_table.h"

namespace karst {

namespace {

const OptionTable<ExtractCommand> kExtractOptions = {
    {"pairdelim", takes::text(&ExtractCommand::pair_delimiters, "<chars>").bare(), "The characters that end a pair."},
    {"kvdelim", takes::text(&ExtractCommand::key_delimiters, "<chars>").bare(), "The characters between a key and its value."},
    {"limit", takes::integer(&ExtractCommand::limit, 0), "How many pairs are extracted at most."},
    {"maxchars", takes::integer(&ExtractCommand::characters, 0), "How many characters of the event are looked at."},
    {"mv_add", takes::boolean(&ExtractCommand::add_values), "Keeps all values of a key that comes several times."},
    {"auto", takes::boolean(&ExtractCommand::automatic), "Finds pairs by itself when no characters are given."},
    {"clean_keys", takes::boolean(&ExtractCommand::clean_keys),
     "Writes an underscore for what is neither a letter nor a digit in a key."},
    {"reload", takes::ignored_boolean(), "Reads configuration files anew."},
    {"segment", takes::ignored_boolean(), "Highlights the places of keys and values."},
};

}  // namespace

const OptionList& extract_options() {
    return kExtractOptions;
}

std::unique_ptr<Command> parse_extract(CommandReader& reader) {
    auto command = std::make_unique<ExtractCommand>();
    while (!reader.at_end()) {
        if (!kExtractOptions.take(reader, *command)) {
            const auto stanza = reader.field_name("an option");
            reader.fail("spl-unsupported-argument", stanza.span, "extract with a stanza of transforms.conf is not supported",
                        "there is no transforms.conf", "extract with pairdelim= and kvdelim=, or with rex");
        }
        reader.skip_commas();
    }
    return command;
}

}  // namespace karst
