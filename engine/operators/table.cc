#include "parser/commands/table.h"
#include "engine/operators/matching_fields.h"
#include "engine/plan/planner.h"

namespace karst {

namespace {

class TableOperator final : public BatchOperator {
public:
    explicit TableOperator(std::vector<std::string> names) : names_(std::move(names)), matching_(names_) {}

    void require(FieldSet& live) const override {
        const auto wanted = live;
        live.clear();
        for (const auto& name : names_) {
            if (has_wildcard(name) || wanted.contains(name)) {
                live.add(name);
            }
        }
    }

    void columns(Columns& columns, FieldTable& fields) const override {
        columns.order.clear();
        columns.open = false;
        for (const auto& name : names_) {
            if (has_wildcard(name)) {
                columns.open = true;
            } else {
                columns.order.push_back(fields.intern(name));
            }
        }
    }

    OperatorTraits traits() const override { return {.transforming = true}; }

protected:
    void apply(Batch& batch, RunContext& run) const override {
        for (FieldId id = 0; id < run.fields.size(); ++id) {
            if (matching_.matches(run.fields.name(id))) {
                continue;
            }
            for (auto& row : batch.rows()) {
                if (!row.get(id).is_null()) {
                    batch.set(row, id, Value());
                }
            }
        }
    }

private:
    std::vector<std::string> names_;
    MatchingFields matching_;
};

}  // namespace

Planned plan_table(const Command& command, Planner& planner) {
    const auto& table = static_cast<const TableCommand&>(command);
    for (const auto& field : table.fields) {
        if (!has_wildcard(field.name)) {
            planner.field(field.name);
        }
    }
    return OperatorPtr(std::make_unique<TableOperator>(names_of(table.fields)));
}

}  // namespace karst
