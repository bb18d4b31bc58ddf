#include "parser/commands/multivalue/nomv.h"
#include "engine/plan/planner.h"
#include "engine/value/number.h"

namespace karst {

namespace {

class NomvOperator final : public BatchOperator {
public:
    NomvOperator(FieldId field, std::string delimiter) : field_(field), delimiter_(std::move(delimiter)) {}

    void propagate_required_fields(FieldSet&) const override {}  // reads what it writes

protected:
    void apply(Batch& batch, RunContext&) const override {
        std::string joined;
        for (auto& row : batch.rows()) {
            const Value value = row.get(field_);
            if (!value.is_multivalue()) {
                continue;
            }
            joined.clear();
            for (std::size_t index = 0; index < value.items().size(); ++index) {
                joined += index > 0 ? delimiter_ : "";
                append_text(value.items()[index], joined);
            }
            batch.set(row, field_, Value::string(batch.arena().copy(joined)));
        }
    }

private:
    FieldId field_;
    std::string delimiter_;
};

}  // namespace

Planned plan_nomv(const Command& command, Planner& planner) {
    const auto field = planner.field(static_cast<const NomvCommand&>(command).field.name);
    return OperatorPtr(std::make_unique<NomvOperator>(field, planner.list_delimiter(field)));
}

}  // namespace karst
