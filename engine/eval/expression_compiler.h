// The compiler of eval expressions as functions see it: those that build their own nodes compile their arguments with it.
#pragma once

#include "base/source_text.h"
#include "engine/row/field_table.h"
#include "engine/run/program.h"
#include "parser/grammar/ast.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace karst {

class Regex;

class ExpressionCompiler {
public:
    explicit ExpressionCompiler(const SourceText& source) : source_(source) {}
    virtual ~ExpressionCompiler() = default;
    ExpressionCompiler(const ExpressionCompiler&) = default;
    ExpressionCompiler& operator=(const ExpressionCompiler&) = delete;

    /// The program of an expression. Throws DiagnosticError: unknown function, wrong number of arguments, an argument that
    /// cannot be right, a Boolean where a value is needed.
    virtual EvalNodePtr compile(const EvalExpression& expression) = 0;

    /// The same, for a condition (where, if): must be Boolean as far as can be known.
    virtual EvalNodePtr compile_condition(const EvalExpression& expression) = 0;

    /// Compiles `body` with `name` standing for the slot `id` instead of the field of that name (mvmap, mvfilter).
    virtual EvalNodePtr compile_with(const EvalExpression& body, std::string_view name, FieldId id) = 0;

    virtual FieldId field(std::string_view name) = 0;

    /// A slot that no field has, for values that only an expression sees.
    virtual FieldId temporary() = 0;

    /// The names of all fields that an expression reads.
    virtual std::vector<std::string> fields_of(const EvalExpression& expression) const = 0;

    /// Tells whoever wants to know of a constant regular expression and its place.
    virtual void saw_regex(const Regex& regex, Span span) const = 0;

    /// True for an expression whose result is text whatever it spells: a literal in quotation marks, a concatenation,
    /// tostring(). Elsewhere text that spells a number counts as a number, which is how eval sees fields.
    virtual bool gives_text(const EvalExpression& expression) const = 0;

    [[noreturn]] void fail(DiagnosticCode code, Span span, std::string message, std::string label = "",
                           std::string help = "") const {
        source_.fail(code, span, std::move(message), std::move(label), std::move(help));
    }
    [[noreturn]] void fail(DiagnosticCode code, Span span, std::string message, Help help) const {
        source_.fail(code, span, std::move(message), std::move(help));
    }
    /// Where the spans of the expressions point; outlives the compiler.
    const SourceText& source() const { return source_; }

private:
    const SourceText& source_;
};

}  // namespace karst
