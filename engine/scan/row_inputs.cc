#include "engine/scan/row_inputs.h"

#include "engine/scan/dataset_rows.h"
#include "engine/scan/scan_predicate.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace karst {

void MemoryRows::add() {
    if (batches_.empty() || batches_.back().size() >= Batch::kRows) {
        batches_.emplace_back();
    }
    batches_.back().append(fields_.size());
    ++size_;
}

void MemoryRows::set(std::string_view field, Value value) {
    assert(size_ > 0);
    auto& batch = batches_.back();
    batch.set(batch.rows().back(), fields_.intern(field), batch.arena().copy(value));
}

namespace {

// One request's part in a scan of rows.
class RowConsumer {
public:
    RowConsumer(const ScanRequest& request, const MemoryRows& rows, const DatasetRows& dataset)
        : request_(request), rows_(rows), dataset_(dataset), predicate_(compile_scan_predicate(request, slots_)) {
        for (FieldId field = 0; field < rows.fields().size(); ++field) {
            ids_.push_back(request.run->fields.intern(rows.fields().name(field)));
        }
    }

    void take(const Row& row) {
        if (!done_ && matches(row)) {
            copy(row);
            if (batch_.size() >= Batch::kRows) {
                flush();
            }
        }
    }

    /// Gives out what has been gathered.
    void flush() {
        if (!done_ && !batch_.empty()) {
            if (request_.profile != nullptr) {
                request_.profile->matched += batch_.size();
            }
            done_ = !request_.sink->push(batch_);
        }
        batch_ = Batch();
    }

    bool is_done() const { return done_; }

private:
    // Before anything is copied: most rows match no search.
    bool matches(const Row& row) {
        scratch_.clear();
        ResultRowFields reader(row, rows_.fields(), slots_, dataset_, scratch_, *request_.run);
        EvalContext context{reader, scratch_, *request_.run};
        if (request_.profile != nullptr) {
            ++request_.profile->tested;
        }
        return predicate_->test(context);
    }

    void copy(const Row& row) {
        auto& fields = request_.run->fields;
        Row copied = batch_.make_row(fields.size());
        const auto slots = row.slots();
        for (std::size_t slot = 0; slot < std::min(slots.size(), ids_.size()); ++slot) {
            batch_.set(copied, ids_[slot], batch_.arena().copy(slots[slot]));
        }
        batch_.rows().push_back(copied);
        if (request_.scope != nullptr) {
            ResultRowFields reader(copied, fields, slots_, dataset_, batch_.arena(), *request_.run);
            dataset_.rename(batch_, *request_.scope, *request_.needs, fields, reader);
        }
    }

    const ScanRequest& request_;
    const MemoryRows& rows_;
    const DatasetRows& dataset_;
    ScanSlots slots_;  // the fields that the predicate reads
    PredicatePtr predicate_;
    std::vector<FieldId> ids_;  // of the rows' fields in the run
    Batch batch_;
    Arena scratch_;
    bool done_ = false;
};

}  // namespace

RowInputs::RowInputs(std::shared_ptr<const MemoryRows> rows, std::shared_ptr<const DataModels> models)
    : rows_(std::move(rows)), models_(std::move(models)) {}

void RowInputs::scan(std::span<ScanRequest> requests) {
    if (requests.empty()) {
        return;
    }
    const DatasetRows dataset(*models_, requests.front().run->dataset);
    std::vector<std::unique_ptr<RowConsumer>> consumers;
    for (const auto& request : requests) {
        consumers.push_back(std::make_unique<RowConsumer>(request, *rows_, dataset));
    }
    for (const auto& batch : rows_->batches()) {
        for (const auto& row : batch.rows()) {
            std::for_each(consumers.begin(), consumers.end(), [&](const auto& consumer) { consumer->take(row); });
        }
        if (std::all_of(consumers.begin(), consumers.end(), [](const auto& consumer) { return consumer->is_done(); })) {
            return;
        }
    }
    std::for_each(consumers.begin(), consumers.end(), [](const auto& consumer) { consumer->flush(); });
}

}  // namespace karst
