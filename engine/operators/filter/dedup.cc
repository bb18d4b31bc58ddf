#include "parser/commands/filter/dedup.h"
#include "engine/operators/common/row_key.h"
#include "engine/operators/common/row_order.h"
#include "engine/operators/filter/duplicate_filter.h"
#include "engine/plan/external_sort.h"
#include "engine/plan/planner.h"
#include "engine/run/memory_account.h"

#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace karst {

namespace {

class DedupOperator final : public Operator {
public:
    DedupOperator(const DedupCommand& command, Planner& planner)
        : rules_{{}, static_cast<std::size_t>(command.most), command.keep_events, command.keep_empty},
          consecutive_(command.consecutive) {
        for (const auto& field : command.fields) {
            names_.push_back(field.name);
            rules_.fields.push_back(planner.field(field.name));
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
    class SortedRun;
    std::vector<std::string> names_;
    DuplicateRules rules_;
    bool consecutive_;
    std::optional<RowOrder> order_;
};

// Rows leave as they come, until memory is short.
class DedupOperator::Run final : public OperatorRun {
public:
    Run(const DedupOperator& op, RunContext& run, RowSink& next)
        : OperatorRun(run, next), op_(op), filter_(op.rules_, run.temporary_files, [this] { hold(); }),
          memory_(run.memory, "dedup", if_spilling(run, [this] { spill(); })) {}

    void finish() override {
        if (filter_.puts_aside()) {
            Decided decided(next());
            filter_.finish(decided);
        }
        next().finish();
    }

protected:
    bool consume(Batch& batch) override {
        if (filter_.puts_aside()) {
            for (const auto& row : batch.rows()) {
                filter_.add(rows_put_aside_++, row);
            }
            hold();
            return true;
        }
        batch.filter([this](const Row& row) { return op_.consecutive_ ? keeps_consecutive(row) : filter_.keeps(row); });
        hold();
        return batch.empty() || next().push(batch);
    }

private:
    // Takes the numbers off the rows.
    class Decided final : public RowSink {
    public:
        explicit Decided(RowSink& sink) : sink_(sink) {}
        void finish() override {}

    protected:
        bool consume(Batch& batch) override {
            for (Row& row : batch.rows()) {
                row = DuplicateFilter::without_number(row);
            }
            return sink_.push(batch);
        }

    private:
        RowSink& sink_;
    };

    bool keeps_consecutive(const Row& row) {
        bool keeps = op_.rules_.keep_empty;
        if (make_key(row, op_.rules_.fields, key_)) {
            run_length_ = key_.key() == last_ ? run_length_ + 1 : 1;
            last_ = key_.key();
            keeps = run_length_ <= op_.rules_.most;
        }
        return op_.rules_.lets_through(row, keeps);
    }

    void hold() { memory_.hold(filter_.held_bytes()); }

    // One half of the keys at a time; a command that is asked once must not be far beyond the limit after that.
    void spill() {
        std::size_t before = 0;
        do {
            before = filter_.held_bytes();
            filter_.spill();
        } while (filter_.held_bytes() < before && filter_.held_bytes() > run().memory->limit() / 2);
        hold();
    }

    const DedupOperator& op_;
    DuplicateFilter filter_;
    double rows_put_aside_ = 0;
    KeyEncoder key_;
    std::string last_;
    std::size_t run_length_ = 0;
    HeldMemory memory_;
};

// sortby sorts first: which of several events is kept is the first of the sorted ones.
class DedupOperator::SortedRun final : public OperatorRun {
public:
    SortedRun(const DedupOperator& op, RunContext& run, RowSink& next)
        : OperatorRun(run, next), sort_(*op.order_, std::numeric_limits<std::size_t>::max(), "dedup", run),
          sorted_(op, run, next) {}

    void finish() override {
        sort_.push_into(sorted_);
        sorted_.finish();
    }

protected:
    bool consume(Batch& batch) override {
        sort_.add(batch);
        return true;
    }

private:
    ExternalSort<RowOrder> sort_;
    Run sorted_;
};

std::unique_ptr<OperatorRun> DedupOperator::start(RunContext& run, RowSink& next) const {
    if (order_) {
        return std::make_unique<SortedRun>(*this, run, next);
    }
    return std::make_unique<Run>(*this, run, next);
}

}  // namespace

Planned plan_dedup(const Command& command, Planner& planner) {
    return OperatorPtr(std::make_unique<DedupOperator>(static_cast<const DedupCommand&>(command), planner));
}

}  // namespace karst
