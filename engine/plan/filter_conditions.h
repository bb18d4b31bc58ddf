// Translation of filters behind the first search into conditions over the events that the scan reads: what an event must have
// for one of its rows to get through. Of a conjunction that is what can be said of any part, of alternatives what can be said
// of all of them; negations, inequalities and functions say nothing.
#pragma once

#include "engine/search/filter_condition.h"
#include "parser/grammar/ast.h"

#include <optional>
#include <string_view>

namespace karst {

class Lineage;

/// Of a search command (Search Reference, search). `lineage` says which field of the events a column is; nothing: any event may
/// get through.
std::optional<FilterCondition> filter_condition(const SearchExpression& search, const Lineage& lineage);

/// Of a where command (Search Reference, where): comparisons with literals, IN, LIKE and match().
std::optional<FilterCondition> filter_condition(const EvalExpression& where, const Lineage& lineage);

/// Of a regex command (Search Reference, regex) that keeps what matches: a value of `column` must match `pattern`.
std::optional<FilterCondition> filter_condition(std::string_view column, std::string_view pattern, const Lineage& lineage);

}  // namespace karst
