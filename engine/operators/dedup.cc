#include "parser/commands/dedup.h"
#include "engine/operators/row_order.h"
#include "engine/plan/planner.h"
#include "engine/plan/subsearch.h"
#include "engine/value/number.h"

#include <unordered_map>

namespace karst {

namespace {

class DedupOperator final : public Operator {
public:
    DedupOperator(const DedupCommand& command, Planner& planner)
        : most_(static_cast<std::size_t>(command.most)), keep_events_(command.keep_events), keep_empty_(command.keep_empty),
          consecutive_(command.consecutive) {
        for (const auto& field : command.fields) {
            names_.push_back(field.name);
            fields_.push_back(planner.field(field.name));
        }
        if (command.sort) {
            order_.emplace(static_cast<const SortCommand&>(*command.sort), planner);
        }
    }

    std::unique_ptr<OperatorRun> start(RunContext& run, RowSink& next) const override;
    void require(FieldSet& live) const override {
        for (const auto& name : names_) {
            live.add(name);
        }
        if (order_) {
            order_->require(live);
        }
    }
    OperatorTraits traits() const override { return {.streaming = !order_, .needs_order = true}; }

private:
    class Run;
    std::vector<std::string> names_;
    std::vector<FieldId> fields_;
    std::size_t most_;
    bool keep_events_;
    bool keep_empty_;
    bool consecutive_;
    std::optional<RowOrder> order_;
};

class DedupOperator::Run final : public CollectingRun {
public:
    Run(const DedupOperator& op, RunContext& run, RowSink& next) : CollectingRun(run, next), op_(op) {}

    // sortby sorts first: which event of several is kept is the first of the sorted ones.
    void finish() override {
        if (op_.order_) {
            std::vector<const Row*> kept;
            for (const Row* row : sorted_rows(batches(), *op_.order_)) {
                if (keeps(*row)) {
                    kept.push_back(row);
                }
            }
            push_rows(kept, next());
        }
        next().finish();
    }

protected:
    bool consume(Batch& batch) override {
        if (op_.order_) {
            return CollectingRun::consume(batch);
        }
        std::vector<Row> kept;
        for (auto& row : batch.rows()) {
            if (keeps(row)) {
                kept.push_back(row);
            } else if (op_.keep_events_) {
                for (const auto id : op_.fields_) {
                    batch.set(row, id, Value());
                }
                kept.push_back(row);
            }
        }
        batch.rows() = std::move(kept);
        return batch.empty() || next().push(batch);
    }

private:
    bool keeps(const Row& row) {
        key_.clear();
        for (const auto id : op_.fields_) {
            const Value value = row.get(id);
            if (value.is_null()) {
                return op_.keep_empty_;
            }
            append_text(value, key_);
            key_ += '\x1f';
        }
        if (op_.consecutive_) {
            run_length_ = key_ == last_ ? run_length_ + 1 : 1;
            last_ = key_;
            return run_length_ <= op_.most_;
        }
        return ++seen_[key_] <= op_.most_;
    }

    const DedupOperator& op_;
    std::unordered_map<std::string, std::size_t> seen_;
    std::string key_;
    std::string last_;
    std::size_t run_length_ = 0;
};

std::unique_ptr<OperatorRun> DedupOperator::start(RunContext& run, RowSink& next) const {
    return std::make_unique<Run>(*this, run, next);
}

}  // namespace

Planned plan_dedup(const Command& command, Planner& planner) {
    return OperatorPtr(std::make_unique<DedupOperator>(static_cast<const DedupCommand&>(command), planner));
}

}  // namespace karst
