#include "parser/commands/reshape/transpose.h"
#include "engine/operators/common/dynamic_fields.h"
#include "engine/operators/common/known_columns.h"
#include "engine/plan/batches.h"
#include "engine/plan/planner.h"
#include "engine/value/number.h"

#include <algorithm>
#include <limits>

namespace karst {

namespace {

class TransposeOperator final : public Operator {
public:
    TransposeOperator(const TransposeCommand& command, Planner& planner)
        : rows_(command.rows == 0 ? std::numeric_limits<std::size_t>::max() : command.rows),
          include_empty_(command.include_empty), before_(planner.columns()), column_(planner.field(command.column_name)) {
        if (!command.header_field.empty()) {
            header_ = planner.field(command.header_field);
        }
    }

    std::unique_ptr<OperatorRun> start(RunContext& run, RowSink& next) const override;
    void propagate_required_fields(FieldSet& live) const override { live.add_everything(); }
    void columns(Columns& columns, FieldTable&) const override { columns = {{column_}, true}; }
    OperatorFacts facts() const override {
        return {.distribution = Distribution::Whole, .state = StateSize::Rows, .transforming = true, .needs_order = true};
    }

private:
    class Run;
    std::size_t rows_;
    bool include_empty_;
    Columns before_;
    FieldId column_;
    std::optional<FieldId> header_;
};

class TransposeOperator::Run final : public CollectingRun {
public:
    Run(const TransposeOperator& op, RunContext& run, RowSink& next) : CollectingRun("transpose", run, next), op_(op) {}

    void finish() override {
        std::vector<Row> rows;
        for (const auto& batch : batches()) {
            rows.insert(rows.end(), batch.rows().begin(), batch.rows().end());
        }
        // Before names are added: what comes in is what is turned.
        const auto fields = incoming(rows);
        const auto columns = name_columns(rows);
        std::vector<Batch> results;
        for (const auto field : fields) {
            if (results.empty() || results.back().size() >= Batch::kRows) {
                results.emplace_back();
            }
            add_line(results.back(), field, rows, columns);
        }
        push_all(results, next());
        next().finish();
    }

protected:
    bool consume(Batch& batch) override {
        batch.rows().resize(std::min(batch.size(), op_.rows_ - taken_));
        taken_ += batch.size();
        CollectingRun::consume(batch);
        return taken_ < op_.rows_;
    }

private:
    // The columns of the table in their order, then fields that only the data knows.
    std::vector<FieldId> incoming(const std::vector<Row>& rows) {
        std::vector<bool> has_value(run().fields.size());
        std::vector<bool> has_text(run().fields.size());
        for (const auto& row : rows) {
            const auto slots = row.slots();
            for (FieldId field = 0; field < slots.size() && field < has_value.size(); ++field) {
                has_value[field] = has_value[field] || !slots[field].is_null();
                has_text[field] = has_text[field] || !is_empty(slots[field]);
            }
        }
        std::vector<FieldId> fields;
        std::vector<bool> listed(run().fields.size());
        const auto add = [&](FieldId field) {
            if (!listed[field] && field != op_.header_ && (op_.include_empty_ || has_text[field])) {
                fields.push_back(field);
            }
            listed[field] = true;
        };
        // A list of columns that is not the whole of them is only an order: a field in it may be nowhere.
        for (const auto field : op_.before_.order) {
            if (!op_.before_.open || has_value[field]) {
                add(field);
            }
        }
        for (FieldId field = 0; field < has_value.size(); ++field) {
            if (has_value[field]) {
                add(field);
            }
        }
        return fields;
    }

    static bool is_empty(Value value) { return value.is_null() || (value.is_string() && value.as_string().empty()); }

    std::vector<std::optional<FieldId>> name_columns(const std::vector<Row>& rows) {
        std::vector<std::optional<FieldId>> columns;
        std::string name;
        for (const auto& row : rows) {
            name.clear();
            if (op_.header_) {
                append_text(row.get(*op_.header_), name);
            }
            columns.push_back(DynamicFields::field(run(), name.empty() ? "row " + std::to_string(columns.size() + 1) : name));
        }
        return columns;
    }

    void add_line(Batch& batch, FieldId field, const std::vector<Row>& rows,
                  const std::vector<std::optional<FieldId>>& columns) {
        Row& line = batch.append(run().fields.size());
        for (std::size_t index = 0; index < rows.size(); ++index) {
            if (const Value value = rows[index].get(field); columns[index] && !value.is_null()) {
                batch.set(line, *columns[index], batch.arena().copy(value));
            }
        }
        batch.set(line, op_.column_, Value::string(batch.arena().copy(run().fields.name(field))));
    }

    const TransposeOperator& op_;
    std::size_t taken_ = 0;
};

std::unique_ptr<OperatorRun> TransposeOperator::start(RunContext& run, RowSink& next) const {
    return std::make_unique<Run>(*this, run, next);
}

}  // namespace

Planned plan_transpose(const Command& command, Planner& planner) {
    return OperatorPtr(std::make_unique<TransposeOperator>(static_cast<const TransposeCommand&>(command), planner));
}

}  // namespace karst
