// The order in which Splunk gives events to a search: newest first (Search Manual, "How search commands work"). A scan
// reads files as they stand, so pipelines whose result depends on the order (dedup, head, streamstats, first() …) get their
// events through this operator, which no command writes; the others are not held up.
#pragma once

#include "engine/plan/operator.h"

namespace karst {

/// An operator that collects events and passes them on by falling _time when all have come. `time` is the field of _time.
/// Events of one time leave in the order opposite to that in which they came, as an index gives them; events without a time
/// leave last.
OperatorPtr make_newest_first(FieldId time);

}  // namespace karst
