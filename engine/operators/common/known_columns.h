// Helpers for operators whose output columns are known before they run.
#pragma once

#include "engine/plan/operator.h"

#include <algorithm>

namespace karst {

/// Puts a column at the end unless it is there.
inline void add_column(Columns& columns, FieldId field) {
    if (std::find(columns.order.begin(), columns.order.end(), field) == columns.order.end()) {
        columns.order.push_back(field);
    }
}

}  // namespace karst
