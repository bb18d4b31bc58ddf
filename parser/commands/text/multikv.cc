#include "parser/commands/text/multikv.h"

#include "parser/grammar/command_reader.h"

namespace karst {

namespace {

constexpr std::string_view kMultikvOptions[] = {"conf", "copyattrs", "forceheader", "multitable", "noheader", "rmorig"};

void take_option(CommandReader& reader, const CommandReader::Option& option, MultikvCommand& command) {
    if (option.is("copyattrs")) {
        command.copy_fields = reader.boolean(option);
    } else if (option.is("forceheader")) {
        command.header_line = reader.integer(option);
        if (command.header_line < 1) {
            reader.fail("spl-bad-option", option.value.span, "the option forceheader counts lines from 1");
        }
    } else if (option.is("multitable")) {
        command.several_tables = reader.boolean(option);
    } else if (option.is("noheader")) {
        command.no_header = reader.boolean(option);
    } else if (option.is("rmorig")) {
        command.remove_original = reader.boolean(option);
    } else if (option.is("conf")) {
        reader.fail("spl-unsupported-option", option.span, "conf= is not supported", "there is no multikv.conf");
    } else {
        reader.unknown_option(option, {std::begin(kMultikvOptions), std::end(kMultikvOptions)});
    }
}

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

std::unique_ptr<Command> parse_multikv(CommandReader& reader) {
    auto command = std::make_unique<MultikvCommand>();
    while (!reader.at_end()) {
        if (const auto option = reader.option()) {
            take_option(reader, *option, *command);
        } else if (reader.take_keyword("fields")) {
            command->fields = reader.field_list({"filter"});
        } else if (reader.take_keyword("filter")) {
            command->terms = read_terms(reader);
        } else {
            reader.fail_here("fields, filter or an option");
        }
        reader.skip_commas();
    }
    if (command->no_header) {
        command->several_tables = false;  // as documented
    }
    return command;
}

}  // namespace karst
