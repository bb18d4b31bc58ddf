#include "parser/commands/multivalue/mvcombine.h"
#include "engine/operators/common/row_key.h"
#include "engine/plan/planner.h"
#include "engine/run/memory_account.h"
#include "engine/value/key_encoder.h"

#include <algorithm>
#include <unordered_map>

namespace karst {

namespace {

/// Combines rows that are alike but for one field, in the place of the first of them. Rows without that field stay as they are.
class MvcombineOperator final : public Operator {
public:
    explicit MvcombineOperator(FieldId field) : field_(field) {}

    std::unique_ptr<OperatorRun> start(RunContext& run, RowSink& next) const override;
    void propagate_required_fields(FieldSet& live) const override {
        live.add_everything();
    }  // whatever is there may tell rows apart
    OperatorFacts facts() const override {
        return {.distribution = Distribution::Whole, .state = StateSize::Rows, .transforming = true, .needs_order = true};
    }

private:
    class Run;
    FieldId field_;
};

class MvcombineOperator::Run final : public OperatorRun {
public:
    Run(FieldId field, RunContext& run, RowSink& next) : OperatorRun(run, next), field_(field) {}

    void finish() override {
        for (auto& group : groups_) {
            auto& batch = batches_[group.batch];
            batch.set(batch.rows()[group.row], field_, batch.arena().list(group.values));
        }
        for (auto& batch : batches_) {
            if (!next().push(batch)) {
                break;
            }
        }
        next().finish();
    }

protected:
    bool consume(Batch& batch) override {
        for (const auto& row : batch.rows()) {
            if (row.get(field_).is_null()) {
                keep(row);
            } else {
                combine(row);
            }
        }
        memory_.hold(held_bytes());
        return true;
    }

private:
    struct Group {
        std::size_t batch;
        std::size_t row;
        std::vector<Value> values;
    };

    void keep(const Row& row) {
        if (batches_.empty() || batches_.back().size() >= Batch::kRows) {
            batches_.emplace_back();
        }
        batches_.back().append_copy(row);
    }

    void combine(const Row& row) {
        make_key_of_all(row, key_, field_);
        const auto [found, is_new] = group_of_.try_emplace(std::string(key_.key()), groups_.size());
        if (is_new) {
            key_bytes_ += found->first.size() + sizeof(Group) + sizeof(*found);
            keep(row);
            groups_.push_back({batches_.size() - 1, batches_.back().size() - 1, {}});
        }
        auto& group = groups_[found->second];
        const Value value = row.get(field_);
        for (const Value item : value.items()) {
            group.values.push_back(batches_[group.batch].arena().copy(item));
            key_bytes_ += sizeof(Value);
        }
    }

    std::size_t held_bytes() const {
        std::size_t bytes = key_bytes_;
        for (const auto& batch : batches_) {
            bytes += batch.bytes();
        }
        return bytes;
    }

    FieldId field_;
    std::vector<Batch> batches_;
    std::vector<Group> groups_;
    KeyEncoder key_;
    std::unordered_map<std::string, std::size_t> group_of_;
    std::size_t key_bytes_ = 0;
    HeldMemory memory_{run().memory, "mvcombine"};
};

std::unique_ptr<OperatorRun> MvcombineOperator::start(RunContext& run, RowSink& next) const {
    return std::make_unique<Run>(field_, run, next);
}

}  // namespace

Planned plan_mvcombine(const Command& command, Planner& planner) {
    const auto& mvcombine = static_cast<const MvcombineCommand&>(command);
    const auto field = planner.field(mvcombine.field.name);
    planner.set_list_delimiter(field, mvcombine.delimiter);
    return OperatorPtr(std::make_unique<MvcombineOperator>(field));
}

}  // namespace karst
