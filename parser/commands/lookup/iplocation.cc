#include "parser/commands/lookup/iplocation.h"

#include "parser/grammar/option_table.h"

#include <algorithm>

namespace karst {

namespace {

// One code, or several in quotation marks: lang="es,de".
std::vector<std::string> read_languages(CommandReader&, const CommandReader::Option& option) {
    const auto& text = option.value.text;
    std::vector<std::string> languages;
    for (std::size_t begin = 0; begin <= text.size();) {
        const auto end = std::min(text.find(',', begin), text.size());
        auto language = text.substr(begin, end - begin);
        language.erase(0, std::min(language.find_first_not_of(' '), language.size()));
        if (!language.empty()) {
            languages.push_back(std::move(language));
        }
        begin = end + 1;
    }
    return languages;
}

const OptionTable<IplocationCommand> kIplocationOptions = {
    {"prefix", takes::text(&IplocationCommand::prefix), "What the names of the new fields begin with."},
    {"allfields", takes::boolean(&IplocationCommand::all_fields),
     "Adds all that the database says: the continent and the time zone, too."},
    {"lang", takes::custom(&IplocationCommand::languages, "<languages>", "en", read_languages, "en"),
     "The language of the names, or several in quotation marks, of which the first that has a name is taken."},
};

}  // namespace

const OptionList& iplocation_options() {
    return kIplocationOptions;
}

std::unique_ptr<Command> parse_iplocation(CommandReader& reader) {
    auto command = std::make_unique<IplocationCommand>();
    while (!reader.at_end()) {
        if (kIplocationOptions.take(reader, *command)) {
            continue;
        }
        if (command->field.name.empty()) {
            command->field = reader.field_name("a field with IP addresses");
        } else {
            reader.fail_here("the end of the command iplocation");
        }
    }
    if (command->field.name.empty()) {
        reader.fail_here("a field with IP addresses");
    }
    return command;
}

}  // namespace karst
