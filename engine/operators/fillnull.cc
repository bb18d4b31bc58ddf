#include "parser/commands/fillnull.h"
#include "engine/operators/matching_fields.h"
#include "engine/plan/planner.h"
#include "engine/plan/subsearch.h"

namespace karst {

namespace {

class FillnullOperator final : public Operator {
public:
    FillnullOperator(std::string value, std::vector<std::string> names) : value_(std::move(value)), names_(std::move(names)) {}

    std::unique_ptr<OperatorRun> start(RunContext& run, RowSink& next) const override;
    void require(FieldSet&) const override {}
    void columns(Columns& columns, FieldTable& fields) const override {
        for (const auto& name : names_) {
            const auto id = fields.find(name);
            if (id && !columns.open && std::find(columns.order.begin(), columns.order.end(), *id) == columns.order.end()) {
                columns.order.push_back(*id);
            }
        }
    }
    // Without a list, which fields there are is known only when all rows have been seen.
    OperatorTraits traits() const override { return {.streaming = !names_.empty()}; }

private:
    class Run;
    std::string value_;
    std::vector<std::string> names_;
};

class FillnullOperator::Run final : public CollectingRun {
public:
    Run(const FillnullOperator& op, RunContext& run, RowSink& next) : CollectingRun(run, next), op_(op) {
        for (const auto& name : op_.names_) {
            if (!has_wildcard(name)) {
                named_.push_back(run.fields.intern(name));
            }
        }
    }

    void finish() override {
        if (op_.names_.empty()) {
            std::vector<FieldId> all;
            for (FieldId id = 0; id < run().fields.size(); ++id) {
                const bool used = std::any_of(batches().begin(), batches().end(), [id](const Batch& batch) {
                    return std::any_of(batch.rows().begin(), batch.rows().end(),
                                       [id](const Row& row) { return !row.get(id).is_null(); });
                });
                if (used) {
                    all.push_back(id);
                }
            }
            for (auto& batch : batches()) {
                fill(batch, all);
            }
            push_all(batches(), next());
        }
        next().finish();
    }

protected:
    bool consume(Batch& batch) override {
        if (op_.names_.empty()) {
            return CollectingRun::consume(batch);
        }
        fill(batch, named_);
        return next().push(batch);
    }

private:
    void fill(Batch& batch, const std::vector<FieldId>& fields) const {
        for (auto& row : batch.rows()) {
            for (const auto id : fields) {
                if (row.get(id).is_null()) {
                    batch.set(row, id, Value::string(batch.arena().copy(op_.value_)));
                }
            }
        }
    }

    const FillnullOperator& op_;
    std::vector<FieldId> named_;
};

std::unique_ptr<OperatorRun> FillnullOperator::start(RunContext& run, RowSink& next) const {
    return std::make_unique<Run>(*this, run, next);
}

}  // namespace

Planned plan_fillnull(const Command& command, Planner& planner) {
    const auto& fillnull = static_cast<const FillnullCommand&>(command);
    for (const auto& field : fillnull.fields) {
        planner.field(field.name);
    }
    return OperatorPtr(std::make_unique<FillnullOperator>(fillnull.value, names_of(fillnull.fields)));
}

}  // namespace karst
