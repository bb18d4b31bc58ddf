#include "parser/commands/combine/join.h"
#include "engine/operators/common/row_key.h"
#include "engine/plan/plan_input.h"
#include "engine/plan/planner.h"
#include "engine/value/key_encoder.h"
#include "engine/value/number.h"

#include <cmath>
#include <string>
#include <unordered_map>

namespace karst {

namespace {

class JoinOperator final : public Operator {
public:
    JoinOperator(const JoinCommand& command, Planner& planner)
        : right_(planner.input(*command.subsearch, planner.environment().limits.join_rows, "join")),
          time_field_(planner.field("_time")), time_(command.time), left_prefix_(command.left_alias),
          right_prefix_(command.right_alias), keep_unmatched_(command.keep_unmatched), overwrite_(command.overwrite),
          max_(command.most <= 0 ? static_cast<std::size_t>(-1) : static_cast<std::size_t>(command.most)) {
        for (const auto& field : command.fields) {
            names_.push_back(field.name);
            left_keys_.push_back(planner.field(field.name));
        }
        for (const auto& field : command.right_fields) {
            right_keys_.push_back(planner.field(field.name));
        }
        if (!has_aliases()) {
            right_keys_ = left_keys_;
        }
    }

    std::unique_ptr<OperatorRun> start(RunContext& run, RowSink& next) const override;
    void propagate_required_fields(FieldSet& live) const override {
        for (const auto& name : names_) {
            live.add(name);
        }
        if (names_.empty() || has_aliases()) {
            live.add_everything();
        }
        if (time_ != JoinCommand::Time::Any) {
            live.add("_time");
        }
    }
    void columns(Columns& columns, FieldTable&) const override { columns.open = true; }
    OperatorFacts facts() const override {
        return {.distribution = Distribution::Whole, .state = StateSize::None, .transforming = true, .needs_order = true};
    }

    std::optional<KeyRestriction> key_restriction() const override {
        if (keep_unmatched_ || names_.empty() || has_aliases()) {
            return std::nullopt;
        }
        return KeyRestriction{right_, names_};
    }

private:
    class Run;
    bool has_aliases() const { return !left_prefix_.empty(); }

    InputId right_;
    std::vector<FieldId> left_keys_;
    std::vector<FieldId> right_keys_;
    std::vector<std::string> names_;  // of the left side
    FieldId time_field_;
    JoinCommand::Time time_;
    std::string left_prefix_;  // alias of the left side, empty: there are no aliases
    std::string right_prefix_;
    bool keep_unmatched_;
    bool overwrite_;
    std::size_t max_;
};

class JoinOperator::Run final : public OperatorRun {
public:
    Run(const JoinOperator& op, RunContext& run, RowSink& next)
        : OperatorRun(run, next), op_(op), left_keys_(op.left_keys_), right_keys_(op.right_keys_) {}

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
    void read_right(const Batch& left) {
        if (read_) {
            return;
        }
        read_ = true;
        right_ = take_input_rows(op_.right_, run());
        if (op_.names_.empty()) {
            use_common_fields(left);
        }
        for (const auto& batch : right_) {
            for (const auto& row : batch.rows()) {
                if (make_key(row, right_keys_, key_)) {
                    index_[std::string(key_.key())].push_back(&row);
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
                left_keys_.push_back(id);
            }
        }
        right_keys_ = left_keys_;
    }

    void join_row(const Row& row, Batch& out) {
        const auto found = make_key(row, left_keys_, key_) ? index_.find(std::string(key_.key())) : index_.end();
        std::size_t count = 0;
        if (found != index_.end()) {
            for (auto match = found->second.begin(); match != found->second.end() && count < op_.max_; ++match) {
                if (times_fit(row, **match)) {
                    ++count;
                    add_fields(**match, append_left(row, out), out);
                }
            }
        }
        if (count == 0 && op_.keep_unmatched_) {
            append_left(row, out);
        }
    }

    // Rows of the same second fit either way (Search Reference, join, "earlier").
    bool times_fit(const Row& left, const Row& right) const {
        if (op_.time_ == JoinCommand::Time::Any) {
            return true;
        }
        const auto left_time = to_number(left.get(op_.time_field_));
        const auto right_time = to_number(right.get(op_.time_field_));
        if (!left_time || !right_time) {
            return true;
        }
        const double difference = std::floor(*right_time) - std::floor(*left_time);
        return op_.time_ == JoinCommand::Time::Earlier ? difference <= 0 : difference >= 0;
    }

    Row& append_left(const Row& row, Batch& out) {
        if (!op_.has_aliases()) {
            return out.append_copy(row);
        }
        Row& joined = out.append(0);
        const auto slots = row.slots();
        for (FieldId id = 0; id < slots.size(); ++id) {
            if (!slots[id].is_null()) {
                out.set(joined, prefixed(op_.left_prefix_, id, left_names_), out.arena().copy(slots[id]));
            }
        }
        return joined;
    }

    void add_fields(const Row& match, Row& joined, Batch& out) {
        const auto slots = match.slots();
        for (FieldId id = 0; id < slots.size(); ++id) {
            if (slots[id].is_null()) {
                continue;
            }
            const auto field = op_.has_aliases() ? prefixed(op_.right_prefix_, id, right_names_) : id;
            if (op_.overwrite_ || joined.get(field).is_null()) {
                out.set(joined, field, out.arena().copy(slots[id]));
            }
        }
    }

    FieldId prefixed(const std::string& alias, FieldId field, std::unordered_map<FieldId, FieldId>& known) {
        const auto found = known.find(field);
        if (found != known.end()) {
            return found->second;
        }
        const auto made = run().fields.intern(alias + "." + std::string(run().fields.name(field)));
        return known[field] = made;
    }

    const JoinOperator& op_;
    std::vector<FieldId> left_keys_;
    std::vector<FieldId> right_keys_;
    bool read_ = false;
    std::vector<Batch> right_;
    KeyEncoder key_;
    std::unordered_map<std::string, std::vector<const Row*>> index_;
    std::unordered_map<FieldId, FieldId> left_names_;  // a field, and what it is called behind its alias
    std::unordered_map<FieldId, FieldId> right_names_;
};

std::unique_ptr<OperatorRun> JoinOperator::start(RunContext& run, RowSink& next) const {
    return std::make_unique<Run>(*this, run, next);
}

}  // namespace

Planned plan_join(const Command& command, Planner& planner) {
    return OperatorPtr(std::make_unique<JoinOperator>(static_cast<const JoinCommand&>(command), planner));
}

}  // namespace karst
