#include "parser/commands/fields/foreach.h"
#include "base/spl_text.h"
#include "engine/json/json_value.h"
#include "engine/operators/fields/foreach_body.h"
#include "engine/plan/pipeline_run.h"
#include "engine/plan/planner.h"
#include "engine/scheduler/scheduler.h"
#include "engine/value/number.h"
#include "parser/parser.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace karst {

namespace {

// The body with one set of values filled in, planned on slots that are there already.
std::shared_ptr<const Plan> plan_body(const std::string& text, const PlanEnvironment& environment, const FieldTable& fields) {
    const auto first = skip_blanks(text, 0);
    const bool piped = first < text.size() && text[first] == '|';  // append and its like take a leading pipe, too
    const auto source = std::make_shared<const SourceText>(SourceText::whole("foreach", piped ? text : "| " + text));
    Diagnostics diagnostics;
    std::shared_ptr<const Pipeline> pipeline = parse_spl(*source, diagnostics);
    if (!pipeline) {
        throw DiagnosticError(diagnostics.all().front());
    }
    return make_plan(source, std::move(pipeline), environment, {.fields = &fields, .rows = true});
}

class ForeachOperator final : public Operator {
public:
    ForeachOperator(const ForeachCommand& command, PlanEnvironment environment, bool by_name)
        : mode_(command.mode), by_name_(by_name), body_(command.body), field_placeholder_(command.field_placeholder),
          match_placeholder_(command.match_placeholder), item_placeholder_(command.item_placeholder),
          segment_placeholders_(command.segment_placeholders), count_placeholder_(command.count_placeholder),
          environment_(std::move(environment)) {
        environment_.diagnostics = nullptr;  // planning at run time warns nobody
        for (const auto& field : command.fields) {
            patterns_.emplace_back(field.name);
            names_.push_back(field.name);
        }
    }

    std::unique_ptr<OperatorRun> start(RunContext& run, RowSink& next) const override;
    OperatorFacts facts() const override {
        // A wildcard stands for the fields that earlier rows have brought, too.
        const bool wild = std::any_of(names_.begin(), names_.end(), [](const std::string& name) { return has_wildcard(name); });
        return {.distribution = wild ? Distribution::Whole : Distribution::PerRow, .state = StateSize::None};
    }

    // The body names fields only once it is filled in, so all of them may be read.
    void propagate_required_fields(FieldSet& live) const override { live.add_everything(); }
    void columns(Columns& columns, FieldTable&) const override { columns.open = true; }

    /// What the body becomes for a field, and what its stars stood for.
    std::string for_field(const std::string& name, const std::vector<std::string_view>& stars) const {
        std::string joined;
        for (const auto star : stars) {
            joined += star;
        }
        auto text = with_text(body_, field_placeholder_, name);
        text = with_text(std::move(text), match_placeholder_, joined);
        for (std::size_t index = 0; index < segment_placeholders_.size(); ++index) {
            text = with_text(std::move(text), segment_placeholders_[index], index < stars.size() ? stars[index] : "");
        }
        return text;
    }

    /// The body with made-up values: once for each number of stars that a field has, as many segments as that.
    std::set<std::string> trials() const {
        if (mode_ != ForeachCommand::Mode::Fields) {
            return {for_item("1", 0)};
        }
        std::set<std::string> trials;
        for (const auto& pattern : patterns_) {
            trials.insert(for_field("field", std::vector<std::string_view>(pattern.stars(), "field")));
        }
        return trials;
    }

    std::string for_item(std::string_view item, std::size_t index) const {
        return with_value(with_text(body_, count_placeholder_, std::to_string(index)), item_placeholder_, item);
    }

private:
    class Run;
    friend class Run;
    ForeachCommand::Mode mode_;
    bool by_name_;  // events have their fields in no order but that of the names; results in that of their columns
    std::string body_;
    std::string field_placeholder_;
    std::string match_placeholder_;
    std::string item_placeholder_;
    std::array<std::string, 3> segment_placeholders_;
    std::string count_placeholder_;
    std::vector<Wildcard> patterns_;
    std::vector<std::string> names_;
    PlanEnvironment environment_;
};

class ForeachOperator::Run final : public OperatorRun {
public:
    Run(const ForeachOperator& op, RunContext& run, RowSink& next) : OperatorRun(run, next), op_(op) {}

protected:
    bool consume(Batch& batch) override {
        if (op_.mode_ == ForeachCommand::Mode::Fields) {
            for (const auto& text : bodies(batch)) {
                apply(text, batch);
            }
        } else {
            over_items(batch);
        }
        return next().push(batch);
    }

private:
    std::vector<std::string> bodies(const Batch& batch) const {
        std::vector<std::string> texts;
        std::vector<std::string_view> stars;
        for (std::size_t pattern = 0; pattern < op_.patterns_.size(); ++pattern) {
            if (op_.patterns_[pattern].is_literal()) {
                texts.push_back(op_.for_field(op_.names_[pattern], {}));
                continue;
            }
            for (const auto& name : matching(batch, op_.patterns_[pattern])) {
                op_.patterns_[pattern].matches(name, stars);
                texts.push_back(op_.for_field(name, stars));
            }
        }
        return texts;
    }

    // The fields of the batch that a pattern means. Internal fields, such as _time, are left to patterns that begin like them.
    std::vector<std::string> matching(const Batch& batch, const Wildcard& pattern) const {
        std::vector<std::string> names;
        std::vector<std::string_view> stars;
        for (FieldId id = 0; id < run_fields().size(); ++id) {
            const std::string name(run_fields().name(id));
            if (name.empty() || (name.front() == '_' && pattern.pieces().front().empty())) {
                continue;
            }
            const bool used =
                std::any_of(batch.rows().begin(), batch.rows().end(), [id](const Row& row) { return !row.get(id).is_null(); });
            if (used && pattern.matches(name, stars)) {
                names.push_back(name);
            }
        }
        if (op_.by_name_) {
            std::sort(names.begin(), names.end());
        }
        return names;
    }

    const FieldTable& run_fields() const { return run().fields; }

    // The commands of a body keep rows and their number: eval and its like.
    void apply(const std::string& text, Batch& batch) {
        const auto plan = planned(text);
        RowCollector rows;
        PipelineRun pipeline(plan, run(), rows);
        pipeline.push(batch);
        pipeline.finish();
        batch = rows.batches().empty() ? Batch() : std::move(rows.batches().front());
    }

    std::shared_ptr<const Plan> planned(const std::string& text) {
        auto& known = plans_[text];
        if (!known) {
            known = with_text_inputs_run(plan_body(text, op_.environment_, run().fields), run());
            run().fields = known->fields();
        }
        return known;
    }

    void over_items(Batch& batch) {
        for (auto& row : batch.rows()) {
            for (const auto& name : op_.names_) {
                const auto id = run().fields.find(name);
                const Value value = id ? row.get(*id) : Value();
                std::size_t index = 0;
                for (const auto& item : items_of(value)) {
                    Batch one;
                    one.append_copy(row);
                    apply(op_.for_item(item, index++), one);
                    row = one.empty() ? row : copied(one.rows().front(), batch);
                }
            }
        }
    }

    std::vector<std::string> items_of(Value value) const {
        std::vector<std::string> items;
        for (const Value item : value.items()) {
            append_text(item, items.emplace_back());
        }
        if (items.size() == 1 && op_.mode_ != ForeachCommand::Mode::Multivalue) {
            if (const auto parsed = JsonValue::parse(items.front()); parsed && parsed->is_array()) {
                items.clear();
                for (const auto& element : parsed->items()) {
                    items.push_back(element.kind() == JsonValue::Kind::String ? element.text() : element.to_text());
                }
            }
        }
        return items;
    }

    static Row copied(const Row& row, Batch& batch) {
        Row copy = batch.make_row(row.slots().size());
        for (FieldId id = 0; id < row.slots().size(); ++id) {
            batch.set(copy, id, batch.arena().copy(row.get(id)));
        }
        return copy;
    }

    const ForeachOperator& op_;
    std::map<std::string, std::shared_ptr<const Plan>> plans_;
};

std::unique_ptr<OperatorRun> ForeachOperator::start(RunContext& run, RowSink& next) const {
    return std::make_unique<Run>(*this, run, next);
}

void check_body(const std::string& trial, const ForeachCommand& foreach, Planner& planner) {
    try {
        const auto plan = plan_body(trial, planner.environment(), planner.fields());
        if (plan->start_kind() != Plan::Start::Rows) {
            planner.fail("spl-generating-place", foreach.body_span,
                         "the subpipeline of foreach takes streaming commands such as eval");
        }
        if (!plan->notes().empty()) {
            planner.note_backtracking(foreach.body_span);
        }
        if (!plan->inputs().empty()) {
            planner.note_searches_at_run_time();  // each field may have its own
        }
        const auto& operators = plan->operators();
        if (std::any_of(operators.begin(), operators.end(),
                        [](const OperatorPtr& command_op) { return !command_op->facts().streams(); })) {
            planner.fail("spl-not-streaming", foreach.body_span,
                         "the subpipeline of foreach takes streaming commands such as eval", "not all of these are streaming");
        }
    } catch (const DiagnosticError& error) {
        planner.fail(error.diagnostic().code, foreach.body_span, error.diagnostic().message, "in this subpipeline",
                     error.diagnostic().help);
    }
}

}  // namespace

Planned plan_foreach(const Command& command, Planner& planner) {
    const auto& foreach = static_cast<const ForeachCommand&>(command);
    auto op = std::make_unique<ForeachOperator>(foreach, planner.environment(), planner.columns().open);
    // Planned once with made-up values, to find what is wrong before the first event.
    for (const auto& trial : op->trials()) {
        check_body(trial, foreach, planner);
    }
    return OperatorPtr(std::move(op));
}

}  // namespace karst
