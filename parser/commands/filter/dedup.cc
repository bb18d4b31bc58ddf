#include "parser/commands/filter/dedup.h"

#include "base/number_text.h"
#include "parser/commands/order/sort.h"
#include "parser/grammar/command_reader.h"

namespace karst {

std::unique_ptr<Command> parse_sort(CommandReader& reader);

std::unique_ptr<Command> parse_dedup(CommandReader& reader) {
    auto command = std::make_unique<DedupCommand>();
    if (const auto first = reader.peek_word(); first && !first->quoted) {
        if (const auto count = whole_number(first->text)) {
            reader.word();
            command->most = *count;
            if (*count <= 0) {
                reader.fail("spl-bad-number", first->span,
                            "dedup keeps at least one result of each combination, not " + first->text);
            }
        }
    }
    while (!reader.at_end()) {
        if (reader.take_keyword("sortby")) {
            command->sort = parse_sort(reader);
            break;
        }
        if (const auto option = reader.option()) {
            if (option->is("keepevents")) {
                command->keep_events = reader.boolean(*option);
            } else if (option->is("keepempty")) {
                command->keep_empty = reader.boolean(*option);
            } else if (option->is("consecutive")) {
                command->consecutive = reader.boolean(*option);
            } else {
                reader.unknown_option(*option, {"keepevents", "keepempty", "consecutive"});
            }
            continue;
        }
        const auto names = reader.field_list({"sortby"});
        if (names.empty() && !reader.peek_keyword("sortby")) {
            reader.fail_here("a field name");
        }
        command->fields.insert(command->fields.end(), names.begin(), names.end());
    }
    if (command->fields.empty()) {
        reader.fail_here("a field name");
    }
    for (const auto& field : command->fields) {
        if (field.name.find('*') != std::string::npos) {
            reader.fail("spl-wildcard-place", field.span, "dedup takes names of fields, without wildcards");
        }
    }
    return command;
}

}  // namespace karst
