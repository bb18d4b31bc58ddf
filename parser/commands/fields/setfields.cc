#include "parser/commands/fields/setfields.h"

#include "base/spl_text.h"
#include "parser/grammar/command_reader.h"

#include <algorithm>

namespace karst {

namespace {

// What is no letter and no digit becomes _, and the name does not begin with it (setfields, "Standard key cleaning").
std::string clean_key(std::string_view name) {
    std::string clean(name);
    std::replace_if(
        clean.begin(), clean.end(), [](char c) { return !is_identifier(c); }, '_');
    return clean.substr(std::min(clean.find_first_not_of('_'), clean.size()));
}

}  // namespace

std::unique_ptr<Command> parse_setfields(CommandReader& reader) {
    auto command = std::make_unique<SetfieldsCommand>();
    do {
        auto field = reader.field_name();
        field.name = clean_key(field.name);
        if (field.name.empty()) {
            reader.fail("spl-missing-field", field.span, "the name of a field needs a letter or a digit");
        }
        reader.expect('=', "'=' and a value");
        command->settings.push_back({std::move(field), reader.expect_word("a value").text});
        reader.skip_commas();
    } while (!reader.at_end());
    return command;
}

}  // namespace karst
