// outlier: values beyond the quartiles by more than so many inter-quartile ranges are cut to that bound, or their rows removed.
#include "parser/commands/statistics/outlier.h"
#include "engine/operators/common/matching_fields.h"
#include "engine/plan/batches.h"
#include "engine/plan/planner.h"
#include "engine/value/number.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace karst {

namespace {

struct Bounds {
    double low = 0;
    double high = 0;
};

class OutlierOperator final : public Operator {
public:
    explicit OutlierOperator(const OutlierCommand& command)
        : names_(command.fields.empty() ? std::vector<std::string>{"*"} : names_of(command.fields)), remove_(command.remove),
          mark_(command.mark), ranges_(command.ranges), use_lower_(command.use_lower) {}

    std::unique_ptr<OperatorRun> start(RunContext& run, RowSink& next) const override;
    void propagate_required_fields(FieldSet& live) const override { add_all(live, names_); }
    OperatorFacts facts() const override { return {.distribution = Distribution::Whole, .state = StateSize::Rows}; }

private:
    class Run;
    std::vector<std::string> names_;
    bool remove_;
    bool mark_;
    double ranges_;
    bool use_lower_;
};

class OutlierOperator::Run final : public CollectingRun {
public:
    Run(const OutlierOperator& op, RunContext& run, RowSink& next)
        : CollectingRun("outlier", run, next), op_(op), fields_(op.names_, MatchingFields::Internal::Hidden) {}

    void finish() override {
        std::vector<std::pair<FieldId, Bounds>> bounds;
        for (const auto id : fields_.in(run().fields)) {
            if (const auto found = bounds_of(id)) {
                bounds.emplace_back(id, *found);
            }
        }
        for (auto& batch : batches()) {
            if (op_.remove_) {
                batch.filter([&](const Row& row) {
                    return std::none_of(bounds.begin(), bounds.end(),
                                        [&](const auto& one) { return bound_broken(row.get(one.first), one.second); });
                });
                continue;
            }
            for (auto& row : batch.rows()) {
                for (const auto& [id, field_bounds] : bounds) {
                    if (const auto bound = bound_broken(row.get(id), field_bounds)) {
                        batch.set(row, id, shown(*bound, batch.arena()));
                    }
                }
            }
        }
        push_all(batches(), next());
        next().finish();
    }

private:
    std::optional<Bounds> bounds_of(FieldId id) {
        std::vector<double> numbers;
        for (const auto& batch : batches()) {
            for (const auto& row : batch.rows()) {
                if (const auto number = to_number(row.get(id))) {
                    numbers.push_back(*number);
                }
            }
        }
        if (numbers.empty()) {
            return std::nullopt;
        }
        std::sort(numbers.begin(), numbers.end());
        const double low = quartile(numbers, 0.25);
        const double high = quartile(numbers, 0.75);
        const double reach = op_.ranges_ * (high - low);
        return Bounds{low - reach, high + reach};
    }

    // As perc25 and perc75 are.
    static double quartile(const std::vector<double>& sorted, double share) {
        const double rank = share * static_cast<double>(sorted.size() - 1);
        const auto below = static_cast<std::size_t>(std::floor(rank));
        const auto above = std::min(below + 1, sorted.size() - 1);
        return sorted[below] + (rank - static_cast<double>(below)) * (sorted[above] - sorted[below]);
    }

    std::optional<double> bound_broken(Value value, const Bounds& bounds) const {
        const auto number = to_number(value);
        if (number && *number > bounds.high) {
            return bounds.high;
        }
        return number && op_.use_lower_ && *number < bounds.low ? std::optional(bounds.low) : std::nullopt;
    }

    Value shown(double bound, Arena& arena) const {
        return op_.mark_ ? Value::string(arena.copy("000" + format_number(bound))) : Value::number(bound);
    }

    const OutlierOperator& op_;
    MatchingFields fields_;
};

std::unique_ptr<OperatorRun> OutlierOperator::start(RunContext& run, RowSink& next) const {
    return std::make_unique<Run>(*this, run, next);
}

}  // namespace

Planned plan_outlier(const Command& command, Planner&) {
    return OperatorPtr(std::make_unique<OutlierOperator>(static_cast<const OutlierCommand&>(command)));
}

}  // namespace karst
