#include "engine/plan/newest_first.h"

#include "engine/operators/row_order.h"
#include "engine/plan/memory_limit.h"
#include "engine/value/number.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace karst {

bool NewestFirst::consume(Batch& batch) {
    bytes_ += batch.bytes();
    check_memory("a search that depends on the order of events", bytes_, run_);
    batches_.push_back(std::move(batch));
    return true;
}

void NewestFirst::finish() {
    std::vector<std::pair<double, Row>> timed;
    for (const auto& batch : batches_) {
        for (const auto& row : batch.rows()) {
            timed.emplace_back(to_number(row.get(time_)).value_or(-std::numeric_limits<double>::infinity()), row);
        }
    }
    // Turned round first, so that of events of one time the last to come is the first to leave.
    std::reverse(timed.begin(), timed.end());
    std::stable_sort(timed.begin(), timed.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<Row> rows;
    rows.reserve(timed.size());
    for (const auto& [time, row] : timed) {
        rows.push_back(row);
    }
    push_rows(std::move(batches_), rows, next_);
    batches_.clear();
}

}  // namespace karst
