#include "engine/plan/planner.h"

#include "engine/eval/nodes.h"
#include "engine/operators/operator_table.h"
#include "parser/command_table.h"
#include "parser/commands/search.h"

#include <algorithm>

namespace karst {

namespace {

// Whether the result can depend on the time of the run: now(), time(), or a bound of the search.
bool mentions_now(std::string_view text) {
    for (const std::string_view word :
         {"now(", "now (", "time()", "earliest=", "latest=", "ago=", "earliest =", "latest =", "addinfo", "reltime"}) {
        if (text.find(word) != std::string_view::npos) {
            return true;
        }
    }
    return false;
}

}  // namespace

std::shared_ptr<const Plan> make_plan(std::shared_ptr<const SourceText> text, std::shared_ptr<const Pipeline> pipeline,
                                      const PlanEnvironment& environment, const FieldTable* onto) {
    return Planner(std::move(text), std::move(pipeline), environment, onto).plan();
}

std::shared_ptr<const Plan> make_rows_plan(std::shared_ptr<const SourceText> text, std::shared_ptr<const Pipeline> pipeline,
                                           const PlanEnvironment& environment, const FieldTable& onto) {
    return Planner(std::move(text), std::move(pipeline), environment, &onto, Planner::Input::Rows).plan();
}

Planner::Planner(std::shared_ptr<const SourceText> text, std::shared_ptr<const Pipeline> pipeline,
                 const PlanEnvironment& environment, const FieldTable* onto, Input input)
    : text_(std::move(text)), pipeline_(std::move(pipeline)), environment_(environment), input_(input),
      plan_(std::make_shared<Plan>()) {
    plan_->text_ = text_;
    plan_->pipeline_ = pipeline_;
    plan_->environment_ = environment_;
    plan_->environment_.diagnostics = nullptr;  // who reads them now may be gone when the plan runs
    if (onto != nullptr) {
        plan_->fields_ = *onto;
    }
}

std::shared_ptr<const Plan> Planner::plan() {
    for (const auto& command : pipeline_->commands) {
        if (first_) {
            plan_first(*command);
        } else {
            plan_command(*command);
        }
        first_ = false;
    }
    work_out_needs();
    const auto& text = text_->text();
    const auto span = pipeline_->span;
    plan_->uses_now_ = mentions_now(std::string_view(text).substr(span.begin, span.end - span.begin));
    return plan_;
}

void Planner::plan_first(const Command& command) {
    if (command.name != "search" || input_ == Input::Rows) {
        plan_command(command);
        return;
    }
    scan(static_cast<const SearchCommand&>(command).expression.get(), nullptr);
}

void Planner::scan(const SearchExpression* search, std::shared_ptr<const DatasetScope> scope) {
    static const SearchExpression kEverything;
    plan_->start_ = Plan::Start::Scan;
    plan_->search_ = search == nullptr ? &kEverything : search;
    plan_->scope_ = std::move(scope);
    // Compiled here only to find what is wrong with it; the scan compiles it again for its own slots, and for its now().
    FieldTable names;
    SearchCompiler compiler(
        source(), [&](std::string_view name) { return names.intern(name); }, 0, TimeZone());
    compiler.time_bounds(true);
    compiler.on_subsearch([this](const SearchExpression& subsearch) {
        plan_->subsearches_.push_back({subsearch.span, subplan(*subsearch.subsearch)});
    });
    compiler.compile(*plan_->search_);
}

namespace {

// Stands for a command whose arguments are not known yet: a plan with it is made again before it runs.
class UnresolvedOperator final : public Operator {
public:
    explicit UnresolvedOperator(Diagnostic problem) : problem_(std::move(problem)) {}

    std::unique_ptr<OperatorRun> start(RunContext&, RowSink&) const override { throw DiagnosticError(problem_); }
    void require(FieldSet& live) const override { live.add_everything(); }
    void columns(Columns& columns, FieldTable&) const override { columns.open = true; }

private:
    Diagnostic problem_;
};

class UnresolvedSource final : public Source {
public:
    void produce(RunContext&, RowSink&) const override {}
    void columns(Columns& columns, FieldTable&) const override { columns.open = true; }
};

}  // namespace

void Planner::plan_unresolved(const UnresolvedCommand& command) {
    for (const auto& subsearch : command.subsearches) {
        plan_->subsearches_.push_back({subsearch.span, subplan(*subsearch.pipeline)});
    }
    plan_->operators_.push_back(std::make_unique<UnresolvedOperator>(source().diagnose(
        Severity::Error, "spl-subsearch-place", command.span, "a subsearch cannot stand among the arguments here")));
    if (first_ && command.generating) {
        plan_->start_ = Plan::Start::Source;
        plan_->source_ = std::make_unique<UnresolvedSource>();
    } else if (first_) {
        plan_->start_ = Plan::Start::Rows;
    }
}

void Planner::plan_command(const Command& command) {
    if (const auto* unresolved = dynamic_cast<const UnresolvedCommand*>(&command)) {
        plan_unresolved(*unresolved);
        return;
    }
    const auto plan_function = find_plan_function(command.name);
    auto planned = plan_function(command, *this);
    if (planned.source) {
        plan_->start_ = Plan::Start::Source;
        plan_->source_ = std::move(planned.source);
        plan_->ends_in_events_ = false;
        return;
    }
    if (!planned.op) {
        return;
    }
    if (first_ && plan_->search_ == nullptr) {
        plan_->start_ = Plan::Start::Rows;
    }
    plan_->ends_in_events_ = plan_->ends_in_events_ && !planned.op->traits().transforming;
    plan_->operators_.push_back(std::move(planned.op));
}

namespace {

// What sorts or makes a table of statistics ends the order of events; whether the one before it matters is all that counts.
bool depends_on_event_order(const std::vector<OperatorPtr>& operators) {
    for (const auto& op : operators) {
        const auto traits = op->traits();
        if (traits.sets_order) {
            return false;
        }
        if (traits.needs_order) {
            return true;
        }
        if (traits.transforming && !traits.streaming) {  // table is transforming, and keeps the order
            return false;
        }
    }
    return false;
}

}  // namespace

void Planner::work_out_needs() {
    // Backwards: what must go out says what must come in. What is printed at the end is everything that is still there.
    FieldSet live = FieldSet::everything();
    for (auto op = plan_->operators_.rbegin(); op != plan_->operators_.rend(); ++op) {
        (*op)->require(live);
    }
    plan_->wants_newest_first_ = plan_->start_ == Plan::Start::Scan && depends_on_event_order(plan_->operators_);
    if (plan_->wants_newest_first_) {
        live.add("_time");
    }
    plan_->needs_ = std::move(live);
    plan_->columns_ = columns();
}

Columns Planner::columns() const {
    Columns columns;
    if (plan_->source_) {
        plan_->source_->columns(columns, plan_->fields_);
    }
    for (const auto& op : plan_->operators_) {
        op->columns(columns, plan_->fields_);
    }
    return columns;
}

EvalCompiler Planner::eval() {
    EvalCompiler compiler(source(), [this](std::string_view name) { return field(name); });
    compiler.on_subsearch([this](const EvalExpression& subsearch) {
        plan_->subsearches_.push_back({subsearch.span, subplan(*subsearch.subsearch)});
        return make_field_node(field(""));
    });
    return compiler;
}

PredicatePtr Planner::compile(const SearchExpression& expression) {
    SearchCompiler compiler(
        source(), [this](std::string_view name) { return field(name); }, 0, TimeZone());
    compiler.on_subsearch([this](const SearchExpression& subsearch) {
        plan_->subsearches_.push_back({subsearch.span, subplan(*subsearch.subsearch)});
    });
    return compiler.compile(expression);
}

Aggregate Planner::aggregate(const AggregateCall& call) {
    Aggregate aggregate;
    aggregate.spec = find_aggregate(call.function);
    if (aggregate.spec != nullptr && aggregate.spec->takes_parameter && !call.parameter) {
        fail("spl-missing-argument", call.span, "the function " + call.function + " needs a number in its name", "",
             "such as " + call.function + "95(<field>)");
    }
    if (aggregate.spec == nullptr || (call.parameter && !aggregate.spec->takes_parameter)) {
        std::vector<std::string_view> known;
        for (const auto* spec : all_aggregates()) {
            known.push_back(spec->name);
            known.insert(known.end(), spec->aliases.begin(), spec->aliases.end());
        }
        const auto end = call.span.begin + static_cast<std::uint32_t>(call.function.size());
        fail("spl-unknown-aggregate", {call.span.begin, end}, "unknown statistical function '" + call.function + "'",
             "not a function of stats", did_you_mean(call.function, known));
    }
    if (!aggregate.spec->unsupported.empty()) {
        throw DiagnosticError(source().diagnose(Severity::Warning, "spl-unsupported-aggregate", call.span,
                                                "the statistical function " + call.function + " is not supported",
                                                "unsupported", std::string(aggregate.spec->unsupported)));
    }
    const bool nothing = call.field.name.empty() && !call.eval;
    if (nothing && !aggregate.spec->takes_no_field) {
        fail("spl-missing-field", call.span, "the function " + call.function + " needs a field", "",
             std::string(aggregate.spec->signature));
    }
    if (call.eval && !call.renamed) {
        fail("spl-eval-needs-as", call.span, "an aggregate of an eval expression needs a name", "no AS follows",
             "write " + std::string(call.function) + "(eval(…)) AS name");
    }
    aggregate.counts_rows = nothing;
    aggregate.options.parameter = call.parameter.value_or(0);
    aggregate.options.list_values = environment_.limits.list_values;
    aggregate.span = call.span;
    if (call.eval) {
        aggregate.eval = eval().compile(*call.eval);
    } else if (!nothing) {
        aggregate.field = field(call.field.name);
    }
    aggregate.output = field(call.output);
    return aggregate;
}

std::shared_ptr<const Plan> Planner::subplan(const Pipeline& pipeline) {
    // The nested tree lives as long as the whole one does.
    auto plan = make_plan(text_, std::shared_ptr<const Pipeline>(pipeline_, &pipeline), environment_);
    take_over(*plan);
    return plan;
}

std::shared_ptr<const Plan> Planner::rows_subplan(const Pipeline& pipeline) {
    auto plan = make_rows_plan(text_, std::shared_ptr<const Pipeline>(pipeline_, &pipeline), environment_, fields());
    take_over(*plan);
    return plan;
}

std::shared_ptr<const Plan> Planner::subplan(const Command& command) {
    Planner planner(text_, pipeline_, environment_);
    planner.plan_first(command);
    planner.work_out_needs();
    take_over(*planner.plan_);
    // The text that a subsearch's result goes into is that of the whole pipeline.
    plan_->subsearches_.insert(plan_->subsearches_.end(), planner.plan_->subsearches_.begin(),
                               planner.plan_->subsearches_.end());
    planner.plan_->subsearches_.clear();
    return planner.plan_;
}

void Planner::take_over(const Plan& subplan) {
    plan_->data_models_.insert(subplan.data_models_.begin(), subplan.data_models_.end());
}

std::string Planner::list_delimiter(FieldId field) const {
    const auto found = list_delimiters_.find(field);
    return found == list_delimiters_.end() ? "\n" : found->second;
}

void Planner::warn(std::string code, Span span, std::string message, std::string help) const {
    if (environment_.diagnostics != nullptr) {
        environment_.diagnostics->add(
            source().diagnose(Severity::Warning, std::move(code), span, std::move(message), "", std::move(help)));
    }
}

}  // namespace karst
