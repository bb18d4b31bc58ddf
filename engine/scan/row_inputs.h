// Rows in memory as the events of a run: what --input-format rows reads, without its text. No search-time knowledge is applied
// to them, and their order is that of a search's results.
#pragma once

#include "engine/knowledge/data_model.h"
#include "engine/plan/event_inputs.h"
#include "engine/row/row.h"

#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace karst {

/// A table of rows that grows row by row. Field names stand as they are, `_time` is a number of seconds since 1970; a field
/// that is not set is null.
class MemoryRows {
public:
    /// Begins a row, which set() fills.
    void add();
    /// Sets a field of the last row to a copy of `value`, which may be a list (a multivalue field).
    void set(std::string_view field, Value value);

    std::size_t size() const { return size_; }
    const FieldTable& fields() const { return fields_; }
    const std::vector<Batch>& batches() const { return batches_; }

private:
    FieldTable fields_;
    std::vector<Batch> batches_;
    std::size_t size_ = 0;
};

/// The rows as inputs. They can be scanned any number of times; several runs may share them.
class RowInputs final : public EventInputs {
public:
    /// `models`: those that searches over data models name (RunContext::dataset says to which node the rows belong).
    RowInputs(std::shared_ptr<const MemoryRows> rows, std::shared_ptr<const DataModels> models);

    void scan(std::span<ScanRequest> requests) override;
    bool in_result_order() const override { return true; }

private:
    std::shared_ptr<const MemoryRows> rows_;
    std::shared_ptr<const DataModels> models_;
};

}  // namespace karst
