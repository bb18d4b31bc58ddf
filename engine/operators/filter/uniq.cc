#include "parser/commands/filter/uniq.h"
#include "engine/operators/common/row_key.h"
#include "engine/plan/planner.h"

#include <algorithm>
#include <optional>

namespace karst {

namespace {

/// Drops a row whose fields are all equal to those of the row before it.
class UniqOperator final : public Operator {
public:
    std::unique_ptr<OperatorRun> start(RunContext& run, RowSink& next) const override;
    void propagate_required_fields(FieldSet& live) const override {
        live.add_everything();
    }  // whatever is there may tell rows apart
    OperatorFacts facts() const override {
        return {.distribution = Distribution::Whole, .state = StateSize::None, .needs_order = true};
    }

private:
    class Run;
};

class UniqOperator::Run final : public OperatorRun {
public:
    using OperatorRun::OperatorRun;

protected:
    bool consume(Batch& batch) override {
        auto& rows = batch.rows();
        rows.erase(std::remove_if(rows.begin(), rows.end(), [this](const Row& row) { return repeats(row); }), rows.end());
        return batch.empty() || next().push(batch);
    }

private:
    bool repeats(const Row& row) {
        make_key_of_all(row, key_);
        const bool same = last_ == key_.key();
        last_ = key_.key();
        return same;
    }

    KeyEncoder key_;
    std::optional<std::string> last_;  // nothing before the first row
};

std::unique_ptr<OperatorRun> UniqOperator::start(RunContext& run, RowSink& next) const {
    return std::make_unique<Run>(run, next);
}

}  // namespace

Planned plan_uniq(const Command&, Planner&) {
    return OperatorPtr(std::make_unique<UniqOperator>());
}

}  // namespace karst
