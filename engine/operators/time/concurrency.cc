#include "parser/commands/time/concurrency.h"
#include "engine/operators/common/known_columns.h"
#include "engine/plan/batches.h"
#include "engine/plan/planner.h"
#include "engine/value/number.h"

#include <algorithm>

namespace karst {

namespace {

struct ConcurrencyFields {
    FieldId start;
    FieldId duration;
    FieldId output;
};

class ConcurrencyOperator final : public Operator {
public:
    ConcurrencyOperator(const ConcurrencyCommand& command, ConcurrencyFields fields)
        : start_name_(command.start), duration_name_(command.duration), output_name_(command.output), fields_(fields) {}

    std::unique_ptr<OperatorRun> start(RunContext& run, RowSink& next) const override;
    void propagate_required_fields(FieldSet& live) const override {
        if (live.contains(output_name_)) {
            live.add(start_name_);
            live.add(duration_name_);
        }
    }
    void columns(Columns& columns, FieldTable&) const override {
        if (!columns.open) {
            add_column(columns, fields_.output);
        }
    }
    OperatorFacts facts() const override { return {.distribution = Distribution::Whole, .state = StateSize::Rows}; }

private:
    class Run;
    std::string start_name_;
    std::string duration_name_;
    std::string output_name_;
    ConcurrencyFields fields_;
};

// Of an event that starts at t, those are in progress that started at t or before and did not end before t. What ended before t
// started before it, so two sorted lists are enough.
class ConcurrencyOperator::Run final : public CollectingRun {
public:
    Run(const ConcurrencyFields& fields, RunContext& run, RowSink& next)
        : CollectingRun("concurrency", run, next), fields_(fields) {}

    void finish() override {
        std::sort(starts_.begin(), starts_.end());
        std::sort(ends_.begin(), ends_.end());
        for (auto& batch : batches()) {
            for (auto& row : batch.rows()) {
                if (const auto span = span_of(row)) {
                    batch.set(row, fields_.output, Value::number(in_progress(span->first)));
                }
            }
        }
        push_all(batches(), next());
        next().finish();
    }

protected:
    bool consume(Batch& batch) override {
        for (const auto& row : batch.rows()) {
            if (const auto span = span_of(row)) {
                starts_.push_back(span->first);
                ends_.push_back(span->second);
            }
        }
        return CollectingRun::consume(batch);
    }

private:
    std::optional<std::pair<double, double>> span_of(const Row& row) const {
        const auto start = to_number(row.get(fields_.start));
        const auto duration = to_number(row.get(fields_.duration));
        return start && duration ? std::optional(std::pair(*start, *start + std::max(*duration, 0.0))) : std::nullopt;
    }

    double in_progress(double time) const {
        const auto started = std::upper_bound(starts_.begin(), starts_.end(), time) - starts_.begin();
        const auto ended = std::lower_bound(ends_.begin(), ends_.end(), time) - ends_.begin();
        return static_cast<double>(started - ended);
    }

    const ConcurrencyFields& fields_;
    std::vector<double> starts_;
    std::vector<double> ends_;
};

std::unique_ptr<OperatorRun> ConcurrencyOperator::start(RunContext& run, RowSink& next) const {
    return std::make_unique<Run>(fields_, run, next);
}

}  // namespace

Planned plan_concurrency(const Command& command, Planner& planner) {
    const auto& concurrency = static_cast<const ConcurrencyCommand&>(command);
    return OperatorPtr(std::make_unique<ConcurrencyOperator>(
        concurrency, ConcurrencyFields{planner.field(concurrency.start), planner.field(concurrency.duration),
                                       planner.field(concurrency.output)}));
}

}  // namespace karst
