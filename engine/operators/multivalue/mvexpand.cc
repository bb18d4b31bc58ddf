#include "parser/commands/multivalue/mvexpand.h"
#include "engine/plan/planner.h"

#include <algorithm>

namespace karst {

namespace {

/// One row for each value. A row without the field passes as it is. Like Splunk, a batch that grows beyond
/// Limits::mvexpand_memory_mb is cut off there, and that is said.
class MvexpandOperator final : public BatchOperator {
public:
    MvexpandOperator(FieldName field, FieldId id, std::size_t limit)
        : name_(std::move(field.name)), field_(id), limit_(limit) {}

    void propagate_required_fields(FieldSet& live) const override { live.add(name_); }

protected:
    void apply(Batch& batch, RunContext& run) const override {
        std::vector<Row> expanded;
        expanded.reserve(batch.size());
        const auto max_bytes =
            run.limits.mvexpand_memory_mb > (SIZE_MAX >> 20) ? SIZE_MAX : run.limits.mvexpand_memory_mb << 20;
        for (auto& row : batch.rows()) {
            const Value value = row.get(field_);
            if (!value.is_multivalue()) {
                expanded.push_back(row);
                continue;
            }
            const auto items = limit_ == 0 ? value.items() : value.items().first(std::min(limit_, value.items().size()));
            for (const Value item : items) {
                if (batch.bytes() + expanded.size() * sizeof(Row) > max_bytes) {
                    run.warn("mvexpand left results out: they would take more than " +
                             std::to_string(run.limits.mvexpand_memory_mb) + " MB");
                    batch.rows() = std::move(expanded);
                    return;
                }
                expanded.push_back(row_with(item, row, batch));
            }
        }
        batch.rows() = std::move(expanded);
    }

private:
    Row row_with(Value item, const Row& from, Batch& batch) const {
        Row row = batch.make_row(from.slots().size());
        std::copy(from.slots().begin(), from.slots().end(), row.slots().begin());
        batch.set(row, field_, item);
        return row;
    }

    std::string name_;
    FieldId field_;
    std::size_t limit_;
};

}  // namespace

Planned plan_mvexpand(const Command& command, Planner& planner) {
    const auto& mvexpand = static_cast<const MvexpandCommand&>(command);
    return OperatorPtr(std::make_unique<MvexpandOperator>(mvexpand.field, planner.field(mvexpand.field.name),
                                                          static_cast<std::size_t>(mvexpand.limit)));
}

}  // namespace karst
