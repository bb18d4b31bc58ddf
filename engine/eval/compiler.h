// Compiles an eval expression into a program. Field names become slots through a resolver, so that the same compiler serves
// pipelines (slots of a row) and search-time knowledge (nodes of an event's knowledge graph).
#pragma once

#include "engine/eval/program.h"
#include "engine/row/field_table.h"
#include "parser/ast.h"
#include "parser/source_text.h"

#include <functional>
#include <string>
#include <string_view>

namespace karst {

class Regex;

class EvalCompiler {
public:
    /// Gives the slot of a field; called once for each mention.
    using FieldResolver = std::function<FieldId(std::string_view name)>;

    /// `source` is where the spans of the expressions point; it must outlive the compiler.
    EvalCompiler(const SourceText& source, FieldResolver resolver) : source_(source), resolve_(std::move(resolver)) {}

    /// The program of an expression. Throws DiagnosticError: unknown function, wrong number of arguments, an argument that
    /// cannot be right, a Boolean where a value is needed.
    EvalNodePtr compile(const EvalExpression& expression);

    /// The same, for a condition (where, if): must be Boolean as far as can be known.
    EvalNodePtr compile_condition(const EvalExpression& expression);

    /// The same, for a value that is kept in a field: a Boolean is an error (Search Reference, eval: "the result cannot be a
    /// Boolean").
    EvalNodePtr compile_assignment(const EvalExpression& expression);

    FieldId field(std::string_view name) { return resolve_(name); }

    /// Compiles `body` with `name` standing for the slot `id` instead of what the resolver says (mvmap, mvfilter).
    EvalNodePtr compile_with(const EvalExpression& body, std::string_view name, FieldId id);

    /// A slot that no field has, for values that only an expression sees.
    FieldId temporary();

    /// What becomes of a subsearch in the expression; without this it is an error. The planner runs it beforehand.
    using SubsearchHook = std::function<EvalNodePtr(const EvalExpression& subsearch)>;
    void on_subsearch(SubsearchHook hook) { on_subsearch_ = std::move(hook); }

    /// Told of each constant regular expression, with its place.
    using RegexHook = std::function<void(const Regex& regex, const SourceText& source, Span span)>;
    void on_regex(RegexHook hook) { on_regex_ = std::move(hook); }
    void saw_regex(const Regex& regex, Span span) const {
        if (on_regex_) {
            on_regex_(regex, source_, span);
        }
    }

    [[noreturn]] void fail(std::string code, Span span, std::string message, std::string label = "",
                           std::string help = "") const {
        source_.fail(std::move(code), span, std::move(message), std::move(label), std::move(help));
    }
    const SourceText& source() const { return source_; }

private:
    EvalNodePtr compile_call(const EvalExpression& call);

    const SourceText& source_;
    FieldResolver resolve_;
    SubsearchHook on_subsearch_;
    RegexHook on_regex_;
    FieldId next_temporary_ = kFirstTemporary;

public:
    /// Slots from here on are temporaries: no row has so many fields.
    static constexpr FieldId kFirstTemporary = 0x40000000;
};

/// The names of all fields that an expression reads.
std::vector<std::string> fields_read(const EvalExpression& expression);

}  // namespace karst
