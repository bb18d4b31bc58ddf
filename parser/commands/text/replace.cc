#include "parser/commands/text/replace.h"

#include "parser/grammar/command_reader.h"

#include <algorithm>

namespace karst {

namespace {

// A value may hold what ends a word elsewhere: an equals sign, parentheses. A comma ends it, unless it stands at its beginning.
CommandReader::Word read_value(CommandReader& reader, std::string_view what) {
    auto value = reader.expect_text(what);
    if (const auto comma = value.text.find(',', 1); !value.quoted && comma != std::string::npos) {
        value.text.resize(comma);
        value.span.end = value.span.begin + static_cast<std::uint32_t>(comma);
        reader.rewind(value.span.end);
    }
    return value;
}

}  // namespace

std::unique_ptr<Command> parse_replace(CommandReader& reader) {
    auto command = std::make_unique<ReplaceCommand>();
    for (reader.skip_commas(); !reader.at_end() && !reader.peek_keyword("in"); reader.skip_commas()) {
        const auto from = read_value(reader, "a value to replace");
        reader.skip_commas();
        if (!reader.take_keyword("with")) {
            reader.fail_here("WITH after the value");
        }
        reader.skip_commas();
        const auto to = read_value(reader, "a value after WITH");
        const auto stars = [](const std::string& text) { return std::count(text.begin(), text.end(), '*'); };
        if (stars(to.text) != 0 && stars(to.text) != stars(from.text)) {
            reader.fail("spl-wildcard-mismatch", join(from.span, to.span),
                        "the new value must have as many wildcards as the old one, or none");
        }
        command->pairs.push_back({from.text, to.text});
    }
    if (command->pairs.empty()) {
        reader.fail_here("a value to replace");
    }
    if (reader.take_keyword("in")) {
        command->fields = reader.field_list();
        if (command->fields.empty()) {
            reader.fail_here("a field name after IN");
        }
    }
    return command;
}

}  // namespace karst
