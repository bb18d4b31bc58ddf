// Makes operators of commands. One Planner plans one pipeline; operator files get it as their way to names, expressions,
// lookups and diagnostics.
#pragma once

#include "engine/aggregate/aggregate.h"
#include "engine/eval/compiler.h"
#include "engine/plan/operator.h"
#include "engine/plan/plan.h"
#include "engine/search/predicate.h"
#include "engine/search/time_range.h"
#include "parser/ast.h"
#include "parser/source_text.h"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace karst {

/// Plans a parsed pipeline. Throws DiagnosticError: unknown function, wrong argument, a command out of place. With `onto` the
/// plan's slots begin as those of that table.
std::shared_ptr<const Plan> make_plan(std::shared_ptr<const SourceText> text, std::shared_ptr<const Pipeline> pipeline,
                                      const PlanEnvironment& environment, const FieldTable* onto = nullptr);

/// The same for a pipeline that is about rows with the slots of `onto` and reads no events: search filters them, also as its
/// first command (the subpipelines of foreach and appendpipe).
std::shared_ptr<const Plan> make_rows_plan(std::shared_ptr<const SourceText> text, std::shared_ptr<const Pipeline> pipeline,
                                           const PlanEnvironment& environment, const FieldTable& onto);

class Planner {
public:
    /// What the first command is about.
    enum class Input { Events, Rows };

    Planner(std::shared_ptr<const SourceText> text, std::shared_ptr<const Pipeline> pipeline,
            const PlanEnvironment& environment, const FieldTable* onto = nullptr, Input input = Input::Events);

    std::shared_ptr<const Plan> plan();

    // --- for operator files ---

    FieldTable& fields() { return plan_->fields_; }
    FieldId field(std::string_view name) { return fields().intern(name); }

    EvalCompiler eval();  // a compiler whose fields are this pipeline's slots
    EvalNodePtr compile(const EvalExpression& expression) { return eval().compile_assignment(expression); }
    EvalNodePtr compile_condition(const EvalExpression& expression) { return eval().compile_condition(expression); }
    PredicatePtr compile(const SearchExpression& expression);

    /// An aggregate bound to this pipeline's slots. Its field must have no wildcard.
    Aggregate aggregate(const AggregateCall& call);

    /// A plan for a subsearch whose rows an operator wants (join, append …). It has a field table of its own.
    std::shared_ptr<const Plan> subplan(const Pipeline& pipeline);
    /// A plan for a subpipeline that an operator runs over the rows of this one (appendpipe).
    std::shared_ptr<const Plan> rows_subplan(const Pipeline& pipeline);
    /// The same as subplan() for a command of this pipeline that makes its own rows and stands behind others (tstats
    /// append=true).
    std::shared_ptr<const Plan> subplan(const Command& command);

    /// Makes the pipeline a scan of the events that belong to `scope` (null: all) and match `search` (null: all). For the
    /// first command.
    void scan(const SearchExpression* search, std::shared_ptr<const DatasetScope> scope);
    /// The time range of the search that the pipeline begins with.
    SearchRange search_range() const { return {{pipeline_, plan_->search_}, text_}; }
    /// Notes a data model that is read, as MODEL or MODEL.DATASET.
    void note_data_model(std::string name) { plan_->data_models_.insert(std::move(name)); }

    const PlanEnvironment& environment() const { return environment_; }
    const SourceText& source() const { return *text_; }
    const std::shared_ptr<const SourceText>& shared_source() const { return text_; }
    /// A part of the pipeline's tree, kept alive with the whole.
    std::shared_ptr<const Pipeline> shared(const Pipeline& part) const { return {pipeline_, &part}; }
    bool first() const { return first_; }  // true while the first command is planned
    /// The columns that come out of the commands planned so far.
    Columns columns() const;

    /// What nomv puts between the values of a field: a newline, unless mvcombine gave the field a delimiter.
    std::string list_delimiter(FieldId field) const;
    void set_list_delimiter(FieldId field, std::string delimiter) { list_delimiters_[field] = std::move(delimiter); }

    [[noreturn]] void fail(std::string code, Span span, std::string message, std::string label = "",
                           std::string help = "") const {
        source().fail(std::move(code), span, std::move(message), std::move(label), std::move(help));
    }
    void warn(std::string code, Span span, std::string message, std::string help = "") const;

private:
    void plan_command(const Command& command);
    void plan_first(const Command& command);
    void plan_unresolved(const UnresolvedCommand& command);
    void take_over(const Plan& subplan);
    void work_out_needs();

    std::shared_ptr<const SourceText> text_;
    std::shared_ptr<const Pipeline> pipeline_;
    PlanEnvironment environment_;
    Input input_;
    std::shared_ptr<Plan> plan_;
    bool first_ = true;
    std::map<FieldId, std::string> list_delimiters_;
};

/// What an operator file gives for its command: an operator, or the source of a pipeline that begins with it; neither when the
/// command is no more than the scan that it asked for.
struct Planned {
    OperatorPtr op;
    SourcePtr source;

    Planned(OperatorPtr made) : op(std::move(made)) {}    // NOLINT(google-explicit-constructor): meant to convert
    Planned(SourcePtr made) : source(std::move(made)) {}  // NOLINT(google-explicit-constructor)
};

}  // namespace karst
