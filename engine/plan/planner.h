// Makes operators of commands. One Planner plans one pipeline; operator files get it as their way to names, expressions,
// lookups and diagnostics.
#pragma once

#include "engine/aggregate/aggregate.h"
#include "engine/eval/compiler.h"
#include "engine/plan/operator.h"
#include "engine/search/predicate.h"
#include "parser/ast.h"
#include "parser/source_text.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace karst {

class Plan;
class LookupRegistry;

/// What planning knows beside the text: shared by a pipeline and its subsearches.
struct PlanEnvironment {
    std::shared_ptr<LookupRegistry> lookups;  // tables that lookup commands may name
    Limits limits;
    Diagnostics* diagnostics = nullptr;       // where warnings go (PCRE2 used, field never made …); may be null
};

class Planner {
public:
    Planner(const SourceText& source, const PlanEnvironment& environment) : source_(source), environment_(environment) {}

    /// The whole plan of a pipeline. Throws DiagnosticError.
    std::unique_ptr<Plan> plan(const Pipeline& pipeline);

    // --- for operator files ---

    FieldTable& fields() { return fields_; }
    FieldId field(std::string_view name) { return fields_.intern(name); }

    EvalCompiler eval();  // a compiler whose fields are this pipeline's slots
    EvalNodePtr compile(const EvalExpression& expression) { return eval().compile_assignment(expression); }
    EvalNodePtr compile_condition(const EvalExpression& expression) { return eval().compile_condition(expression); }
    PredicatePtr compile(const SearchExpression& expression);

    /// An aggregate bound to this pipeline's slots. Its field must have no wildcard.
    Aggregate aggregate(const AggregateCall& call);

    /// A plan for a subsearch whose rows an operator wants (join, append …). It has a field table of its own.
    std::shared_ptr<const Plan> subplan(const Pipeline& pipeline);

    const PlanEnvironment& environment() const { return environment_; }
    const SourceText& source() const { return source_; }
    bool first() const { return first_; }  // true while the first command is planned

    [[noreturn]] void fail(std::string code, Span span, std::string message, std::string label = "", std::string help = "") const {
        source_.fail(std::move(code), span, std::move(message), std::move(label), std::move(help));
    }
    void warn(std::string code, Span span, std::string message, std::string help = "") const;

private:
    const SourceText& source_;
    const PlanEnvironment& environment_;
    FieldTable fields_;
    bool first_ = true;
};

/// What an operator file gives for its command: an operator, or the source of a pipeline that begins with it.
struct Planned {
    OperatorPtr op;
    SourcePtr source;

    Planned(OperatorPtr made) : op(std::move(made)) {}     // NOLINT: meant to convert
    Planned(SourcePtr made) : source(std::move(made)) {}   // NOLINT
};

}  // namespace karst
