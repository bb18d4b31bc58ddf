// Which values of a field need not stand in the text of its event, so that a search for any other value can pass over events
// that do not contain it.
#pragma once

#include "parser/ast.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace karst {

/// The values that a field can have beside parts of its event's text. (Of a list, its items; a part has no line end that the
/// text has not.) Nothing: it can have any.
using MadeValues = std::optional<std::vector<std::string>>;

/// Adds what another field may have, to `made`.
void add_made_values(MadeValues& made, const MadeValues& more);

/// Those of an expression's result, by those of the fields in it. What FunctionSpec::parts_of says of functions counts.
MadeValues made_values(const EvalExpression& expression, const std::function<MadeValues(std::string_view field)>& of_field);

}  // namespace karst
