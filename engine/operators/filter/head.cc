#include "parser/commands/filter/head.h"
#include "engine/plan/planner.h"

namespace karst {

namespace {

class HeadOperator final : public Operator {
public:
    HeadOperator(std::size_t limit, EvalNodePtr condition, std::vector<std::string> reads, bool null_continues, bool keep_last)
        : limit_(limit), condition_(std::move(condition)), reads_(std::move(reads)), null_continues_(null_continues),
          keep_last_(keep_last) {}

    std::unique_ptr<OperatorRun> start(RunContext& run, RowSink& next) const override;
    void propagate_required_fields(FieldSet& live) const override {
        for (const auto& name : reads_) {
            live.add(name);
        }
    }
    OperatorFacts facts() const override {
        return {.distribution = Distribution::Whole, .state = StateSize::None, .needs_order = true};
    }

private:
    class Run;
    std::size_t limit_;
    EvalNodePtr condition_;
    std::vector<std::string> reads_;
    bool null_continues_;
    bool keep_last_;
};

class HeadOperator::Run final : public OperatorRun {
public:
    Run(const HeadOperator& op, RunContext& run, RowSink& next) : OperatorRun(run, next), op_(op), left_(op.limit_) {}

protected:
    bool consume(Batch& batch) override {
        if (ended_) {
            return false;
        }
        std::size_t kept = 0;
        RowReader reader{Row()};
        EvalContext context{reader, batch.arena(), run()};
        for (; kept < batch.size() && left_ > 0 && !ended_; ++kept) {
            if (op_.condition_) {
                reader.bind(batch.rows()[kept]);
                const Value holds = op_.condition_->evaluate(context);
                if (!(is_true(holds) || (holds.is_null() && op_.null_continues_))) {
                    ended_ = true;
                    kept += op_.keep_last_ ? 1 : 0;
                    break;
                }
            }
            --left_;
        }
        ended_ = ended_ || left_ == 0;
        batch.rows().resize(kept);
        const bool more = batch.empty() || next().push(batch);
        return more && !ended_;
    }

private:
    const HeadOperator& op_;
    std::size_t left_;
    bool ended_ = false;
};

std::unique_ptr<OperatorRun> HeadOperator::start(RunContext& run, RowSink& next) const {
    return std::make_unique<Run>(*this, run, next);
}

}  // namespace

Planned plan_head(const Command& command, Planner& planner) {
    const auto& head = static_cast<const HeadCommand&>(command);
    // An expression alone has no count beside it.
    const auto limit = head.condition && !head.has_limit ? static_cast<std::size_t>(-1)
                                                         : static_cast<std::size_t>(std::max<std::int64_t>(head.limit, 0));
    std::vector<std::string> reads;
    EvalNodePtr condition;
    if (head.condition) {
        reads = fields_read(*head.condition);
        condition = planner.compile_condition(*head.condition);
    }
    return OperatorPtr(
        std::make_unique<HeadOperator>(limit, std::move(condition), std::move(reads), head.null_continues, head.keep_last));
}

}  // namespace karst
