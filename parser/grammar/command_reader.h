// Reader of the arguments of a command, for its parser. The reader stands after the command's name; a parser takes arguments
// until at_end(), which is true before a pipe, before the `]` of a subsearch and at the end of the text.
#pragma once

#include "base/source_text.h"
#include "parser/grammar/ast.h"
#include "parser/grammar/option_list.h"
#include "parser/grammar/parse_context.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace karst {

class CommandReader {
public:
    CommandReader(const SourceText& source, std::uint32_t position, const ParseContext& context, std::size_t depth = 0);

    // --- where we are ---

    bool at_end();  // skips blanks first
    std::uint32_t position() const { return position_; }
    Span span_from(std::uint32_t begin) const { return {begin, position_}; }
    std::uint32_t mark();  // position after blanks
    void rewind(std::uint32_t position) { position_ = position; }

    // --- words ---
    // A word is a run of characters other than blanks , ( ) [ ] | = " and ` or a "quoted string" (escapes undone: \" and \\).

    struct Word {
        std::string text;
        bool quoted = false;
        Span span;
    };
    /// The next word without taking it; nothing at the end or before punctuation.
    std::optional<Word> peek_word();
    std::optional<Word> word();
    /// Takes a word or fails with "expected <what>".
    Word expect_word(std::string_view what);
    /// Takes a quoted or bare argument that may hold any character but blanks, pipes and brackets when bare (a regular
    /// expression, a sed script); escapes of a quoted one are undone.
    Word expect_text(std::string_view what);
    /// Takes the next word when it is (unquoted, without case) `keyword`.
    bool take_keyword(std::string_view keyword);
    bool peek_keyword(std::string_view keyword);
    /// Takes a punctuation character.
    bool take(char punctuation);
    void expect(char punctuation, std::string_view what);
    /// Takes commas, if any.
    void skip_commas();

    // --- options ---

    // Parsers read options with a table of them (option_table.h), which is made of these.

    /// The name of an option, in lower case; its span is that of the name.
    struct OptionName {
        std::string name;
        Span span;
        bool bare_value = false;  // the value is a delimiter or a regular expression and reaches to the next blank
    };
    /// Takes `name=` when the next word is unquoted and followed by `=`.
    std::optional<OptionName> option_name();

    struct Option {
        std::string name;
        Word value;
        Span span;  // from the name to the end of the value
    };
    /// Takes the word, or the bare value, behind `name=`; fails when there is none.
    Option option_value(const OptionName& name);
    bool boolean(const Option& option);          // true/false/t/f/1/0/yes/no; fails otherwise
    std::int64_t integer(const Option& option);  // fails unless a whole number
    double number(const Option& option);
    /// Fails with the option that stands here, its name already taken, and the nearest of those that there are.
    [[noreturn]] void fail_unknown_option(const OptionName& name, const OptionList& known);

    // --- composed arguments ---

    FieldName field_name(std::string_view what = "a field name");  // bare, "quoted" or 'quoted'; may have wildcards
    /// The field that an expression is assigned to: as field_name(), or $name$ as in the expression itself.
    FieldName assigned_field(std::string_view what);
    /// A name that may look like a call, `count(user)`: where no function can stand, the parentheses are part of the name.
    FieldName column_name(std::string_view what = "a field name");
    /// Field names separated by blanks or commas, up to the end or to one of the (unquoted) keywords.
    std::vector<FieldName> field_list(const std::vector<std::string_view>& stop_keywords = {});
    EvalExpressionPtr eval_expression();
    /// Up to the end of the command, or to one of the words `stops` where a term could begin.
    SearchExpressionPtr search_expression(bool first_command = false, const std::vector<std::string_view>& stops = {});
    /// `[ … ]`
    PipelinePtr subsearch();
    bool at_subsearch();
    /// True before a bracket whose content begins as a subsearch does: with a pipe, or a command that makes rows.
    bool at_subsearch_argument();
    /// The text between `[` and `]` as it stands, for commands that fill it in later (foreach).
    Word subsearch_text();
    /// One aggregate with its AS.
    AggregateCall aggregate();
    /// Aggregates separated by blanks or commas, up to BY, one of the options, or the end.
    std::vector<AggregateCall> aggregates(const OptionList& options = no_options());

    [[noreturn]] void fail(DiagnosticCode code, Span span, std::string message, std::string label = "",
                           std::string help = "") const {
        source_.fail(code, span, std::move(message), std::move(label), std::move(help));
    }
    [[noreturn]] void fail(DiagnosticCode code, Span span, std::string message, Help help) const {
        source_.fail(code, span, std::move(message), std::move(help));
    }
    /// Fails with what stands here: "expected <what>, found '…'"; at the end of the command an argument is missing.
    [[noreturn]] void fail_here(std::string_view what);

    const SourceText& source() const { return source_; }
    const ParseContext& context() const { return context_; }
    std::size_t depth() const { return depth_; }
    char peek_char();

private:
    void skip_blanks();
    Word bare_text();

    const SourceText& source_;
    std::string_view text_;
    std::uint32_t position_;
    const ParseContext& context_;
    std::size_t depth_;  // subsearches around this command
};

}  // namespace karst
