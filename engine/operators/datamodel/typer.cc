// typer: the event types are there already, computed with the other knowledge of an event when something needs them; the
// command is what needs them.
#include "parser/commands/datamodel/typer.h"
#include "engine/plan/planner.h"

namespace karst {

namespace {

class TyperOperator final : public BatchOperator {
public:
    void propagate_required_fields(FieldSet& live) const override { live.add("eventtype"); }

protected:
    void apply(Batch&, RunContext&) const override {}
};

}  // namespace

Planned plan_typer(const Command&, Planner& planner) {
    planner.field("eventtype");
    return OperatorPtr(std::make_unique<TyperOperator>());
}

}  // namespace karst
