// The command streamstats: statistics over the results so far, added to each result. Search Reference, streamstats.
#pragma once

#include "base/source_text.h"
#include "parser/grammar/ast.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace karst {

/// streamstats <options> <aggregate>… [BY <field>…]
/// Options may also follow the aggregates or the BY fields.
struct StreamstatsCommand : Command {
    /// A condition, in the text that its spans point into: the search's own, or what stands between quotation marks with its
    /// escapes undone.
    struct Condition {
        EvalExpressionPtr expression;
        std::shared_ptr<const SourceText> unquoted;  // null: the search's own text
    };

    std::vector<AggregateCall> aggregates;
    std::vector<FieldName> by;
    bool all_numeric = false;
    bool current = true;      // the statistics of a row include the row
    std::size_t window = 0;   // so many rows, 0: all
    std::string time_window;  // a span such as 5m, empty: none
    Span time_window_span;
    bool global = true;  // one window for all groups, not one for each
    bool reset_on_change = false;
    std::optional<Condition> reset_before;
    std::optional<Condition> reset_after;
};

}  // namespace karst
