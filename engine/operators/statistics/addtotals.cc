#include "engine/operators/statistics/addtotals.h"

#include "engine/aggregate/exact_sum.h"
#include "engine/operators/common/known_columns.h"
#include "engine/operators/common/matching_fields.h"
#include "engine/value/number.h"

#include <algorithm>
#include <optional>

namespace karst {

namespace {

class TotalsOperator final : public Operator {
public:
    TotalsOperator(const AddtotalsCommand& command, Planner& planner)
        : label_(command.label), total_name_(command.field_name), patterns_(names_of(command.fields)), col_(command.col) {
        for (const auto& name : patterns_) {
            if (!has_wildcard(name)) {
                planner.field(name);
            }
        }
        if (patterns_.empty()) {
            patterns_.emplace_back("*");
        }
        if (command.row) {
            total_ = planner.field(total_name_);
        }
        if (command.col && !command.label_field.empty()) {
            label_field_ = planner.field(command.label_field);
        }
    }

    std::unique_ptr<OperatorRun> start(RunContext& run, RowSink& next) const override;
    void propagate_required_fields(FieldSet& live) const override {
        if (total_ && live.contains(total_name_)) {
            add_all(live, patterns_);
        }
    }
    void columns(Columns& columns, FieldTable&) const override {
        for (const auto& added : {total_, label_field_}) {
            if (added && !columns.open) {
                add_column(columns, *added);
            }
        }
    }
    // The row of totals is the last one.
    OperatorFacts facts() const override {
        return {.distribution = col_ ? Distribution::Whole : Distribution::PerRow,
                .state = StateSize::None,
                .transforming = col_,
                .needs_order = col_};
    }

private:
    class Run;
    std::string label_;
    std::string total_name_;
    std::vector<std::string> patterns_;
    bool col_;
    std::optional<FieldId> total_;
    std::optional<FieldId> label_field_;
};

class TotalsOperator::Run final : public OperatorRun {
public:
    Run(const TotalsOperator& op, RunContext& run, RowSink& next)
        : OperatorRun(run, next), op_(op), matching_(op.patterns_, MatchingFields::Internal::Hidden) {}

    void finish() override {
        if (op_.col_ && wanted_) {
            push_totals();
        }
        next().finish();
    }

protected:
    bool consume(Batch& batch) override {
        const auto& fields = matching_.in(run().fields);
        columns_.resize(std::max(columns_.size(), run().fields.size()));
        for (auto& row : batch.rows()) {
            add_row(batch, row, fields);
        }
        wanted_ = next().push(batch);
        return wanted_;
    }

private:
    struct Column {
        ExactSum sum;
        bool numeric = false;
    };

    void add_row(Batch& batch, Row& row, const std::vector<FieldId>& fields) {
        ExactSum total;
        for (const auto field : fields) {
            if (const auto number = to_number(row.get(field))) {
                total.add(*number);
                if (field != op_.total_) {
                    add_to_column(field, *number);
                }
            }
        }
        if (op_.total_) {
            batch.set(row, *op_.total_, Value::number(total.value()));
            add_to_column(*op_.total_, total.value());
        }
    }

    void add_to_column(FieldId field, double number) {
        columns_[field].sum.add(number);
        columns_[field].numeric = true;
    }

    void push_totals() {
        Batch batch;
        Row& row = batch.append(run().fields.size());
        for (FieldId field = 0; field < columns_.size(); ++field) {
            if (columns_[field].numeric) {
                batch.set(row, field, Value::number(columns_[field].sum.value()));
            }
        }
        if (op_.label_field_) {
            batch.set(row, *op_.label_field_, Value::string(batch.arena().copy(op_.label_)));
        }
        next().push(batch);
    }

    const TotalsOperator& op_;
    MatchingFields matching_;
    std::vector<Column> columns_;
    bool wanted_ = true;
};

std::unique_ptr<OperatorRun> TotalsOperator::start(RunContext& run, RowSink& next) const {
    return std::make_unique<Run>(*this, run, next);
}

}  // namespace

OperatorPtr make_totals_operator(const AddtotalsCommand& command, Planner& planner) {
    return std::make_unique<TotalsOperator>(command, planner);
}

Planned plan_addtotals(const Command& command, Planner& planner) {
    return make_totals_operator(static_cast<const AddtotalsCommand&>(command), planner);
}

}  // namespace karst
