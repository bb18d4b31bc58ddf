#include "parser/commands/join.h"
#include "engine/plan/planner.h"
#include "engine/plan/subsearch.h"
#include "engine/value/number.h"

#include <string>
#include <unordered_map>

namespace karst {

namespace {

class JoinOperator final : public Operator {
public:
    JoinOperator(std::shared_ptr<const Plan> subsearch, const JoinCommand& command, std::vector<FieldId> keys,
                 std::size_t limit)
        : subsearch_(std::move(subsearch)), keys_(std::move(keys)), keep_unmatched_(command.keep_unmatched),
          overwrite_(command.overwrite),
          most_(command.most <= 0 ? static_cast<std::size_t>(-1) : static_cast<std::size_t>(command.most)), limit_(limit) {
        for (const auto& field : command.fields) {
            names_.push_back(field.name);
        }
    }

    std::unique_ptr<OperatorRun> start(RunContext& run, RowSink& next) const override;
    void require(FieldSet& live) const override {
        for (const auto& name : names_) {
            live.add(name);
        }
        if (names_.empty()) {
            live.add_everything();
        }
    }
    OperatorTraits traits() const override { return {.transforming = true, .needs_order = true}; }

private:
    class Run;
    std::shared_ptr<const Plan> subsearch_;
    std::vector<FieldId> keys_;
    std::vector<std::string> names_;
    bool keep_unmatched_;
    bool overwrite_;
    std::size_t most_;
    std::size_t limit_;
};

class JoinOperator::Run final : public OperatorRun {
public:
    Run(const JoinOperator& op, RunContext& run, RowSink& next) : OperatorRun(run, next), op_(op), keys_(op.keys_) {}

protected:
    bool consume(Batch& batch) override {
        read_right(batch);
        Batch out;
        bool more = true;
        for (const auto& row : batch.rows()) {
            join_row(row, out);
            if (out.size() >= Batch::kRows) {
                more = next().push(out) && more;
                out = Batch();
            }
        }
        return (out.empty() || next().push(out)) && more;
    }

private:
    // The key of a row as text; nothing when a field of it is missing.
    bool key_of(const Row& row, std::string& key) const {
        key.clear();
        for (const auto id : keys_) {
            const Value value = row.get(id);
            if (value.is_null()) {
                return false;
            }
            append_text(value, key);
            key += '\x1f';
        }
        return true;
    }

    void read_right(const Batch& left) {
        if (read_) {
            return;
        }
        read_ = true;
        right_ = subsearch_rows(op_.subsearch_, run(), op_.limit_, "join");
        if (op_.names_.empty()) {
            use_common_fields(left);
        }
        std::string key;
        for (const auto& batch : right_) {
            for (const auto& row : batch.rows()) {
                if (key_of(row, key)) {
                    index_[key].push_back(&row);
                }
            }
        }
    }

    // Without a list, the fields that both sides have.
    void use_common_fields(const Batch& left) {
        for (FieldId id = 0; id < run().fields.size(); ++id) {
            const auto has = [id](const std::vector<Row>& rows) {
                return std::any_of(rows.begin(), rows.end(), [id](const Row& row) { return !row.get(id).is_null(); });
            };
            const bool right_has =
                std::any_of(right_.begin(), right_.end(), [&](const Batch& batch) { return has(batch.rows()); });
            if (right_has && has(left.rows()) && run().fields.name(id).front() != '_') {
                keys_.push_back(id);
            }
        }
    }

    void join_row(const Row& row, Batch& out) {
        std::string key;
        const auto found = key_of(row, key) ? index_.find(key) : index_.end();
        if (found == index_.end()) {
            if (op_.keep_unmatched_) {
                out.append_copy(row);
            }
            return;
        }
        std::size_t count = 0;
        for (const Row* match : found->second) {
            if (count++ >= op_.most_) {
                break;
            }
            Row& joined = out.append_copy(row);
            const auto slots = match->slots();
            for (FieldId id = 0; id < slots.size(); ++id) {
                if (!slots[id].is_null() && (op_.overwrite_ || joined.get(id).is_null())) {
                    out.set(joined, id, out.arena().copy(slots[id]));
                }
            }
        }
    }

    const JoinOperator& op_;
    std::vector<FieldId> keys_;
    bool read_ = false;
    std::vector<Batch> right_;
    std::unordered_map<std::string, std::vector<const Row*>> index_;
};

std::unique_ptr<OperatorRun> JoinOperator::start(RunContext& run, RowSink& next) const {
    return std::make_unique<Run>(*this, run, next);
}

}  // namespace

Planned plan_join(const Command& command, Planner& planner) {
    const auto& join = static_cast<const JoinCommand&>(command);
    std::vector<FieldId> keys;
    for (const auto& field : join.fields) {
        keys.push_back(planner.field(field.name));
    }
    return OperatorPtr(std::make_unique<JoinOperator>(planner.subplan(*join.subsearch), join, std::move(keys),
                                                      planner.environment().limits.join_rows));
}

}  // namespace karst
