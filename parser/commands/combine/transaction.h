// The command transaction: events in groups that belong together. Search Reference, transaction.
#pragma once

#include "base/source_text.h"
#include "parser/grammar/ast.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace karst {

/// transaction [<fields>] <options>
struct TransactionCommand : Command {
    /// "<search-expression>", (<search-expression>), <field>=<value> or eval(<eval-expression>), in a text of its own.
    struct Filter {
        SearchExpressionPtr search;
        EvalExpressionPtr eval;
        std::shared_ptr<const SourceText> text;
    };

    std::vector<FieldName> fields;
    std::optional<double> max_span;   // seconds; nothing: no limit
    std::optional<double> max_pause;  // seconds
    std::optional<std::int64_t> max_events;
    std::optional<std::int64_t> max_open;
    std::optional<std::int64_t> max_open_events;
    std::optional<Filter> starts_with;
    std::optional<Filter> ends_with;
    bool connected = true;
    bool unify_ends = false;
    bool keep_orphans = false;
    bool keep_evicted = false;
    std::string delimiter = " ";
    bool all_lists = false;          // mvlist=true
    std::vector<std::string> lists;  // mvlist=<fields>
    bool raw_list = false;           // mvraw
    std::string null_text = "NULL";
};

}  // namespace karst
