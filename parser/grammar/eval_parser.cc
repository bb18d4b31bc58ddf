#include "parser/grammar/eval_parser.h"

#include "base/ascii.h"
#include "base/number_text.h"
#include "base/spl_text.h"
#include "parser/grammar/comparison_sign.h"
#include "parser/grammar/pipeline_parser.h"

#include <algorithm>
#include <charconv>

namespace karst {

namespace {

// How high the tree of an expression may grow. Chains such as a+b+c lean to the left and grow it without any nesting.
constexpr std::size_t kMaxTreeHeight = 2'000;

}  // namespace

class EvalParser::Nesting {
public:
    explicit Nesting(EvalParser& parser) : parser_(parser) {
        if (++parser_.nesting_ > parser_.context_.limits.nesting) {
            parser_.source_.fail("spl-nesting-limit", {parser_.position_, parser_.position_ + 1},
                                 "the expression is nested deeper than " + std::to_string(parser_.context_.limits.nesting) +
                                     " levels");
        }
    }
    ~Nesting() { --parser_.nesting_; }
    Nesting(const Nesting&) = delete;
    Nesting& operator=(const Nesting&) = delete;

private:
    EvalParser& parser_;
};

EvalParser::EvalParser(const SourceText& source, std::uint32_t position, const ParseContext& context, std::size_t depth)
    : source_(source), text_(source.text()), position_(position), context_(context), depth_(depth) {}

EvalExpressionPtr EvalParser::parse() {
    return parse_xor();
}

char EvalParser::peek() {
    position_ = skip_blanks(text_, position_);
    return position_ < text_.size() ? text_[position_] : '\0';
}

bool EvalParser::peek_word(std::string_view word) {
    peek();
    const auto end = position_ + word.size();
    return equal_caseless(text_.substr(position_, word.size()), word) && (end >= text_.size() || !is_identifier(text_[end]));
}

bool EvalParser::take_word(std::string_view word) {
    if (!peek_word(word)) {
        return false;
    }
    position_ += static_cast<std::uint32_t>(word.size());
    return true;
}

bool EvalParser::take(char c) {
    if (peek() != c) {
        return false;
    }
    ++position_;
    return true;
}

void EvalParser::expect(char c, std::string_view what) {
    if (!take(c)) {
        fail_here(what);
    }
}

void EvalParser::close(std::uint32_t open, std::string_view what) {
    const char c = peek();
    if (c == '\0' || c == '|' || c == ']') {
        source_.fail("spl-unbalanced-parenthesis", {open, open + 1}, "unbalanced parenthesis", "no closing ')' follows");
    }
    expect(')', what);
}

void EvalParser::fail_here(std::string_view what) {
    const char c = peek();
    const std::string found = position_ >= text_.size() ? "the end of the search" : std::string("'") + c + "'";
    const bool missing = position_ >= text_.size() || c == '|' || c == ']';
    source_.fail(missing ? DiagnosticCode("spl-missing-argument") : DiagnosticCode("spl-syntax"), {position_, position_ + 1},
                 "expected " + std::string(what) + ", found " + found);
}

EvalExpressionPtr EvalParser::make(EvalExpression::Kind kind, std::uint32_t begin) const {
    auto expression = std::make_unique<EvalExpression>();
    expression->kind = kind;
    expression->span = {begin, position_};
    return expression;
}

void EvalParser::grow(std::size_t left) {
    height_ = std::max(left, height_) + 1;
    if (height_ > kMaxTreeHeight) {
        source_.fail("spl-nesting-limit", {position_ - 1, position_},
                     "the expression has more than " + std::to_string(kMaxTreeHeight) + " operators behind each other");
    }
}

EvalExpressionPtr EvalParser::parse_logical(EvalExpression::Kind kind, std::string_view word,
                                            EvalExpressionPtr (EvalParser::*operand)()) {
    auto first = (this->*operand)();
    if (!peek_word(word)) {
        return first;
    }
    auto all = make(kind, first->span.begin);
    all->arguments.push_back(std::move(first));
    auto highest = height_;
    while (take_word(word)) {
        all->arguments.push_back((this->*operand)());
        highest = std::max(highest, height_);
    }
    grow(highest);
    all->span.end = all->arguments.back()->span.end;
    return all;
}

EvalExpressionPtr EvalParser::parse_xor() {
    const Nesting nesting(*this);
    return parse_logical(EvalExpression::Kind::Xor, "xor", &EvalParser::parse_or);
}

EvalExpressionPtr EvalParser::parse_or() {
    return parse_logical(EvalExpression::Kind::Or, "or", &EvalParser::parse_and);
}

EvalExpressionPtr EvalParser::parse_and() {
    return parse_logical(EvalExpression::Kind::And, "and", &EvalParser::parse_not);
}

EvalExpressionPtr EvalParser::parse_not() {
    const Nesting nesting(*this);
    peek();
    const auto begin = position_;
    // `!` before an operand is the same as NOT; `!=` begins no operand.
    const bool exclamation = peek() == '!' && text_.substr(position_, 2) != "!=";
    if (!exclamation && !take_word("not")) {
        return parse_comparison();
    }
    position_ += exclamation ? 1 : 0;
    auto operand = parse_not();
    grow(0);
    auto negation = make(EvalExpression::Kind::Not, begin);
    negation->span.end = operand->span.end;
    negation->arguments.push_back(std::move(operand));
    return negation;
}

EvalExpressionPtr EvalParser::parse_in(EvalExpressionPtr left) {
    auto in = make(EvalExpression::Kind::In, left->span.begin);
    in->arguments.push_back(std::move(left));
    const auto open = skip_blanks(text_, position_);
    expect('(', "'(' after IN");
    parse_arguments(*in, open);
    in->span.end = position_;
    return in;
}

EvalExpressionPtr EvalParser::parse_comparison() {
    auto left = parse_sum();
    for (;;) {
        const auto height = height_;
        peek();
        const auto before = position_;
        const bool negated = take_word("not");
        if (take_word("in")) {
            left = parse_in(std::move(left));
        } else if (take_word("like")) {
            auto like = make(EvalExpression::Kind::Like, left->span.begin);
            like->arguments.push_back(std::move(left));
            like->arguments.push_back(parse_sum());
            grow(height);
            like->span.end = like->arguments.back()->span.end;
            left = std::move(like);
        } else if (negated) {
            position_ = before;
            return left;
        } else {
            const auto* found = find_comparison_sign(text_.substr(position_));
            if (found == nullptr) {
                return left;
            }
            position_ += static_cast<std::uint32_t>(found->text.size());
            auto comparison = make(EvalExpression::Kind::Compare, left->span.begin);
            comparison->comparison = found->comparison;
            comparison->arguments.push_back(std::move(left));
            comparison->arguments.push_back(parse_sum());
            grow(height);
            comparison->span.end = comparison->arguments.back()->span.end;
            left = std::move(comparison);
            continue;
        }
        if (negated) {
            grow(0);
            auto negation = make(EvalExpression::Kind::Not, left->span.begin);
            negation->arguments.push_back(std::move(left));
            left = std::move(negation);
        }
    }
}

EvalExpressionPtr EvalParser::parse_sum() {
    auto left = parse_product();
    for (char c = peek(); c == '+' || c == '-' || c == '.'; c = peek()) {
        ++position_;
        const auto height = height_;
        auto sum = make(c == '.' ? EvalExpression::Kind::Concatenate : EvalExpression::Kind::Arithmetic, left->span.begin);
        sum->operation = c;
        sum->arguments.push_back(std::move(left));
        sum->arguments.push_back(parse_product());
        grow(height);
        sum->span.end = sum->arguments.back()->span.end;
        left = std::move(sum);
    }
    return left;
}

EvalExpressionPtr EvalParser::parse_product() {
    auto left = parse_unary();
    for (char c = peek(); c == '*' || c == '/' || c == '%'; c = peek()) {
        ++position_;
        const auto height = height_;
        auto product = make(EvalExpression::Kind::Arithmetic, left->span.begin);
        product->operation = c;
        product->arguments.push_back(std::move(left));
        product->arguments.push_back(parse_unary());
        grow(height);
        product->span.end = product->arguments.back()->span.end;
        left = std::move(product);
    }
    return left;
}

EvalExpressionPtr EvalParser::parse_unary() {
    const Nesting nesting(*this);
    peek();
    const auto begin = position_;
    if (take('-')) {
        auto operand = parse_unary();
        grow(0);
        auto negation = make(EvalExpression::Kind::Negate, begin);
        negation->span.end = operand->span.end;
        negation->arguments.push_back(std::move(operand));
        return negation;
    }
    if (take('+')) {
        return parse_unary();
    }
    return parse_primary();
}

EvalExpressionPtr EvalParser::parse_primary() {
    const char c = peek();
    const auto begin = position_;
    height_ = 1;
    if (c == '"' || c == '\'') {
        auto quoted = read_quoted(source_, begin, c);
        position_ = quoted.end;
        auto literal = make(c == '"' ? EvalExpression::Kind::String : EvalExpression::Kind::Field, begin);
        literal->text = std::move(quoted.text);
        return literal;
    }
    if (c == '$' && context_.limits.dollar_names) {
        auto field = make(EvalExpression::Kind::Field, begin);
        field->text = read_dollar_name(source_, position_);
        field->span.end = position_;
        return field;
    }
    if (c == '(') {
        ++position_;
        auto inner = parse_xor();
        close(begin, "')'");
        inner->span = {begin, position_};
        return inner;
    }
    if (c == '[') {
        return parse_subsearch();
    }
    if (is_digit(c) || (c == '.' && begin + 1 < text_.size() && is_digit(text_[begin + 1]))) {
        return parse_number();
    }
    if (is_identifier_start(c)) {
        return parse_name();
    }
    fail_here("an expression");
}

EvalExpressionPtr EvalParser::parse_number() {
    const auto begin = position_;
    double number = 0;
    const auto [end, error] = std::from_chars(text_.data() + begin, text_.data() + text_.size(), number);
    position_ = static_cast<std::uint32_t>(end - text_.data());
    if (error != std::errc{} || (position_ < text_.size() && is_identifier(text_[position_]))) {
        while (position_ < text_.size() && is_identifier(text_[position_])) {
            ++position_;
        }
        source_.fail("spl-bad-number", {begin, position_},
                     "'" + std::string(text_.substr(begin, position_ - begin)) + "' is not a number",
                     Help{"a field name that begins with a digit is put in single quotation marks"});
    }
    auto literal = make(EvalExpression::Kind::Number, begin);
    literal->number = number;
    literal->text = text_.substr(begin, position_ - begin);
    literal->significant = significant_figures(literal->text);
    return literal;
}

EvalExpressionPtr EvalParser::parse_name() {
    const auto begin = position_;
    while (position_ < text_.size() &&
           (is_identifier(text_[position_]) || text_.substr(position_, 2) == "{}" || text_.substr(position_, 2) == "::")) {
        position_ += is_identifier(text_[position_]) ? 1 : 2;
    }
    const auto name = text_.substr(begin, position_ - begin);
    for (const std::string_view word : {"and", "or", "xor", "not"}) {
        if (equal_caseless(name, word)) {
            position_ = begin;
            fail_here("an expression");
        }
    }
    const auto after = skip_blanks(text_, position_);
    if (after < text_.size() && text_[after] == '(') {
        position_ = after + 1;
        auto call = make(EvalExpression::Kind::Call, begin);
        call->text = lower_case(name);
        parse_arguments(*call, after);
        call->span.end = position_;
        return call;
    }
    auto field = make(EvalExpression::Kind::Field, begin);
    field->text = name;
    return field;
}

void EvalParser::parse_arguments(EvalExpression& call, std::uint32_t open) {
    if (take(')')) {
        return;
    }
    auto highest = height_;
    do {
        call.arguments.push_back(parse_xor());
        highest = std::max(highest, height_);
    } while (take(','));
    grow(highest);
    close(open, "',' or ')'");
}

EvalExpressionPtr EvalParser::parse_subsearch() {
    const auto begin = position_;
    auto subsearch = make(EvalExpression::Kind::Subsearch, begin);
    subsearch->subsearch = karst::parse_subsearch(source_, position_, context_, depth_);
    subsearch->span.end = position_;
    return subsearch;
}

}  // namespace karst
