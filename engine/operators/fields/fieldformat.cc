// fieldformat: the values stay what they are, and only Splunk's own pages show the other form.
#include "parser/commands/fields/fieldformat.h"
#include "engine/operators/common/no_op.h"
#include "engine/plan/planner.h"

namespace karst {

Planned plan_fieldformat(const Command& command, Planner& planner) {
    planner.compile(*static_cast<const FieldformatCommand&>(command).value);  // for what is wrong with it
    return OperatorPtr(std::make_unique<NoOpOperator>());
}

}  // namespace karst
