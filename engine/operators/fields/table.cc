#include "parser/commands/fields/table.h"
#include "engine/operators/common/known_columns.h"
#include "engine/operators/fields/projection.h"
#include "engine/plan/planner.h"

namespace karst {

namespace {

class TableOperator final : public Operator, private Projection {
public:
    explicit TableOperator(std::vector<std::string> names) : names_(std::move(names)), matching_(names_) {}

    std::unique_ptr<OperatorRun> start(RunContext& run, RowSink& next) const override {
        return start_keeping(*this, run, next);
    }

    void propagate_required_fields(FieldSet& live) const override { propagate_listed_fields(live, names_); }

    void columns(Columns& columns, FieldTable& fields) const override {
        const auto before = std::move(columns);
        columns = {{}, false};
        for (const auto& name : names_) {
            if (!has_wildcard(name)) {
                add_column(columns, fields.intern(name));
                continue;
            }
            const Wildcard pattern(name);
            for (const auto id : before.order) {
                if (pattern.matches(fields.name(id))) {
                    add_column(columns, id);
                }
            }
            columns.open = columns.open || before.open;
        }
    }

    bool trace(Lineage& lineage, const FieldTable&) const override { return trace_projection(*this, lineage); }

    OperatorFacts facts() const override {
        return {.distribution = Distribution::PerRow, .state = StateSize::None, .transforming = true};
    }

private:
    bool keeps(std::string_view name) const override { return matching_.matches(name); }

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
