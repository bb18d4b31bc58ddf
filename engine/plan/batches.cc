#include "engine/plan/batches.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace karst {

std::vector<Row> all_rows(const std::vector<Batch>& batches) {
    std::vector<Row> rows;
    for (const auto& batch : batches) {
        rows.insert(rows.end(), batch.rows().begin(), batch.rows().end());
    }
    return rows;
}

bool push_rows(std::vector<Batch> batches, const std::vector<Row>& rows, RowSink& sink) {
    const auto home = std::make_shared<const std::vector<Batch>>(std::move(batches));
    for (std::size_t at = 0; at < rows.size();) {
        const auto end = std::min(at + Batch::kRows, rows.size());
        Batch batch;
        batch.pin(home);
        batch.rows().assign(rows.begin() + static_cast<std::ptrdiff_t>(at), rows.begin() + static_cast<std::ptrdiff_t>(end));
        if (!sink.push(batch)) {
            return false;
        }
        at = end;
    }
    return true;
}

bool push_all(std::vector<Batch>& batches, RowSink& sink) {
    bool more = true;
    for (auto& batch : batches) {
        if (more && !batch.empty()) {
            more = sink.push(batch);
        }
    }
    batches.clear();
    return more;
}

bool CollectingRun::consume(Batch& batch) {
    bytes_ += batch.bytes();
    batches_.push_back(std::move(batch));
    memory_.hold(bytes_);
    return true;
}

}  // namespace karst
