#include "parser/commands/combine/transaction.h"

#include "base/ascii.h"
#include "base/number_text.h"
#include "base/spl_text.h"
#include "parser/commands/common/name_list.h"
#include "parser/commands/common/quoted_text.h"
#include "parser/grammar/option_table.h"
#include "parser/grammar/pipeline_parser.h"

#include <array>

namespace karst {

namespace {

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

// <n>(s|m|h|d), seconds when there is no unit; a negative number is no limit.
std::optional<double> read_time_span(CommandReader& reader, const CommandReader::Option& option) {
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

std::optional<std::int64_t> read_event_limit(CommandReader& reader, const CommandReader::Option& option) {
    const auto limit = reader.integer(option);
    if (limit == 0) {
        reader.fail("spl-bad-option", option.value.span, "the option " + option.name + " cannot be 0");
    }
    return limit;
}

void take_lists(CommandReader&, const CommandReader::Option& option, TransactionCommand& command) {
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

void take_fields(CommandReader&, const CommandReader::Option& option, TransactionCommand& command) {
    add_fields(command, option.value.text, option.value.span);
}

const OptionTable<TransactionCommand> kTransactionOptions = {
    {"fields", takes::custom("<fields>", "x", take_fields), "The fields, which may be written without fields=."},
    {"maxspan", takes::custom(&TransactionCommand::max_span, "<int>(s|m|h|d)", "5m", read_time_span),
     "The longest time from the first event to the last."},
    {"maxpause", takes::custom(&TransactionCommand::max_pause, "<int>(s|m|h|d)", "5m", read_time_span),
     "The longest time between two events."},
    {"maxevents", takes::custom(&TransactionCommand::max_events, "<int>", "1000", read_event_limit),
     "How many events a transaction has at most."},
    {"startswith", takes::own_syntax(&TransactionCommand::starts_with, "<filter>", "\"login\"", read_filter),
     "The event that begins a transaction: \"<search-expression>\", (<search-expression>) or eval(<eval-expression>)."},
    {"endswith", takes::own_syntax(&TransactionCommand::ends_with, "<filter>", "eval(x=5)", read_filter),
     "The event that ends a transaction, written like startswith."},
    {"connected", takes::boolean(&TransactionCommand::connected),
     "Begins a new transaction with an event that shares no field with the open ones."},
    {"unifyends", takes::boolean(&TransactionCommand::unify_ends), "Asks of events that begin or end that they share a field."},
    {"keeporphans", takes::boolean(&TransactionCommand::keep_orphans), "Keeps the events that belong to no transaction."},
    {"keepevicted", takes::boolean(&TransactionCommand::keep_evicted), "Keeps the transactions that are not closed."},
    {"maxopentxn", takes::custom(&TransactionCommand::max_open, "<int>", "10", read_event_limit),
     "How many transactions may be open at once."},
    {"maxopenevents", takes::custom(&TransactionCommand::max_open_events, "<int>", "10", read_event_limit),
     "How many events the open transactions may have."},
    {"delim", takes::text(&TransactionCommand::delimiter).bare(),
     "What stands between the values of a field when one text is made of them."},
    {"mvlist", takes::custom("<bool>|<fields>", "true", take_lists, "false"),
     "The fields whose values are kept in the order of the events, each time they come; true is all fields."},
    {"mvraw", takes::boolean(&TransactionCommand::raw_list), "Keeps _raw as a list of values."},
    {"nullstr", takes::text(&TransactionCommand::null_text), "What stands for a missing value among those of mvlist."},
    {"name",
     takes::refused("<name>", "it refers to a transactiontypes.conf", "write the settings of that transaction type as options"),
     "Names a stanza of transactiontypes.conf."},
};

}  // namespace

const OptionList& transaction_options() {
    return kTransactionOptions;
}

std::unique_ptr<Command> parse_transaction(CommandReader& reader) {
    auto command = std::make_unique<TransactionCommand>();
    for (reader.skip_commas(); !reader.at_end(); reader.skip_commas()) {
        if (kTransactionOptions.take(reader, *command)) {
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
