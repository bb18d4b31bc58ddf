#include "engine/plan/planner.h"

#include "engine/eval/backtracking_note.h"
#include "engine/eval/nodes.h"
#include "engine/plan/newest_first.h"
#include "engine/text/regex.h"
#include "engine/time/moves_with_now.h"
#include "parser/commands/filter/search.h"
#include "parser/parser.h"

#include <algorithm>

namespace karst {

namespace {

// True when a bound of the time range moves with now().
bool bound_uses_now(const SearchExpression& expression, const SourceText& source) {
    if (expression.kind == SearchExpression::Kind::TimeBound && !bounds_nothing(expression)) {
        return moves_with_now([&](double now) { return time_bound_of(expression, source, now, TimeZone()).time; });
    }
    return std::any_of(expression.children.begin(), expression.children.end(),
                       [&](const auto& child) { return bound_uses_now(*child, source); });
}

}  // namespace

std::shared_ptr<const Plan> make_plan(std::shared_ptr<const SourceText> text, std::shared_ptr<const Pipeline> pipeline,
                                      const PlanEnvironment& environment, PlanOnto onto) {
    return Planner(std::move(text), std::move(pipeline), environment, onto).plan();
}

Planner::Planner(std::shared_ptr<const SourceText> text, std::shared_ptr<const Pipeline> pipeline,
                 const PlanEnvironment& environment, PlanOnto onto)
    : text_(std::move(text)), pipeline_(std::move(pipeline)), environment_(environment), plan_(std::make_shared<Plan>()),
      first_input_(onto.first_input), over_rows_(onto.rows) {
    plan_->text_ = text_;
    plan_->pipeline_ = pipeline_;
    plan_->environment_ = environment_;
    plan_->environment_.diagnostics = nullptr;  // who reads them now may be gone when the plan runs
    if (onto.fields != nullptr) {
        plan_->fields_ = *onto.fields;
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
    compute_required_fields();
    return plan_;
}

void Planner::plan_first(const Command& command) {
    if (command.name != "search" || over_rows_) {
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
    compiler.on_subsearch([this](const SearchExpression& subsearch) { add_text_input(subsearch.span, *subsearch.subsearch); });
    compiler.compile(*plan_->search_);
    if (bound_uses_now(*plan_->search_, source())) {
        note_now();
    }
}

namespace {

// Stands for a command whose arguments are not known yet: a plan with it is made again before it runs.
class UnresolvedOperator final : public Operator {
public:
    explicit UnresolvedOperator(Diagnostic problem) : problem_(std::move(problem)) {}

    std::unique_ptr<OperatorRun> start(RunContext&, RowSink&) const override { throw DiagnosticError(problem_); }
    void propagate_required_fields(FieldSet& live) const override { live.add_everything(); }
    void columns(Columns& columns, FieldTable&) const override { columns.open = true; }
    OperatorFacts facts() const override { return {.distribution = Distribution::Whole, .state = StateSize::Rows}; }

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
        add_text_input(subsearch.span, *subsearch.pipeline);
    }
    plan_->operators_.push_back(std::make_unique<UnresolvedOperator>(
        source().diagnose("spl-subsearch-place", command.span, "a subsearch cannot stand among the arguments here")));
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
    const auto plan_function = environment_.plan_functions(command.name);
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
    plan_->ends_in_events_ = plan_->ends_in_events_ && !planned.op->facts().transforming;
    plan_->operators_.push_back(std::move(planned.op));
}

namespace {

// Sorting and statistics end the order of events: only what stands before them can depend on it.
bool depends_on_event_order(const std::vector<OperatorPtr>& operators) {
    for (const auto& op : operators) {
        const auto facts = op->facts();
        if (facts.sets_order) {
            return false;
        }
        if (facts.needs_order) {
            return true;
        }
        if (facts.transforming && facts.distribution != Distribution::PerRow) {  // table is transforming, and keeps the order
            return false;
        }
    }
    return false;
}

}  // namespace

void Planner::compute_required_fields() {
    // Backwards: what must go out says what must come in. What is printed at the end is everything that is still there.
    FieldSet live = FieldSet::everything();
    for (auto op = plan_->operators_.rbegin(); op != plan_->operators_.rend(); ++op) {
        (*op)->propagate_required_fields(live);
    }
    if (plan_->start_ == Plan::Start::Scan && depends_on_event_order(plan_->operators_)) {
        plan_->newest_first_ = make_newest_first(field("_time"));
        plan_->newest_first_->propagate_required_fields(live);
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

EvalCompiler Planner::eval(const SourceText& text) {
    EvalCompiler compiler(text, [this](std::string_view name) { return field(name); });
    compiler.on_now([this] { note_now(); });
    compiler.on_random([this] { plan_->uses_random_ = true; });
    note_backtracking(compiler);
    if (&text != text_.get()) {
        return compiler;  // there is no place in the pipeline for what a subsearch would give
    }
    compiler.on_subsearch([this](const EvalExpression& subsearch) {
        add_text_input(subsearch.span, *subsearch.subsearch);
        return make_field_node(field(""));
    });
    return compiler;
}

PredicatePtr Planner::compile(const SearchExpression& expression) {
    SearchCompiler compiler(
        source(), [this](std::string_view name) { return field(name); }, 0, TimeZone());
    compiler.on_subsearch([this](const SearchExpression& subsearch) { add_text_input(subsearch.span, *subsearch.subsearch); });
    return compiler.compile(expression);
}

Aggregate Planner::aggregate(const AggregateCall& call) {
    Aggregate aggregate;
    aggregate.spec = find_aggregate(call.function);
    if (aggregate.spec != nullptr && aggregate.spec->takes_parameter && !call.parameter) {
        fail("spl-missing-argument", call.span, "the function " + call.function + " needs a number in its name",
             Help{"such as " + call.function + "95(<field>)"});
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
        fail("spl-unsupported-aggregate", call.span, "the statistical function " + call.function + " is not supported",
             "unsupported", std::string(aggregate.spec->unsupported));
    }
    const bool nothing = call.field.name.empty() && !call.eval;
    if (nothing && !aggregate.spec->takes_no_field) {
        fail("spl-missing-field", call.span, "the function " + call.function + " needs a field",
             Help{std::string(aggregate.spec->signature)});
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

std::shared_ptr<const Plan> Planner::plan_subsearch(const Pipeline& pipeline) const {
    // The nested tree lives as long as the whole one does.
    return make_plan(text_, std::shared_ptr<const Pipeline>(pipeline_, &pipeline), environment_);
}

InputId Planner::add_input(PlanInput input) {
    inherit_facts(*input.plan);
    plan_->reads_events_again_ = true;
    plan_->inputs_.push_back(std::move(input));
    return {first_input_ + plan_->inputs_.size() - 1};
}

void Planner::add_text_input(Span brackets, const Pipeline& subsearch) {
    add_input({PlanInput::Kind::Text, brackets, plan_subsearch(subsearch)});
}

InputId Planner::input(const Pipeline& subsearch, std::size_t limit, std::string command) {
    return add_input({PlanInput::Kind::Rows, subsearch.span, plan_subsearch(subsearch), limit, std::move(command)});
}

InputId Planner::input(const Command& generating) {
    // A search of its own, which begins with the command.
    SourceText own = SourceText::like(source());
    own.append_expansion(source(), generating.span, "| ", {std::string(generating.name), "", -1, 0});
    own.append(source(), generating.span);
    const auto text = std::make_shared<const SourceText>(std::move(own));
    Diagnostics diagnostics;
    std::shared_ptr<const Pipeline> pipeline = parse_spl(*text, diagnostics);
    if (!pipeline) {
        throw DiagnosticError(diagnostics.all().front());
    }
    return input(make_plan(text, std::move(pipeline), environment_), generating);
}

InputId Planner::input(std::shared_ptr<const Plan> plan, const Command& command) {
    return add_input(
        {PlanInput::Kind::Rows, command.span, std::move(plan), static_cast<std::size_t>(-1), std::string(command.name)});
}

std::pair<std::shared_ptr<const Plan>, std::size_t> Planner::check_subpipeline(const Pipeline& subpipeline) {
    const auto first = first_input_ + plan_->inputs_.size();
    auto plan = make_plan(text_, std::shared_ptr<const Pipeline>(pipeline_, &subpipeline), environment_,
                          {.fields = &fields(), .rows = true, .first_input = first});
    for (const auto& inner : plan->inputs_) {
        add_input(inner);
    }
    inherit_facts(*plan);
    return {std::move(plan), first};
}

void Planner::inherit_facts(const Plan& inner) {
    plan_->data_models_.insert(inner.data_models_.begin(), inner.data_models_.end());
    plan_->notes_.insert(plan_->notes_.end(), inner.notes_.begin(), inner.notes_.end());
    plan_->uses_now_ = plan_->uses_now_ || inner.uses_now_;
    plan_->uses_random_ = plan_->uses_random_ || inner.uses_random_;
    plan_->reads_events_again_ = plan_->reads_events_again_ || inner.reads_events_again_;
    plan_->runs_alone_ = plan_->runs_alone_ || inner.runs_alone_;
}

std::string Planner::list_delimiter(FieldId field) const {
    const auto found = list_delimiters_.find(field);
    return found == list_delimiters_.end() ? "\n" : found->second;
}

void Planner::note_backtracking(const SourceText& text, Span span) {
    plan_->notes_.push_back(backtracking_note(text, span));
}

void Planner::note_backtracking(EvalCompiler& compiler) {
    compiler.on_regex([this](const Regex& regex, const SourceText& text, Span span) {
        if (regex.needs_backtracking()) {
            note_backtracking(text, span);
        }
    });
}

void Planner::warn(DiagnosticCode code, Span span, std::string message, std::string help) const {
    if (environment_.diagnostics != nullptr) {
        environment_.diagnostics->add(source().diagnose(code, span, std::move(message), "", std::move(help)));
    }
}

}  // namespace karst
