#include "parser/commands/datamodel/from.h"
#include "engine/operators/datamodel/dataset_events.h"
#include "parser/commands/lookup/inputlookup.h"

namespace karst {

Planned plan_from(const Command& command, Planner& planner) {
    const auto& from = static_cast<const FromCommand&>(command);
    if (from.kind == "datamodel") {
        // Unlike datamodel, from shows the events' other fields too.
        return plan_dataset_events(command, from.dataset, true, false, planner);
    }
    if (from.kind == "lookup" || from.kind == "inputlookup") {
        InputlookupCommand lookup;
        lookup.name = command.name;
        lookup.span = command.span;
        lookup.table = from.name;
        return planner.environment().plan_functions("inputlookup")(lookup, planner);
    }
    if (from.kind == "savedsearch") {
        planner.fail("spl-unsupported-dataset-kind", from.kind_span, "saved searches live in a Splunk installation",
                     "unsupported", "write the search out, or make it a macro");
    }
    planner.fail("spl-unknown-dataset-kind", from.kind_span, "from reads no '" + from.kind + "'", "not a kind of dataset",
                 did_you_mean(from.kind, {"datamodel", "lookup", "inputlookup", "savedsearch"}));
}

}  // namespace karst
