#include "parser/commands/combine/transaction.h"

#include "base/ascii.h"
#include "base/number_text.h"
#include "base/spl_text.h"
#include "parser/commands/common/name_list.h"
#include "parser/commands/common/quoted_text.h"
#include "parser/grammar/command_reader.h"
#include "parser/grammar/pipeline_parser.h"

#include <array>

namespace karst {

namespace {

const std::vector<std::string_view> kTransactionOptions = {
    "fields",    "maxspan",   "maxpause",    "maxevents",  "startswith",    "endswith",
    "connected", "unifyends", "keeporphans", "maxopentxn", "maxopenevents", "keepevicted",
    "delim",     "mvlist",    "mvraw",       "nullstr",    "name"};

// Position of the parenthesis that closes the one at `open`; quoted ones do not count.
std::uint32_t closing_parenthesis(CommandReader& reader, std::uint32_t open) {
    const std::string_view text = reader.source().text();
    std::size_t depth = 0;
    for (auto at = open; at < text.size(); ++at) {
        if (text[at] == '"') {
            at = read_quoted(reader.source(), at, '"').end - 1;
        } else if (text[at] == '(') {
            ++depth;
        } else if (text[at] == ')' && --depth == 0) {
            return at;
        }
    }
    reader.fail("spl-unbalanced-parenthesis", {open, open + 1}, "unbalanced parenthesis", "no closing ')' follows");
}

// "eval(…)" inside quotation marks is an eval expression as well.
bool is_eval_call(std::string_view text) {
    const auto open = text.find('(');
    if (open == std::string_view::npos || text.back() != ')') {
        return false;
    }
    auto name = text.substr(0, open);
    while (!name.empty() && is_space(name.back())) {
        name.remove_suffix(1);
    }
    return equal_caseless(name, "eval");
}

TransactionCommand::Filter search_filter(CommandReader& reader, std::shared_ptr<const SourceText> text) {
    TransactionCommand::Filter filter;
    filter.search = parse_search(*text, reader.context());
    filter.text = std::move(text);
    return filter;
}

TransactionCommand::Filter eval_filter(CommandReader& reader, std::shared_ptr<const SourceText> text) {
    TransactionCommand::Filter filter;
    filter.eval = parse_eval(*text, reader.context());
    filter.text = std::move(text);
    return filter;
}

// A condition without quotation marks around it: a word, or a comparison such as EventCode=4800 and action="log on".
Span read_bare_condition(CommandReader& reader) {
    const std::string_view text = reader.source().text();
    const auto begin = reader.mark();
    auto at = begin;
    while (at < text.size() && !is_blank(text[at]) && std::string_view(",()[]|").find(text[at]) == std::string_view::npos) {
        at = text[at] == '"' ? read_quoted(reader.source(), at, '"').end : at + 1;
    }
    reader.rewind(at);
    if (at == begin || (at < text.size() && text[at] == '(')) {
        reader.fail_here("a search expression, or eval(…)");
    }
    return {begin, at};
}

// The filter in a text that may be a search expression or eval(…).
TransactionCommand::Filter filter_of(CommandReader& reader, const std::shared_ptr<const SourceText>& text) {
    const std::string_view all = text->text();
    const auto begin = skip_blanks(all, 0);
    auto end = static_cast<std::uint32_t>(all.size());
    while (end > begin && is_blank(all[end - 1])) {
        --end;
    }
    if (begin == end || !is_eval_call(all.substr(begin, end - begin))) {
        return search_filter(reader, text);
    }
    const auto open = static_cast<std::uint32_t>(all.find('('));
    return eval_filter(reader, part_of(*text, {open + 1, end - 1}));
}

TransactionCommand::Filter read_filter(CommandReader& reader) {
    const auto begin = reader.mark();
    if (reader.peek_char() == '(') {
        const auto close = closing_parenthesis(reader, begin);
        reader.rewind(close + 1);
        return filter_of(reader, part_of(reader.source(), {begin + 1, close}));
    }
    if (reader.peek_char() == '"') {
        reader.expect_text("a search expression, or eval(…)");
        return filter_of(reader, unquote(reader.source(), {begin + 1, reader.position() - 1}));
    }
    if (reader.take_keyword("eval") && reader.peek_char() == '(') {
        const auto open = reader.mark();
        const auto close = closing_parenthesis(reader, open);
        reader.rewind(close + 1);
        return eval_filter(reader, part_of(reader.source(), {open + 1, close}));
    }
    reader.rewind(begin);
    return search_filter(reader, part_of(reader.source(), read_bare_condition(reader)));
}

bool take_filter(CommandReader& reader, std::string_view name, std::optional<TransactionCommand::Filter>& filter) {
    const auto before = reader.mark();
    if (!reader.take_keyword(name) || !reader.take('=')) {
        reader.rewind(before);
        return false;
    }
    filter = read_filter(reader);
    return true;
}

// <n>(s|m|h|d), seconds when there is no unit; a negative number is no limit.
std::optional<double> read_span(CommandReader& reader, const CommandReader::Option& option) {
    std::string_view text = option.value.text;
    double unit = 1;
    static constexpr std::array<std::pair<char, double>, 4> kUnits = {{{'s', 1}, {'m', 60}, {'h', 3600}, {'d', 86400}}};
    for (const auto& [letter, seconds] : kUnits) {
        if (!text.empty() && text.back() == letter) {
            unit = seconds;
            text.remove_suffix(1);
            break;
        }
    }
    const auto count = whole_number(text);
    if (!count) {
        reader.fail("spl-bad-span", option.value.span, "'" + option.value.text + "' is not a span",
                    Help{"write a whole number with s, m, h or d, such as 30s"});
    }
    return *count < 0 ? std::nullopt : std::optional(static_cast<double>(*count) * unit);
}

std::optional<std::int64_t> read_limit(CommandReader& reader, const CommandReader::Option& option) {
    const auto limit = reader.integer(option);
    if (limit == 0) {
        reader.fail("spl-bad-option", option.value.span, "the option " + option.name + " cannot be 0");
    }
    return limit;
}

void take_lists(const CommandReader::Option& option, TransactionCommand& command) {
    const auto text = lower_case(option.value.text);
    const bool yes = text == "true" || text == "t" || text == "1";
    const bool no = text == "false" || text == "f" || text == "0";
    command.all_lists = yes;
    command.lists = yes || no ? std::vector<std::string>() : split_names(option.value.text);
}

void add_fields(TransactionCommand& command, const std::string& names, Span span) {
    for (auto& name : split_names(names)) {
        command.fields.push_back({std::move(name), span});
    }
}

bool take_definition(CommandReader& reader, const CommandReader::Option& option, TransactionCommand& command) {
    if (option.is("fields")) {
        add_fields(command, option.value.text, option.value.span);
    } else if (option.is("maxspan")) {
        command.max_span = read_span(reader, option);
    } else if (option.is("maxpause")) {
        command.max_pause = read_span(reader, option);
    } else if (option.is("maxevents")) {
        command.max_events = read_limit(reader, option);
    } else if (option.is("connected")) {
        command.connected = reader.boolean(option);
    } else if (option.is("unifyends")) {
        command.unify_ends = reader.boolean(option);
    } else if (option.is("keeporphans")) {
        command.keep_orphans = reader.boolean(option);
    } else if (option.is("name")) {
        reader.fail("spl-unsupported-option", option.span, "the option name is not supported",
                    "it refers to a transactiontypes.conf", "write the settings of that transaction type as options");
    } else {
        return false;
    }
    return true;
}

void take_option(CommandReader& reader, const CommandReader::Option& option, TransactionCommand& command) {
    if (take_definition(reader, option, command)) {
        return;
    }
    if (option.is("maxopentxn")) {
        command.max_open = read_limit(reader, option);
    } else if (option.is("maxopenevents")) {
        command.max_open_events = read_limit(reader, option);
    } else if (option.is("keepevicted")) {
        command.keep_evicted = reader.boolean(option);
    } else if (option.is("delim")) {
        command.delimiter = option.value.text;
    } else if (option.is("mvlist")) {
        take_lists(option, command);
    } else if (option.is("mvraw")) {
        command.raw_list = reader.boolean(option);
    } else if (option.is("nullstr")) {
        command.null_text = option.value.text;
    } else {
        reader.unknown_option(option, kTransactionOptions);
    }
}

}  // namespace

std::unique_ptr<Command> parse_transaction(CommandReader& reader) {
    auto command = std::make_unique<TransactionCommand>();
    for (reader.skip_commas(); !reader.at_end(); reader.skip_commas()) {
        if (take_filter(reader, "startswith", command->starts_with) || take_filter(reader, "endswith", command->ends_with)) {
            continue;
        }
        if (const auto option = reader.option()) {
            take_option(reader, *option, *command);
            continue;
        }
        // A quoted list of fields is understood too.
        const auto field = reader.field_name();
        const bool quoted = reader.source().text()[field.span.begin] == '"';
        if (quoted && field.name.find(',') != std::string::npos) {
            add_fields(*command, field.name, field.span);
        } else {
            command->fields.push_back(field);
        }
    }
    return command;
}

}  // namespace karst
