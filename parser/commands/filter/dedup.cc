#include "parser/commands/filter/dedup.h"

#include "base/number_text.h"
#include "parser/commands/order/sort.h"
#include "parser/grammar/option_table.h"

namespace karst {

std::unique_ptr<Command> parse_sort(CommandReader& reader);

namespace {

const OptionTable<DedupCommand> kDedupOptions = {
    {"keepevents", takes::boolean(&DedupCommand::keep_events), "Keeps the other results, without the fields."},
    {"keepempty", takes::boolean(&DedupCommand::keep_empty), "Keeps results that lack one of the fields."},
    {"consecutive", takes::boolean(&DedupCommand::consecutive), "Drops only results that follow one with the same values."},
};

}  // namespace

const OptionList& dedup_options() {
    return kDedupOptions;
}

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
        if (kDedupOptions.take(reader, *command)) {
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
