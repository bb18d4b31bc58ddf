// The last rows of all, last first: tail, and (without a limit) reverse.
#pragma once

#include "engine/plan/operator.h"

#include <string_view>

namespace karst {

/// `command` is named when memory runs out.
OperatorPtr make_tail_operator(std::size_t limit, std::string_view command);

}  // namespace karst
