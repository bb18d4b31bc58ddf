// The grammar of eval and where (Search Reference, eval). Operators bind from loosest to tightest:
//
//     expression = or { XOR or }
//     or         = and { OR and }
//     and        = not { AND not }
//     not        = NOT not | comparison
//     comparison = sum { ("=" | "==" | "!=" | "<" | "<=" | ">" | ">=") sum | [NOT] LIKE sum | [NOT] IN "(" list ")" }
//     sum        = product { ("+" | "-" | ".") product }
//     product    = unary { ("*" | "/" | "%") unary }
//     unary      = ("-" | "+") unary | primary
//     primary    = number | "string" | 'field' | $field$ | name [ "(" [ list ] ")" ] | "(" expression ")" | "[" subsearch "]"
//
// Words (AND, LIKE …) may be in either case. An unquoted name is letters, digits and _; others are put in single quotes.
#pragma once

#include "base/source_text.h"
#include "parser/grammar/ast.h"
#include "parser/grammar/command_reader.h"

#include <cstdint>

namespace karst {

class EvalParser {
public:
    /// Parses from `position` of the text; `depth` counts the subsearches around it.
    EvalParser(const SourceText& source, std::uint32_t position, const ParseContext& context, std::size_t depth);

    EvalExpressionPtr parse();

    /// Where parsing stopped: the first character that is not part of the expression.
    std::uint32_t position() const { return position_; }

private:
    EvalExpressionPtr parse_xor();
    EvalExpressionPtr parse_or();
    EvalExpressionPtr parse_and();
    EvalExpressionPtr parse_not();
    EvalExpressionPtr parse_comparison();
    EvalExpressionPtr parse_sum();
    EvalExpressionPtr parse_product();
    EvalExpressionPtr parse_unary();
    EvalExpressionPtr parse_primary();
    EvalExpressionPtr parse_number();
    EvalExpressionPtr parse_name();
    EvalExpressionPtr parse_subsearch();
    EvalExpressionPtr parse_logical(EvalExpression::Kind kind, std::string_view word,
                                    EvalExpressionPtr (EvalParser::*operand)());
    EvalExpressionPtr parse_in(EvalExpressionPtr left);
    void parse_arguments(EvalExpression& call, std::uint32_t open);

    char peek();
    bool peek_word(std::string_view word);
    bool take_word(std::string_view word);
    bool take(char c);
    void expect(char c, std::string_view what);
    /// Takes the `)` of the parenthesis at `open`.
    void close(std::uint32_t open, std::string_view what);
    [[noreturn]] void fail_here(std::string_view what);
    EvalExpressionPtr make(EvalExpression::Kind kind, std::uint32_t begin) const;

    /// Counts the height of what was parsed last one up, which became an operand of an operator beside one of height `left`.
    void grow(std::size_t left);
    /// Counts nesting while it lives: user input must not exhaust the stack.
    class Nesting;

    const SourceText& source_;
    std::string_view text_;
    std::uint32_t position_;
    const ParseContext& context_;
    std::size_t depth_;
    std::size_t nesting_ = 0;
    std::size_t height_ = 0;  // of the tree of what was parsed last
};

}  // namespace karst
