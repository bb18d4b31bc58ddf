#include "parser/commands/lookup/iplocation.h"

#include "parser/grammar/command_reader.h"

#include <algorithm>

namespace karst {

namespace {

// One code, or several in quotation marks: lang="es,de".
std::vector<std::string> split_languages(const std::string& text) {
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

}  // namespace

std::unique_ptr<Command> parse_iplocation(CommandReader& reader) {
    auto command = std::make_unique<IplocationCommand>();
    while (!reader.at_end()) {
        if (const auto option = reader.option()) {
            if (option->is("prefix")) {
                command->prefix = option->value.text;
            } else if (option->is("allfields")) {
                command->all_fields = reader.boolean(*option);
            } else if (option->is("lang")) {
                command->languages = split_languages(option->value.text);
            } else {
                reader.unknown_option(*option, {"prefix", "allfields", "lang"});
            }
        } else if (command->field.name.empty()) {
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
