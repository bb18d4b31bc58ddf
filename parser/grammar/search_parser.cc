#include "parser/grammar/search_parser.h"

#include "base/ascii.h"
#include "base/spl_text.h"
#include "parser/grammar/comparison_sign.h"
#include "parser/grammar/pipeline_parser.h"
#include "parser/grammar/time_modifiers.h"

#include <algorithm>

namespace karst {

namespace {

bool ends_word(char c) {
    return is_space(c) || c == '(' || c == ')' || c == '[' || c == ']' || c == '|' || c == ',';
}

}  // namespace

SearchParser::SearchParser(const SourceText& source, std::uint32_t position, const ParseContext& context, std::size_t depth,
                           bool time_bounds)
    : source_(source), text_(source.text()), position_(position), context_(context), depth_(depth), time_bounds_(time_bounds) {}

SearchExpressionPtr SearchParser::parse() {
    skip_separators();
    if (at_end() || at_stop()) {
        return make(SearchExpression::Kind::MatchAll, position_);
    }
    auto expression = parse_and();
    if (time_bounds_) {
        relate_time_modifiers(*expression);
    }
    return expression;
}

char SearchParser::peek() {
    position_ = skip_blanks(text_, position_);
    return position_ < text_.size() ? text_[position_] : '\0';
}

void SearchParser::skip_separators() {
    while (peek() == ',') {
        ++position_;
    }
}

bool SearchParser::at_end() {
    const char c = peek();
    return position_ >= text_.size() || c == '|' || c == ']';
}

bool SearchParser::at_stop() {
    peek();
    return std::any_of(stops_.begin(), stops_.end(), [this](std::string_view word) {
        const auto end = position_ + word.size();
        return equal_caseless(text_.substr(position_, word.size()), word) &&
               (end >= text_.size() || ends_word(text_[end]) || text_[end] == '"');
    });
}

bool SearchParser::peek_operator(std::string_view word) {
    peek();
    const auto end = position_ + word.size();
    return text_.substr(position_, word.size()) == word && (end >= text_.size() || ends_word(text_[end]) || text_[end] == '"');
}

bool SearchParser::take_operator(std::string_view word) {
    if (!peek_operator(word)) {
        return false;
    }
    position_ += static_cast<std::uint32_t>(word.size());
    return true;
}

void SearchParser::fail_here(DiagnosticCode code, std::string_view what) {
    const char c = peek();
    const std::string found = position_ >= text_.size() ? "the end of the search" : std::string("'") + c + "'";
    source_.fail(code, {position_, position_ + 1}, "expected " + std::string(what) + ", found " + found);
}

SearchExpressionPtr SearchParser::make(SearchExpression::Kind kind, std::uint32_t begin) const {
    auto expression = std::make_unique<SearchExpression>();
    expression->kind = kind;
    expression->span = {begin, position_};
    return expression;
}

SearchExpressionPtr SearchParser::parse_and() {
    auto all = make(SearchExpression::Kind::And, position_);
    do {
        all->children.push_back(parse_or());
        skip_separators();
        if (take_operator("AND")) {
            skip_separators();
            if (at_end() || peek() == ')') {
                fail_here("spl-syntax", "a search term after AND");
            }
        }
    } while (!at_end() && !at_stop() && peek() != ')');
    if (all->children.size() == 1) {
        return std::move(all->children.front());
    }
    all->span = join(all->children.front()->span, all->children.back()->span);
    return all;
}

SearchExpressionPtr SearchParser::parse_or() {
    auto any = make(SearchExpression::Kind::Or, position_);
    do {
        any->children.push_back(parse_not());
    } while (take_operator("OR"));
    if (any->children.size() == 1) {
        return std::move(any->children.front());
    }
    any->span = join(any->children.front()->span, any->children.back()->span);
    return any;
}

SearchExpressionPtr SearchParser::parse_not() {
    skip_separators();
    const auto begin = position_;
    std::size_t negations = 0;
    // A run of NOTs is counted rather than nested, so that it needs no stack.
    while (peek_operator("NOT")) {
        take_operator("NOT");
        ++negations;
    }
    auto operand = parse_primary();
    if (negations == 0) {
        return operand;
    }
    for (std::size_t count = negations % 2 == 0 ? 2 : 1; count > 0; --count) {
        auto negation = make(SearchExpression::Kind::Not, begin);
        negation->span.end = operand->span.end;
        negation->children.push_back(std::move(operand));
        operand = std::move(negation);
    }
    return operand;
}

SearchExpressionPtr SearchParser::parse_group() {
    const auto begin = position_;
    if (++nesting_ > context_.limits.nesting) {
        source_.fail("spl-nesting-limit", {begin, begin + 1},
                     "the expression is nested deeper than " + std::to_string(context_.limits.nesting) + " levels");
    }
    ++position_;
    skip_separators();
    // Macros that stand for "all indexes" expand to an empty pair of parentheses.
    auto inner = peek() == ')' ? make(SearchExpression::Kind::MatchAll, begin) : parse_and();
    if (peek() != ')') {
        source_.fail("spl-unbalanced-parenthesis", {begin, begin + 1}, "unbalanced parenthesis", "no closing ')' follows");
    }
    ++position_;
    --nesting_;
    inner->span = {begin, position_};
    return inner;
}

SearchExpressionPtr SearchParser::parse_primary() {
    const char c = peek();
    if (c == '(') {
        return parse_group();
    }
    if (c == '[') {
        return parse_brackets();
    }
    for (const std::string_view word : {"AND", "OR"}) {
        if (peek_operator(word)) {
            source_.fail("spl-syntax", {position_, position_ + static_cast<std::uint32_t>(word.size())},
                         "expected a search term, found the operator " + std::string(word));
        }
    }
    if (c == ')' || at_end()) {
        fail_here("spl-syntax", "a search term");
    }
    return parse_word();
}

// The text of its result takes the place of the brackets before the search runs, and all is parsed again.
SearchExpressionPtr SearchParser::parse_brackets() {
    auto subsearch = make(SearchExpression::Kind::Subsearch, position_);
    subsearch->subsearch = parse_subsearch(source_, position_, context_, depth_);
    subsearch->span.end = position_;
    return subsearch;
}

SearchExpressionPtr SearchParser::parse_directive(SearchExpression::Kind kind, std::uint32_t begin) {
    ++position_;
    peek();
    const auto start = position_;
    SearchValue value;
    if (peek() == '"') {
        auto quoted = read_quoted(source_, position_, '"');
        position_ = quoted.end;
        value = {std::move(quoted.text), true, {start, position_}};
    } else {
        while (position_ < text_.size() && text_[position_] != ')' && text_[position_] != '|') {
            ++position_;
        }
        auto end = position_;
        while (end > start && is_space(text_[end - 1])) {
            --end;
        }
        value = {undo_escapes(text_.substr(start, end - start)), false, {start, end}};
    }
    if (peek() != ')') {
        source_.fail("spl-unbalanced-parenthesis", {begin, position_}, "unbalanced parenthesis", "no closing ')' follows");
    }
    ++position_;
    if (value.text.empty()) {
        if (value.quoted) {
            return make(SearchExpression::Kind::MatchAll, begin);
        }
        source_.fail("spl-missing-value", {begin, position_}, "nothing stands between the parentheses");
    }
    auto directive = make(kind, begin);
    directive->values.push_back(std::move(value));
    return directive;
}

bool SearchParser::read_comparison(Comparison& comparison) {
    peek();
    if (const auto* sign = find_comparison_sign(text_.substr(position_))) {
        position_ += static_cast<std::uint32_t>(sign->text.size());
        comparison = sign->comparison;
        return true;
    }
    return false;
}

SearchValue SearchParser::read_word(bool is_value) {
    const auto begin = position_;
    SearchValue word;
    if (position_ < text_.size() && text_[position_] == '"') {
        auto quoted = read_quoted(source_, position_, '"');
        position_ = quoted.end;
        word.text = std::move(quoted.text);
        word.quoted = true;
        // A value may go on behind its quotation marks: "a b"* is one pattern.
        if (!is_value || position_ >= text_.size() || ends_word(text_[position_]) || text_[position_] == '"') {
            word.span = {begin, position_};
            return word;
        }
    }
    while (position_ < text_.size()) {
        const char c = text_[position_];
        if (c == '\\' && position_ + 1 < text_.size() && (text_[position_ + 1] == '"' || text_[position_ + 1] == '\\')) {
            word.text += text_[position_ + 1];
            position_ += 2;
            continue;
        }
        if (ends_word(c)) {
            break;
        }
        if (c == '"') {
            if (!is_value) {
                break;
            }
            auto quoted = read_quoted(source_, position_, '"');
            position_ = quoted.end;
            word.text += quoted.text;
            word.quoted = true;
            continue;
        }
        const bool sign = c == '=' || c == '<' || c == '>' || (c == '!' && text_.substr(position_, 2) == "!=");
        if (sign && !is_value) {
            break;
        }
        word.text += c;
        ++position_;
    }
    word.span = {begin, position_};
    return word;
}

SearchValue SearchParser::read_value(std::string_view what) {
    const char c = peek();
    if (at_end() || ends_word(c)) {
        fail_here("spl-missing-value", what);
    }
    return read_word(true);
}

// In a list a quotation mark ends its value: ("a", "b"*) has the values a, b and *.
SearchValue SearchParser::read_listed_value() {
    return peek() == '"' ? read_word(false) : read_value("a value of the IN list");
}

SearchExpressionPtr SearchParser::parse_word() {
    const auto begin = position_;
    auto word = read_word(false);
    if (word.span.begin == word.span.end) {
        fail_here("spl-missing-field", "a field name before the comparison operator");
    }
    if (!word.quoted && position_ < text_.size() && text_[position_] == '(' && (word.text == "TERM" || word.text == "CASE")) {
        return parse_directive(
            word.text == "TERM" ? SearchExpression::Kind::TermDirective : SearchExpression::Kind::CaseDirective, begin);
    }
    const auto after = position_;
    Comparison comparison = Comparison::Equal;
    if (read_comparison(comparison)) {
        return parse_comparison(std::move(word), comparison);
    }
    if (take_operator("IN")) {
        if (peek() == '(') {
            return parse_membership(std::move(word));
        }
    }
    position_ = after;
    const auto colons = word.text.find("::");
    if (!word.quoted && colons != std::string::npos && colons > 0 && colons + 2 < word.text.size()) {
        auto indexed = make(SearchExpression::Kind::Compare, begin);
        indexed->field = word.text.substr(0, colons);
        indexed->field_span = word.span;
        indexed->values.push_back({word.text.substr(colons + 2), false, word.span});
        return indexed;
    }
    // "" is in every event: macros that are defined as "" switch a filter off.
    if (word.quoted ? word.text.empty() : word.text.find_first_not_of('*') == std::string::npos) {
        return make(SearchExpression::Kind::MatchAll, begin);
    }
    auto term = make(SearchExpression::Kind::Term, begin);
    term->values.push_back(std::move(word));
    return term;
}

SearchExpressionPtr SearchParser::parse_comparison(SearchValue field, Comparison comparison) {
    if (peek() == '[') {
        return parse_brackets();
    }
    if (peek() == '(' && (comparison == Comparison::Equal || comparison == Comparison::NotEqual)) {
        return parse_alternatives(field, comparison);
    }
    auto value = read_value("a value after the comparison operator");
    const bool bound = time_bounds_ && !field.quoted && is_time_bound(field.text);
    auto compare = make(bound ? SearchExpression::Kind::TimeBound : SearchExpression::Kind::Compare, field.span.begin);
    compare->field = std::move(field.text);
    compare->field_span = field.span;
    compare->comparison = comparison;
    compare->values.push_back(std::move(value));
    return compare;
}

// user=(ann OR bob) is user=ann OR user=bob.
SearchExpressionPtr SearchParser::parse_alternatives(const SearchValue& field, Comparison comparison) {
    const auto open = position_;
    ++position_;
    auto any = make(SearchExpression::Kind::Or, field.span.begin);
    do {
        auto value = read_value("a value after the comparison operator");
        auto compare = make(SearchExpression::Kind::Compare, value.span.begin);
        compare->field = field.text;
        compare->field_span = field.span;
        compare->comparison = comparison;
        compare->values.push_back(std::move(value));
        any->children.push_back(std::move(compare));
    } while (take_operator("OR"));
    if (at_end()) {
        source_.fail("spl-unbalanced-parenthesis", {open, open + 1}, "unbalanced parenthesis", "no closing ')' follows");
    }
    if (peek() != ')') {
        fail_here("spl-syntax", "OR or ')' after the value");
    }
    ++position_;
    any->span.end = position_;
    return any->children.size() > 1 ? std::move(any) : std::move(any->children.front());
}

SearchExpressionPtr SearchParser::parse_membership(SearchValue field) {
    const auto open = position_;
    ++position_;
    auto in = make(SearchExpression::Kind::In, field.span.begin);
    in->field = std::move(field.text);
    in->field_span = field.span;
    auto subsearches = make(SearchExpression::Kind::And, field.span.begin);
    for (skip_separators(); peek() != ')'; skip_separators()) {
        if (at_end()) {
            source_.fail("spl-unbalanced-parenthesis", {open, open + 1}, "unbalanced parenthesis", "no closing ')' follows");
        }
        if (peek() == '[') {
            subsearches->children.push_back(parse_brackets());
        } else {
            in->values.push_back(read_listed_value());
        }
    }
    ++position_;
    if (!subsearches->children.empty()) {
        subsearches->span.end = position_;
        return subsearches;
    }
    if (in->values.empty()) {
        source_.fail("spl-missing-value", {open, position_}, "the IN list has no values");
    }
    in->span.end = position_;
    return in;
}

}  // namespace karst
