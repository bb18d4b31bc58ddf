#include "parser/commands/order/sort.h"

#include "base/ascii.h"
#include "base/number_text.h"
#include "base/spl_text.h"
#include "parser/grammar/option_table.h"

namespace karst {

namespace {

void read_key(CommandReader& reader, SortCommand& command) {
    SortCommand::Key key;
    // A sign stands before the field or its function, with or without blanks between.
    const char sign = reader.peek_char();
    if (sign == '-' || sign == '+') {
        key.descending = sign == '-';
        reader.rewind(reader.mark() + 1);
    }
    key.field = reader.field_name("a field to sort by");
    struct Function {
        std::string_view name;
        SortCommand::Kind kind;
    };
    static constexpr Function kFunctions[] = {{"auto", SortCommand::Kind::Automatic},
                                              {"num", SortCommand::Kind::Number},
                                              {"str", SortCommand::Kind::Text},
                                              {"ip", SortCommand::Kind::Address}};
    for (const auto& function : kFunctions) {
        if (equal_caseless(key.field.name, function.name) && reader.peek_char() == '(') {
            reader.take('(');
            key.kind = function.kind;
            key.field = reader.field_name("a field to sort by");
            reader.expect(')', "')'");
            break;
        }
    }
    command.keys.push_back(std::move(key));
}

const OptionTable<SortCommand> kSortOptions = {
    {"limit", takes::integer(&SortCommand::limit, 0), "How many results are kept, as <count> says; 0 keeps all."},
};

}  // namespace

const OptionList& sort_options() {
    return kSortOptions;
}

std::unique_ptr<Command> parse_sort(CommandReader& reader) {
    auto command = std::make_unique<SortCommand>();
    if (!kSortOptions.take(reader, *command)) {
        const auto first = reader.peek_word();
        const auto count = first && !first->quoted && first->text.front() != '+' ? whole_number(first->text) : std::nullopt;
        if (count && *count >= 0) {
            reader.word();
            command->limit = *count;
        }
    }
    for (reader.skip_commas(); !reader.at_end(); reader.skip_commas()) {
        if (!command->keys.empty() && (reader.peek_keyword("desc") || reader.peek_keyword("d"))) {
            reader.word();
            command->reversed = true;
        } else if (!command->keys.empty() && (reader.peek_keyword("asc") || reader.peek_keyword("a"))) {
            reader.word();
        } else {
            read_key(reader, *command);
        }
    }
    if (command->keys.empty()) {
        reader.fail_here("a field to sort by");
    }
    return command;
}

}  // namespace karst
