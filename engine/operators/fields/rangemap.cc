#include "parser/commands/fields/rangemap.h"
#include "engine/operators/common/known_columns.h"
#include "engine/plan/lineage.h"
#include "engine/plan/planner.h"
#include "engine/value/number.h"

namespace karst {

namespace {

constexpr std::string_view kOutput = "range";

class RangemapOperator final : public BatchOperator {
public:
    RangemapOperator(const RangemapCommand& command, Planner& planner)
        : name_(command.field.name), field_(planner.field(name_)), output_(planner.field(kOutput)), ranges_(command.ranges),
          otherwise_(command.otherwise) {}

    void propagate_required_fields(FieldSet& live) const override {
        if (live.contains(kOutput)) {
            live.remove(kOutput);
            live.add(name_);
        }
    }
    void columns(Columns& columns, FieldTable&) const override {
        if (!columns.open) {
            add_column(columns, output_);
        }
    }
    bool trace(Lineage& lineage, const FieldTable&) const override {
        lineage.compute(std::string(kOutput));
        return true;
    }

protected:
    void apply(Batch& batch, RunContext&) const override {
        // The names once a batch, whatever the number of rows.
        std::vector<Value> names;
        for (const auto& range : ranges_) {
            names.push_back(Value::string(batch.arena().copy(range.name)));
        }
        const Value otherwise = Value::string(batch.arena().copy(otherwise_));
        std::vector<Value> found;
        for (auto& row : batch.rows()) {
            found.clear();
            if (const auto number = to_number(row.get(field_))) {
                for (std::size_t index = 0; index < ranges_.size(); ++index) {
                    if (ranges_[index].low <= *number && *number <= ranges_[index].high) {
                        found.push_back(names[index]);
                    }
                }
            }
            batch.set(row, output_, found.empty() ? otherwise : batch.arena().list(found));
        }
    }

private:
    std::string name_;
    FieldId field_;
    FieldId output_;
    std::vector<RangemapCommand::Range> ranges_;
    std::string otherwise_;
};

}  // namespace

Planned plan_rangemap(const Command& command, Planner& planner) {
    return OperatorPtr(std::make_unique<RangemapOperator>(static_cast<const RangemapCommand&>(command), planner));
}

}  // namespace karst
