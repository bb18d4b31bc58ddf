#include "parser/commands/time/reltime.h"
#include "engine/operators/common/known_columns.h"
#include "engine/plan/planner.h"
#include "engine/value/number.h"

#include <cmath>

namespace karst {

namespace {

// How long before `now` a time is, in whole units of the greatest kind that there is one of.
std::string time_ago(double now, double time) {
    struct Unit {
        std::string_view name;
        double seconds;
    };
    static constexpr Unit kUnits[] = {{"year", 365 * 86400.0}, {"month", 30 * 86400.0}, {"day", 86400.0},
                                      {"hour", 3600.0},        {"minute", 60.0},        {"second", 1.0}};
    const double difference = now - time;
    for (const auto& unit : kUnits) {
        const double count = std::floor(std::fabs(difference) / unit.seconds);
        if (count >= 1) {
            return format_number(count) + " " + std::string(unit.name) + (count > 1 ? "s" : "") +
                   (difference < 0 ? " from now" : " ago");
        }
    }
    return "now";
}

class ReltimeOperator final : public BatchOperator {
public:
    struct Pair {
        std::string name;
        std::string output_name;
        FieldId field;
        FieldId output;
    };

    explicit ReltimeOperator(std::vector<Pair> pairs) : pairs_(std::move(pairs)) {}

    void propagate_required_fields(FieldSet& live) const override {
        for (const auto& pair : pairs_) {
            if (live.contains(pair.output_name)) {
                live.add(pair.name);
            }
        }
    }
    void columns(Columns& columns, FieldTable&) const override {
        for (const auto& pair : pairs_) {
            if (!columns.open) {
                add_column(columns, pair.output);
            }
        }
    }

protected:
    void apply(Batch& batch, RunContext& run) const override {
        for (auto& row : batch.rows()) {
            for (const auto& pair : pairs_) {
                if (const auto time = to_number(row.get(pair.field))) {
                    batch.set(row, pair.output, Value::string(batch.arena().copy(time_ago(run.now, *time))));
                }
            }
        }
    }

private:
    std::vector<Pair> pairs_;
};

// One field without a prefix becomes "reltime", several become reltime_<field>.
std::string output_name(const ReltimeCommand& command, const std::string& field) {
    if (command.prefix) {
        return *command.prefix + field;
    }
    return command.fields.size() == 1 ? "reltime" : "reltime_" + field;
}

}  // namespace

Planned plan_reltime(const Command& command, Planner& planner) {
    planner.note_now();
    const auto& reltime = static_cast<const ReltimeCommand&>(command);
    std::vector<ReltimeOperator::Pair> pairs;
    for (const auto& field : reltime.fields) {
        const auto output = output_name(reltime, field);
        pairs.push_back({field, output, planner.field(field), planner.field(output)});
    }
    return OperatorPtr(std::make_unique<ReltimeOperator>(std::move(pairs)));
}

}  // namespace karst
