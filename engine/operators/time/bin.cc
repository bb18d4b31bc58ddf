#include "parser/commands/time/bin.h"
#include "engine/operators/common/known_columns.h"
#include "engine/operators/time/value_buckets.h"
#include "engine/plan/batches.h"
#include "engine/plan/lineage.h"
#include "engine/plan/planner.h"
#include "engine/value/number.h"

#include <limits>

namespace karst {

namespace {

class BinOperator final : public Operator {
public:
    BinOperator(const BinCommand& command, FieldId field, FieldId output, BucketPlan buckets)
        : name_(command.field.name), output_name_(command.output), field_(field), output_(output),
          buckets_(std::move(buckets)) {}

    std::unique_ptr<OperatorRun> start(RunContext& run, RowSink& next) const override;
    void propagate_required_fields(FieldSet& live) const override {
        if (live.contains(output_name_)) {
            live.remove(output_name_);
            live.add(name_);
        }
    }
    void columns(Columns& columns, FieldTable&) const override {
        if (!columns.open) {
            add_column(columns, output_);
        }
    }
    bool trace(Lineage& lineage, const FieldTable&) const override {
        lineage.compute(output_name_);
        return buckets_.known();
    }
    OperatorFacts facts() const override {
        return {.distribution = buckets_.known() ? Distribution::PerRow : Distribution::Whole,
                .state = buckets_.known() ? StateSize::None : StateSize::Rows};
    }

private:
    class Run;
    std::string name_;
    std::string output_name_;
    FieldId field_;
    FieldId output_;
    BucketPlan buckets_;
};

class BinOperator::Run final : public CollectingRun {
public:
    Run(const BinOperator& op, RunContext& run, RowSink& next)
        : CollectingRun("bin", run, next), op_(op), buckets_(op.buckets_, run) {}

    void finish() override {
        if (!op_.buckets_.known()) {
            buckets_.choose(min_, greatest_);
            for (auto& batch : batches()) {
                put(batch);
            }
            push_all(batches(), next());
        }
        next().finish();
    }

protected:
    bool consume(Batch& batch) override {
        if (op_.buckets_.known()) {
            put(batch);
            return next().push(batch);
        }
        for (const auto& row : batch.rows()) {
            if (const auto number = to_number(row.get(op_.field_))) {
                min_ = std::min(min_, *number);
                greatest_ = std::max(greatest_, *number);
            }
        }
        return CollectingRun::consume(batch);
    }

private:
    void put(Batch& batch) const {
        for (auto& row : batch.rows()) {
            const Value value = row.get(op_.field_);
            const auto number = to_number(value);
            batch.set(row, op_.output_, number ? buckets_.shown(*number, batch.arena()) : value);
        }
    }

    const BinOperator& op_;
    ValueBuckets buckets_;
    double min_ = std::numeric_limits<double>::infinity();
    double greatest_ = -std::numeric_limits<double>::infinity();
};

std::unique_ptr<OperatorRun> BinOperator::start(RunContext& run, RowSink& next) const {
    return std::make_unique<Run>(*this, run, next);
}

}  // namespace

Planned plan_bin(const Command& command, Planner& planner) {
    const auto& bin = static_cast<const BinCommand&>(command);
    auto buckets = BucketPlan::make(bin.field, bin.buckets, planner);
    return OperatorPtr(
        std::make_unique<BinOperator>(bin, planner.field(bin.field.name), planner.field(bin.output), std::move(buckets)));
}

}  // namespace karst
