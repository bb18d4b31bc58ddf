#include "parser/commands/fields/fillnull.h"
#include "engine/operators/common/known_columns.h"
#include "engine/operators/common/matching_fields.h"
#include "engine/plan/batches.h"
#include "engine/plan/lineage.h"
#include "engine/plan/planner.h"

namespace karst {

namespace {

class FillnullOperator final : public Operator {
public:
    FillnullOperator(std::string value, const std::vector<FieldName>& fields, Planner& planner) : value_(std::move(value)) {
        for (const auto& field : fields) {
            if (has_wildcard(field.name)) {
                patterns_.push_back(field.name);
            } else {
                named_.push_back(planner.field(field.name));
            }
        }
        if (fields.empty()) {
            patterns_.emplace_back("*");
        }
    }

    std::unique_ptr<OperatorRun> start(RunContext& run, RowSink& next) const override;
    void propagate_required_fields(FieldSet&) const override {}
    void columns(Columns& columns, FieldTable&) const override {
        for (const auto id : named_) {
            if (!columns.open) {
                add_column(columns, id);
            }
        }
    }
    bool trace(Lineage& lineage, const FieldTable& fields) const override {
        for (const auto id : named_) {
            lineage.compute(std::string(fields.name(id)));
        }
        return patterns_.empty();
    }
    // Which fields a pattern stands for is known only when all rows have been seen: a field counts when some row has a value.
    OperatorFacts facts() const override {
        return {.distribution = patterns_.empty() ? Distribution::PerRow : Distribution::Whole,
                .state = patterns_.empty() ? StateSize::None : StateSize::Rows};
    }

private:
    class Run;
    std::string value_;
    std::vector<FieldId> named_;
    std::vector<std::string> patterns_;
};

class FillnullOperator::Run final : public CollectingRun {
public:
    Run(const FillnullOperator& op, RunContext& run, RowSink& next)
        : CollectingRun("fillnull", run, next), op_(op), matching_(op.patterns_) {}

    void finish() override {
        auto fields = op_.named_;
        for (const auto id : matching_.in(run().fields)) {
            if (id < used_.size() && used_[id]) {
                fields.push_back(id);
            }
        }
        for (auto& batch : batches()) {
            fill(batch, fields);
        }
        push_all(batches(), next());
        next().finish();
    }

protected:
    bool consume(Batch& batch) override {
        if (op_.patterns_.empty()) {
            fill(batch, op_.named_);
            return next().push(batch);
        }
        for (const auto& row : batch.rows()) {
            const auto slots = row.slots();
            used_.resize(std::max(used_.size(), slots.size()));
            for (std::size_t id = 0; id < slots.size(); ++id) {
                used_[id] = used_[id] || !slots[id].is_null();
            }
        }
        return CollectingRun::consume(batch);
    }

private:
    void fill(Batch& batch, const std::vector<FieldId>& fields) const {
        const Value value = Value::string(batch.arena().copy(op_.value_));
        for (auto& row : batch.rows()) {
            for (const auto id : fields) {
                if (row.get(id).is_null()) {
                    batch.set(row, id, value);
                }
            }
        }
    }

    const FillnullOperator& op_;
    MatchingFields matching_;
    std::vector<bool> used_;
};

std::unique_ptr<OperatorRun> FillnullOperator::start(RunContext& run, RowSink& next) const {
    return std::make_unique<Run>(*this, run, next);
}

}  // namespace

Planned plan_fillnull(const Command& command, Planner& planner) {
    const auto& fillnull = static_cast<const FillnullCommand&>(command);
    return OperatorPtr(std::make_unique<FillnullOperator>(fillnull.value, fillnull.fields, planner));
}

}  // namespace karst
