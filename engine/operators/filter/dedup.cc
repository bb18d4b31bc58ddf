#include "parser/commands/filter/dedup.h"
#include "base/hash.h"
#include "engine/operators/common/row_key.h"
#include "engine/operators/common/row_order.h"
#include "engine/plan/batches.h"
#include "engine/plan/planner.h"
#include "engine/run/memory_account.h"

#include <absl/container/flat_hash_map.h>

#include <optional>

namespace karst {

namespace {

class DedupOperator final : public Operator {
public:
    DedupOperator(const DedupCommand& command, Planner& planner)
        : max_(static_cast<std::size_t>(command.most)), keep_events_(command.keep_events), keep_empty_(command.keep_empty),
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
    void propagate_required_fields(FieldSet& live) const override {
        for (const auto& name : names_) {
            live.add(name);
        }
        if (order_) {
            order_->propagate_required_fields(live);
        }
    }
    OperatorFacts facts() const override {
        return {
            .distribution = Distribution::Whole, .state = order_ ? StateSize::Rows : StateSize::Groups, .needs_order = true};
    }

private:
    class Run;
    std::vector<std::string> names_;
    std::vector<FieldId> fields_;
    std::size_t max_;
    bool keep_events_;
    bool keep_empty_;
    bool consecutive_;
    std::optional<RowOrder> order_;
};

class DedupOperator::Run final : public CollectingRun {
public:
    Run(const DedupOperator& op, RunContext& run, RowSink& next) : CollectingRun("dedup", run, next), op_(op) {}

    // sortby sorts first: which of several events is kept is the first of the sorted ones.
    void finish() override {
        if (op_.order_) {
            auto rows = op_.order_->sorted(batches());
            drop_duplicates(rows);
            push_rows(std::move(batches()), rows, next());
        }
        next().finish();
    }

protected:
    bool consume(Batch& batch) override {
        if (op_.order_) {
            return CollectingRun::consume(batch);
        }
        drop_duplicates(batch.rows());
        return batch.empty() || next().push(batch);
    }

private:
    void drop_duplicates(std::vector<Row>& rows) {
        const auto dropped = std::remove_if(rows.begin(), rows.end(), [&](const Row& row) {
            if (keeps(row)) {
                return false;
            }
            if (op_.keep_events_) {
                clear_fields(row);
            }
            return !op_.keep_events_;
        });
        rows.erase(dropped, rows.end());
    }

    void clear_fields(const Row& row) const {
        for (const auto id : op_.fields_) {
            if (id < row.slots().size()) {
                row.slots()[id] = Value();
            }
        }
    }

    bool keeps(const Row& row) {
        if (!make_key(row, op_.fields_, key_)) {
            return op_.keep_empty_;
        }
        if (op_.consecutive_) {
            run_length_ = key_.key() == last_ ? run_length_ + 1 : 1;
            last_ = key_.key();
            return run_length_ <= op_.max_;
        }
        auto seen = seen_.find(key_.key());
        if (seen == seen_.end()) {
            seen = seen_.emplace(key_.key(), 0).first;
            bytes_ += key_.key().size() + sizeof(*seen) + 1;
            memory_.hold(bytes_);
        }
        return ++seen->second <= op_.max_;
    }

    const DedupOperator& op_;
    absl::flat_hash_map<std::string, std::size_t, TextHash, TextEqual> seen_;
    std::size_t bytes_ = 0;  // of keys
    HeldMemory memory_{run().memory, "dedup"};
    KeyEncoder key_;
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
