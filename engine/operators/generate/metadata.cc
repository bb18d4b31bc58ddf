// metadata: an index knows of each host, source and sourcetype when it was first and last seen; here the events are asked.
#include "parser/commands/generate/metadata.h"
#include "base/spl_text.h"
#include "engine/operators/common/desugared_source.h"

namespace karst {

Planned plan_metadata(const Command& command, Planner& planner) {
    const auto& metadata = static_cast<const MetadataCommand&>(command);
    const auto& field = metadata.field;
    const std::string search = metadata.index.empty() ? "*" : "index=" + quoted_text(metadata.index);
    // The time of indexing is not known: the newest event counts as the most recently indexed one.
    return plan_desugared(command,
                          "search " + search +
                              " | stats min(_time) AS firstTime max(_time) AS lastTime max(_time) AS recentTime " +
                              "count AS totalCount by " + field + " | eval type=\"" + metadata.type + "\" | table firstTime " +
                              field + " lastTime recentTime totalCount type",
                          planner);
}

}  // namespace karst
