// mstats over files: the measurements of a metrics index are events here, each with `metric_name` and `_value` or with fields
// named `metric_name:<name>`, as Splunk's own JSON format for metrics has them. Both become a field of the metric's name, and
// the rest is what search, bin and stats do, so they do it.
#include "parser/commands/generate/mstats.h"
#include "base/spl_text.h"
#include "engine/operators/common/desugared_source.h"

#include <algorithm>

namespace karst {

namespace {

std::string as_pipeline(const MstatsCommand& command) {
    std::string spl = "search " + (command.where.empty() ? std::string("*") : command.where) +
                      " | eval {metric_name}=_value | rename \"metric_name:*\" AS *";
    std::string by;
    const auto add_by = [&](const std::string& name) { by += (by.empty() ? " by " : " ") + quoted_text(name); };
    const bool by_time =
        std::any_of(command.by.begin(), command.by.end(), [](const FieldName& field) { return field.name == "_time"; });
    if (!command.span.empty()) {
        spl += " | bin _time span=" + command.span;
        if (!by_time) {
            add_by("_time");
        }
    }
    for (const auto& field : command.by) {
        add_by(field.name);
    }
    return spl + " | stats " + command.aggregates + by;
}

}  // namespace

Planned plan_mstats(const Command& command, Planner& planner) {
    return plan_desugared(command, as_pipeline(static_cast<const MstatsCommand&>(command)), planner);
}

}  // namespace karst
