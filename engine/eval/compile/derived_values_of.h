// The derived values of an expression: those of its results that are not parts of the event's text.
#pragma once

#include "engine/search/derived_values.h"
#include "parser/grammar/ast.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace karst {

/// The derived values of an expression's result, by those of the fields in it. What FunctionSpec::substring_of says of
/// functions counts.
DerivedValues derived_values_of(const EvalExpression& expression,
                                const std::function<DerivedValues(std::string_view field)>& of_field);

}  // namespace karst
