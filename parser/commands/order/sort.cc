#include "parser/commands/order/sort.h"

#include "base/ascii.h"
#include "base/number_text.h"
#include "base/spl_text.h"
#include "parser/grammar/command_reader.h"

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

}  // namespace

std::unique_ptr<Command> parse_sort(CommandReader& reader) {
    auto command = std::make_unique<SortCommand>();
    if (const auto option = reader.option_of({"limit"})) {
        command->limit = reader.integer(*option);
        if (*command->limit < 0) {
            reader.fail("spl-bad-option", option->value.span, "sort cannot keep " + option->value.text + " results",
                        Help{"0 keeps all"});
        }
    } else if (const auto first = reader.peek_word(); first && !first->quoted) {
        if (const auto count = whole_number(first->text); count && *count >= 0 && first->text.front() != '+') {
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
