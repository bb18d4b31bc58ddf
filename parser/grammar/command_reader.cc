#include "parser/grammar/command_reader.h"

#include "base/ascii.h"
#include "base/number_text.h"
#include "base/spl_text.h"
#include "parser/grammar/eval_parser.h"
#include "parser/grammar/pipeline_parser.h"
#include "parser/grammar/search_parser.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace karst {

namespace {

bool ends_word(char c) {
    return is_space(c) || c == ',' || c == '(' || c == ')' || c == '[' || c == ']' || c == '|' || c == '=' || c == '"';
}

// perc95, p99.9, exactperc50, upperperc75: the digits are a parameter of the function.
std::optional<double> split_percentile(std::string& function) {
    for (const std::string_view name : {"exactperc", "upperperc", "perc", "p"}) {
        if (function.size() > name.size() && function.compare(0, name.size(), name) == 0 &&
            function.find_first_not_of("0123456789.", name.size()) == std::string::npos) {
            double parameter = 0;
            const auto* end = function.data() + function.size();
            if (std::from_chars(function.data() + name.size(), end, parameter).ptr == end) {
                function.resize(name.size());
                return parameter;
            }
        }
    }
    return std::nullopt;
}

// Position of the parenthesis that closes the one before `from`, or where the command ends without it.
std::uint32_t closing_parenthesis(std::string_view text, std::uint32_t from) {
    std::size_t open = 1;
    for (; from < text.size() && text[from] != '|'; ++from) {
        open += text[from] == '(' ? 1 : 0;
        open -= text[from] == ')' ? 1 : 0;
        if (open == 0) {
            break;
        }
    }
    return from;
}

}  // namespace

CommandReader::CommandReader(const SourceText& source, std::uint32_t position, const ParseContext& context, std::size_t depth)
    : source_(source), text_(source.text()), position_(position), context_(context), depth_(depth) {}

void CommandReader::skip_blanks() {
    position_ = karst::skip_blanks(text_, position_);
}

char CommandReader::peek_char() {
    skip_blanks();
    return position_ < text_.size() ? text_[position_] : '\0';
}

bool CommandReader::at_end() {
    const char c = peek_char();
    return position_ >= text_.size() || c == '|' || c == ']';
}

std::uint32_t CommandReader::mark() {
    skip_blanks();
    return position_;
}

void CommandReader::fail_here(std::string_view what) {
    const auto begin = mark();
    auto end = begin;
    while (end < text_.size() && !is_space(text_[end]) && text_[end] != '|' && end - begin < 40) {
        ++end;
    }
    const std::string found = begin >= text_.size()
                                  ? "the end of the search"
                                  : "'" + std::string(text_.substr(begin, std::max<std::uint32_t>(1, end - begin))) + "'";
    fail(at_end() ? DiagnosticCode("spl-missing-argument") : DiagnosticCode("spl-syntax"), {begin, std::max(end, begin + 1)},
         "expected " + std::string(what) + ", found " + found);
}

// ---------------------------------------------------------------- words

std::optional<CommandReader::Word> CommandReader::peek_word() {
    const auto before = mark();
    auto found = word();
    position_ = before;
    return found;
}

std::optional<CommandReader::Word> CommandReader::word() {
    const auto begin = mark();
    if (begin >= text_.size()) {
        return std::nullopt;
    }
    if (text_[begin] == '"') {
        auto quoted = read_quoted(source_, begin, '"');
        position_ = quoted.end;
        return Word{std::move(quoted.text), true, {begin, position_}};
    }
    while (position_ < text_.size() && !ends_word(text_[position_])) {
        // An escaped quotation mark belongs to the word.
        position_ += text_[position_] == '\\' && position_ + 1 < text_.size() && text_[position_ + 1] == '"' ? 2 : 1;
    }
    if (position_ == begin) {
        return std::nullopt;
    }
    return Word{undo_escapes(text_.substr(begin, position_ - begin)), false, {begin, position_}};
}

CommandReader::Word CommandReader::expect_word(std::string_view what) {
    auto found = word();
    if (!found) {
        fail_here(what);
    }
    return std::move(*found);
}

CommandReader::Word CommandReader::expect_text(std::string_view what) {
    if (at_end() || at_subsearch_argument()) {
        fail_here(what);
    }
    const auto begin = mark();
    if (text_[begin] == '"') {
        return *word();
    }
    return bare_text();
}

// A bracket ends it unless it was opened in it: ([^,]+) is one regular expression.
CommandReader::Word CommandReader::bare_text() {
    const auto begin = position_;
    std::size_t brackets = 0;
    for (; position_ < text_.size() && !is_space(text_[position_]) && text_[position_] != '|'; ++position_) {
        const char c = text_[position_];
        if (c == ']' && brackets == 0) {
            break;
        }
        brackets += c == '[' ? 1 : 0;
        brackets -= c == ']' ? 1 : 0;
        const bool escapes = c == '\\' && position_ + 1 < text_.size() && !is_space(text_[position_ + 1]);
        position_ += escapes ? 1 : 0;
    }
    return Word{std::string(text_.substr(begin, position_ - begin)), false, {begin, position_}};
}

bool CommandReader::peek_keyword(std::string_view keyword) {
    const auto found = peek_word();
    return found && !found->quoted && equal_caseless(found->text, keyword);
}

bool CommandReader::take_keyword(std::string_view keyword) {
    if (!peek_keyword(keyword)) {
        return false;
    }
    word();
    return true;
}

bool CommandReader::take(char punctuation) {
    if (peek_char() != punctuation) {
        return false;
    }
    ++position_;
    return true;
}

void CommandReader::expect(char punctuation, std::string_view what) {
    if (!take(punctuation)) {
        fail_here(what);
    }
}

void CommandReader::skip_commas() {
    while (take(',')) {
    }
}

// ---------------------------------------------------------------- options

std::optional<CommandReader::OptionName> CommandReader::option_name() {
    const auto before = mark();
    const auto name = word();
    if (!name || name->quoted || peek_char() != '=') {
        position_ = before;
        return std::nullopt;
    }
    ++position_;
    return OptionName{lower_case(name->text), name->span, false};
}

CommandReader::Option CommandReader::option_value(const OptionName& name) {
    const auto equals_end = position_;
    const bool bare = name.bare_value && peek_char() != '"' && !at_end() && !at_subsearch_argument();
    auto value = bare ? std::optional(bare_text()) : word();
    if (!value) {
        fail("spl-missing-value", {name.span.begin, equals_end}, "the option " + name.name + " has no value");
    }
    return {name.name, std::move(*value), {name.span.begin, position_}};
}

bool CommandReader::boolean(const Option& option) {
    const auto value = lower_case(option.value.text);
    static constexpr std::array<std::string_view, 4> kTrue = {"true", "t", "1", "yes"};
    static constexpr std::array<std::string_view, 4> kFalse = {"false", "f", "0", "no"};
    if (std::find(kTrue.begin(), kTrue.end(), value) != kTrue.end()) {
        return true;
    }
    if (std::find(kFalse.begin(), kFalse.end(), value) != kFalse.end()) {
        return false;
    }
    fail("spl-bad-option", option.value.span,
         "the option " + option.name + " takes true or false, not '" + option.value.text + "'");
}

std::int64_t CommandReader::integer(const Option& option) {
    const auto number = whole_number(option.value.text);
    if (!number) {
        fail("spl-bad-option", option.value.span,
             "the option " + option.name + " takes a whole number, not '" + option.value.text + "'");
    }
    return *number;
}

double CommandReader::number(const Option& option) {
    const auto number = decimal_number(option.value.text);
    if (!number) {
        fail("spl-bad-option", option.value.span,
             "the option " + option.name + " takes a number, not '" + option.value.text + "'");
    }
    return *number;
}

void CommandReader::fail_unknown_option(const OptionName& name, const OptionList& known) {
    const auto option = option_value(name);
    fail("spl-unknown-option", option.span, "unknown option '" + option.name + "'", "not an option of this command",
         did_you_mean(option.name, known.names()));
}

// ---------------------------------------------------------------- composed arguments

FieldName CommandReader::field_name(std::string_view what) {
    if (peek_char() == '\'') {
        const auto begin = mark();
        auto quoted = read_quoted(source_, begin, '\'');
        position_ = quoted.end;
        return {std::move(quoted.text), {begin, position_}};
    }
    auto name = expect_word(what);
    return {std::move(name.text), name.span};
}

FieldName CommandReader::assigned_field(std::string_view what) {
    if (peek_char() != '$' || !context_.limits.dollar_names) {
        return field_name(what);
    }
    const auto begin = position_;
    auto name = read_dollar_name(source_, position_);
    return {std::move(name), {begin, position_}};
}

FieldName CommandReader::column_name(std::string_view what) {
    auto name = field_name(what);
    const bool bare = name.span.end > name.span.begin && !ends_word(text_[name.span.begin]) && text_[name.span.begin] != '\'';
    if (!bare || position_ >= text_.size() || text_[position_] != '(') {
        return name;
    }
    auto end = position_ + 1;
    while (end < text_.size() && !ends_word(text_[end])) {
        ++end;
    }
    if (end < text_.size() && text_[end] == ')') {
        name.name += text_.substr(position_, end + 1 - position_);
        position_ = end + 1;
        name.span.end = position_;
    }
    return name;
}

std::vector<FieldName> CommandReader::field_list(const std::vector<std::string_view>& stop_keywords) {
    std::vector<FieldName> names;
    for (skip_commas(); !at_end(); skip_commas()) {
        if (std::any_of(stop_keywords.begin(), stop_keywords.end(), [&](auto keyword) { return peek_keyword(keyword); })) {
            break;
        }
        const auto before = mark();
        auto name = column_name();
        // `name=value` is an option that follows the list.
        if (peek_char() == '=') {
            position_ = before;
            break;
        }
        names.push_back(std::move(name));
    }
    return names;
}

EvalExpressionPtr CommandReader::eval_expression() {
    EvalParser parser(source_, position_, context_, depth_);
    auto expression = parser.parse();
    position_ = parser.position();
    return expression;
}

SearchExpressionPtr CommandReader::search_expression(bool first_command, const std::vector<std::string_view>& stops) {
    SearchParser parser(source_, position_, context_, depth_, first_command);
    parser.stop_at(stops);
    auto expression = parser.parse();
    position_ = parser.position();
    return expression;
}

bool CommandReader::at_subsearch() {
    return peek_char() == '[';
}

bool CommandReader::at_subsearch_argument() {
    return at_subsearch() && begins_subsearch(text_, position_, context_);
}

PipelinePtr CommandReader::subsearch() {
    if (!at_subsearch()) {
        fail_here("a subsearch in brackets");
    }
    return parse_subsearch(source_, position_, context_, depth_);
}

CommandReader::Word CommandReader::subsearch_text() {
    if (!at_subsearch()) {
        fail_here("a subsearch in brackets");
    }
    const auto open = position_;
    auto end = open + 1;
    // A pipe inside the brackets does not end them.
    for (end = end_of_command(text_, end); end < text_.size() && text_[end] == '|'; end = end_of_command(text_, end + 1)) {
    }
    if (end >= text_.size()) {
        fail("spl-unbalanced-bracket", {open, open + 1}, "unbalanced bracket", "no closing ']' follows");
    }
    position_ = end + 1;
    return {std::string(text_.substr(open + 1, end - open - 1)), false, {open + 1, end}};
}

AggregateCall CommandReader::aggregate() {
    AggregateCall call;
    const auto begin = mark();
    const auto name = expect_word("a function such as count or values(field)");
    if (name.quoted) {
        fail("spl-syntax", name.span, "expected a function such as count or values(field), found a quoted string");
    }
    call.function = lower_case(name.text);
    call.parameter = split_percentile(call.function);
    call.output = name.text;
    if (position_ < text_.size() && text_[position_] == '(') {
        ++position_;
        if (call.function == "eval") {
            call.eval = eval_expression();
        } else if (peek_keyword("eval") && text_.substr(karst::skip_blanks(text_, peek_word()->span.end), 1) == "(") {
            word();
            expect('(', "'('");
            call.eval = eval_expression();
            expect(')', "')' after the eval expression");
        } else if (call.function == "sparkline") {
            // Its argument is a function and a span, which nothing else takes; the planner says what becomes of it.
            const auto argument = mark();
            position_ = closing_parenthesis(text_, argument);
            call.field = {std::string(text_.substr(argument, position_ - argument)), {argument, position_}};
        } else if (peek_char() != ')') {
            call.field = field_name("a field name or eval(…)");
        }
        const auto inner_end = mark();
        expect(')', "')'");
        if (call.eval) {
            call.output += "(" + std::string(text_.substr(name.span.end + 1, inner_end - name.span.end - 1)) + ")";
        } else if (!call.field.name.empty()) {
            call.output += "(" + call.field.name + ")";
        }
    }
    call.span = {begin, position_};
    if (take_keyword("as")) {
        call.output = column_name("a field name after AS").name;
        call.renamed = true;
    }
    return call;
}

std::vector<AggregateCall> CommandReader::aggregates(const OptionList& options) {
    std::vector<AggregateCall> calls;
    for (skip_commas(); !at_end() && !peek_keyword("by") && !peek_keyword("over"); skip_commas()) {
        const auto before = mark();
        const auto option = option_name();
        position_ = before;
        if (option && options.find(option->name) != nullptr) {
            break;
        }
        calls.push_back(aggregate());
    }
    return calls;
}

}  // namespace karst
