// Planner: makes the operators of one pipeline from its commands; operator files get it as their way to names, expressions,
// lookups and diagnostics.
#pragma once

#include "base/source_text.h"
#include "engine/aggregate/aggregate.h"
#include "engine/eval/compile/compiler.h"
#include "engine/plan/operator.h"
#include "engine/plan/plan.h"
#include "engine/search/predicate.h"
#include "engine/search/time_range.h"
#include "parser/grammar/ast.h"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace karst {

/// What there is already where a pipeline begins.
struct PlanOnto {
    const FieldTable* fields = nullptr;  // the plan's slots begin as those of this table; null: it begins with none
    bool rows = false;            // rows, not events: search filters them, also as the first command (foreach, appendpipe)
    std::size_t first_input = 0;  // the number of its first input among those of the plan around it
};

/// Plans a parsed pipeline. Throws DiagnosticError: unknown function, wrong argument, a command out of place.
std::shared_ptr<const Plan> make_plan(std::shared_ptr<const SourceText> text, std::shared_ptr<const Pipeline> pipeline,
                                      const PlanEnvironment& environment, PlanOnto onto = {});

class Planner {
public:
    Planner(std::shared_ptr<const SourceText> text, std::shared_ptr<const Pipeline> pipeline,
            const PlanEnvironment& environment, PlanOnto onto = {});

    std::shared_ptr<const Plan> plan();

    // --- for operator files ---

    FieldTable& fields() { return plan_->fields_; }
    FieldId field(std::string_view name) { return fields().intern(name); }

    EvalCompiler eval() { return eval(source()); }  // a compiler whose fields are this pipeline's slots
    EvalCompiler eval(const SourceText& text);      // the same for expressions that were parsed from another text
    EvalNodePtr compile(const EvalExpression& expression) { return eval().compile_assignment(expression); }
    EvalNodePtr compile_condition(const EvalExpression& expression) { return eval().compile_condition(expression); }
    PredicatePtr compile(const SearchExpression& expression);

    /// An aggregate bound to this pipeline's slots. Its field must have no wildcard.
    Aggregate aggregate(const AggregateCall& call);

    /// Makes the plan of a subsearch an input of this one: it runs before, and the operator of `command` takes its rows by the
    /// id (take_input_rows). At most `limit` of them are kept.
    InputId input(const Pipeline& subsearch, std::size_t limit, std::string command);
    /// The same for a command of this pipeline that makes its own rows and stands behind others (tstats append=true).
    InputId input(const Command& generating);
    /// The same for a plan that was made of another text and stands for `command`.
    InputId input(std::shared_ptr<const Plan> plan, const Command& command);
    /// The plan of an input.
    const Plan& plan_of(InputId input) const { return *plan_->inputs_[input.index - first_input_].plan; }
    /// Plans a pipeline that will run over rows of this one, only to find what is wrong with it; its inputs become inputs of
    /// this plan. Gives the number of the first, for PlanOnto.
    std::pair<std::shared_ptr<const Plan>, std::size_t> check_subpipeline(const Pipeline& subpipeline);

    /// Makes the pipeline a scan of the events that belong to `scope` (null: all) and match `search` (null: all). For the
    /// first command.
    void scan(const SearchExpression* search, std::shared_ptr<const DatasetScope> scope);
    /// The time range of the search that the pipeline begins with.
    SearchRange search_range() const { return {{pipeline_, plan_->search_}, text_}; }
    /// Notes that the result depends on what now() is.
    void note_now() { plan_->uses_now_ = true; }
    /// Notes that searches which are only known when the plan runs will read the events.
    void note_searches_at_run_time() {
        plan_->reads_events_again_ = true;
        plan_->runs_alone_ = true;
    }
    /// The command changes a lookup of the run.
    void note_change_of_lookups() { plan_->runs_alone_ = true; }
    /// Notes a data model that is read, as MODEL or MODEL.DATASET.
    void note_data_model(std::string name) { plan_->data_models_.insert(std::move(name)); }

    /// Notes, for lint, that there is a regular expression that needs backtracking.
    void note_backtracking(const SourceText& text, Span span);
    void note_backtracking(Span span) { note_backtracking(source(), span); }
    /// The same for those that the compiler meets; it must not outlive the planner. Compilers from eval() do so already.
    void note_backtracking(EvalCompiler& compiler);

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

    [[noreturn]] void fail(DiagnosticCode code, Span span, std::string message, std::string label = "",
                           std::string help = "") const {
        source().fail(code, span, std::move(message), std::move(label), std::move(help));
    }
    [[noreturn]] void fail(DiagnosticCode code, Span span, std::string message, Help help) const {
        source().fail(code, span, std::move(message), std::move(help));
    }
    void warn(DiagnosticCode code, Span span, std::string message, std::string help = "") const;

private:
    void plan_command(const Command& command);
    void plan_first(const Command& command);
    void plan_unresolved(const UnresolvedCommand& command);
    std::shared_ptr<const Plan> plan_subsearch(const Pipeline& pipeline) const;
    InputId add_input(PlanInput input);
    void add_text_input(Span brackets, const Pipeline& subsearch);
    void inherit_facts(const Plan& inner);
    void compute_required_fields();

    std::shared_ptr<const SourceText> text_;
    std::shared_ptr<const Pipeline> pipeline_;
    PlanEnvironment environment_;
    std::shared_ptr<Plan> plan_;
    std::size_t first_input_;
    bool over_rows_;
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
