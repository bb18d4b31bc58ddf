// The grammar of the search command (Search Reference, search; Search Manual, "Boolean expressions with logical operators":
// NOT before OR before AND, unlike eval):
//
//     search     = any { [AND] any }
//     any        = not { OR not }
//     not        = NOT not | primary
//     primary    = "(" [ search ] ")" | "[" subsearch "]" | comparison | membership | directive | term
//     comparison = field ("=" | "==" | "!=" | "<" | "<=" | ">" | ">=") value  |  field "::" value
//     membership = field IN "(" value { [","] value } ")"
//     directive  = ("TERM" | "CASE") "(" text ")"
//     term       = word | "phrase"                                   ("" holds for every event)
//
// AND, OR, NOT and IN are operators in capitals only; commas between terms are blanks. Values end at blanks, commas,
// parentheses, brackets and pipes unless they are quoted.
#pragma once

#include "base/source_text.h"
#include "parser/grammar/ast.h"
#include "parser/grammar/command_reader.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace karst {

class SearchParser {
public:
    /// `time_bounds`: earliest= and latest= are bounds of the search and not fields (in the first command only).
    SearchParser(const SourceText& source, std::uint32_t position, const ParseContext& context, std::size_t depth,
                 bool time_bounds);

    /// Words that end the expression where a term could begin, without regard to case (`by` of tstats).
    void stop_at(std::vector<std::string_view> words) { stops_ = std::move(words); }

    /// Parses up to a pipe, a closing bracket, or the end.
    SearchExpressionPtr parse();

    std::uint32_t position() const { return position_; }

private:
    SearchExpressionPtr parse_and();
    SearchExpressionPtr parse_or();
    SearchExpressionPtr parse_not();
    SearchExpressionPtr parse_primary();
    SearchExpressionPtr parse_group();
    SearchExpressionPtr parse_brackets();
    SearchExpressionPtr parse_directive(SearchExpression::Kind kind, std::uint32_t begin);
    SearchExpressionPtr parse_word();
    SearchExpressionPtr parse_comparison(SearchValue field, Comparison comparison);
    SearchExpressionPtr parse_alternatives(const SearchValue& field, Comparison comparison);
    SearchExpressionPtr parse_membership(SearchValue field);
    SearchValue read_value(std::string_view what);
    SearchValue read_listed_value();
    SearchValue read_word(bool is_value);
    bool read_comparison(Comparison& comparison);

    char peek();
    void skip_separators();
    bool at_end();
    bool at_stop();
    bool peek_operator(std::string_view word);
    bool take_operator(std::string_view word);
    [[noreturn]] void fail_here(DiagnosticCode code, std::string_view what);
    SearchExpressionPtr make(SearchExpression::Kind kind, std::uint32_t begin) const;

    std::vector<std::string_view> stops_;
    const SourceText& source_;
    std::string_view text_;
    std::uint32_t position_;
    const ParseContext& context_;
    std::size_t depth_;
    bool time_bounds_;
    std::size_t nesting_ = 0;
};

}  // namespace karst
