// Time modifiers of the first search: earliest=, latest= and the older ones (Search Reference, "Time modifiers").
#pragma once

#include "parser/grammar/ast.h"

#include <string_view>

namespace karst {

/// The names that are time modifiers in the first search of a pipeline.
bool is_time_bound(std::string_view name);

/// Tells the modifiers of an expression about each other: starttime and endtime get the value of timeformat as their second
/// value, and a searchtimespan that stands beside the bound of a beginning or an end gets a copy of that bound as its child.
void relate_time_modifiers(SearchExpression& expression);

}  // namespace karst
