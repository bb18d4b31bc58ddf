// Compiler of eval expressions into programs. Field names become slots through a resolver, so that the same compiler serves
// pipelines (slots of a row) and search-time knowledge (nodes of an event's knowledge graph).
#pragma once

#include "engine/eval/expression_compiler.h"
#include "engine/row/field_table.h"
#include "parser/grammar/ast.h"

#include <functional>
#include <string>
#include <string_view>

namespace karst {

class EvalCompiler final : public ExpressionCompiler {
public:
    /// Gives the slot of a field; called once for each mention.
    using FieldResolver = std::function<FieldId(std::string_view name)>;

    EvalCompiler(const SourceText& source, FieldResolver resolver)
        : ExpressionCompiler(source), resolve_(std::move(resolver)) {}

    EvalNodePtr compile(const EvalExpression& expression) override;
    EvalNodePtr compile_condition(const EvalExpression& expression) override;
    EvalNodePtr compile_with(const EvalExpression& body, std::string_view name, FieldId id) override;
    FieldId field(std::string_view name) override { return resolve_(name); }
    FieldId temporary() override;
    void saw_regex(const Regex& regex, Span span) const override;
    bool gives_text(const EvalExpression& expression) const override;
    std::vector<std::string> fields_of(const EvalExpression& expression) const override;

    /// compile() for a value that is kept in a field: a Boolean is an error (Search Reference, eval: "the result cannot be a
    /// Boolean").
    EvalNodePtr compile_assignment(const EvalExpression& expression);

    /// What becomes of a subsearch in the expression; without this it is an error. The planner runs it beforehand.
    using SubsearchHook = std::function<EvalNodePtr(const EvalExpression& subsearch)>;
    void on_subsearch(SubsearchHook hook) { on_subsearch_ = std::move(hook); }

    /// Told of each function whose result depends on what now() is.
    void on_now(std::function<void()> hook) { on_now_ = std::move(hook); }
    /// Told of each call whose result depends on how often it was called before.
    void on_random(std::function<void()> hook) { on_random_ = std::move(hook); }
    /// Told of each constant regular expression, with its place.
    using RegexHook = std::function<void(const Regex& regex, const SourceText& source, Span span)>;
    void on_regex(RegexHook hook) { on_regex_ = std::move(hook); }

private:
    EvalNodePtr compile_call(const EvalExpression& call);

    FieldResolver resolve_;
    SubsearchHook on_subsearch_;
    std::function<void()> on_now_ = [] {};
    std::function<void()> on_random_ = [] {};
    RegexHook on_regex_;
    FieldId next_temporary_ = kFirstTemporary;

public:
    /// Slots from here on are temporaries: no row has so many fields.
    static constexpr FieldId kFirstTemporary = 0x40000000;
};

/// The names of all fields that an expression reads.
std::vector<std::string> fields_read(const EvalExpression& expression);

}  // namespace karst
