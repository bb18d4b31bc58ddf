#include "parser/commands/text/multikv.h"

#include "parser/grammar/option_table.h"

namespace karst {

namespace {

const OptionTable<MultikvCommand> kMultikvOptions = {
    {"forceheader", takes::integer(&MultikvCommand::header_line, 1),
     "The line with the names of the columns, counted from 1; without it the line is found."},
    {"noheader", takes::boolean(&MultikvCommand::no_header),
     "Says that no line has names: columns are Column_1, Column_2 and so on."},
    {"multitable", takes::boolean(&MultikvCommand::several_tables), "Says that an event may hold several tables."},
    {"copyattrs", takes::boolean(&MultikvCommand::copy_fields), "Copies the other fields of the event to each row."},
    {"rmorig", takes::boolean(&MultikvCommand::remove_original), "Leaves the event itself out."},
    {"conf", takes::refused("<stanza>", "there is no multikv.conf"), "Names a stanza of multikv.conf."},
};

// The words after `filter`, up to the next keyword or option.
std::vector<std::string> read_terms(CommandReader& reader) {
    std::vector<std::string> terms;
    for (reader.skip_commas(); !reader.at_end() && !reader.peek_keyword("fields"); reader.skip_commas()) {
        const auto before = reader.mark();
        auto term = reader.expect_word("a term");
        if (!term.quoted && reader.peek_char() == '=') {
            reader.rewind(before);
            break;
        }
        terms.push_back(std::move(term.text));
    }
    return terms;
}

}  // namespace

const OptionList& multikv_options() {
    return kMultikvOptions;
}

std::unique_ptr<Command> parse_multikv(CommandReader& reader) {
    auto command = std::make_unique<MultikvCommand>();
    for (; !reader.at_end(); reader.skip_commas()) {
        if (kMultikvOptions.take(reader, *command)) {
            continue;
        }
        if (reader.take_keyword("fields")) {
            command->fields = reader.field_list({"filter"});
        } else if (reader.take_keyword("filter")) {
            command->terms = read_terms(reader);
        } else {
            reader.fail_here("fields, filter or an option");
        }
    }
    if (command->no_header) {
        command->several_tables = false;  // as documented
    }
    return command;
}

}  // namespace karst
