// The last rows of all, last first: tail, and (without a limit) reverse.
#pragma once

#include "engine/plan/operator.h"

namespace karst {

OperatorPtr make_last_rows_operator(std::size_t limit);

}  // namespace karst
