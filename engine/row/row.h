// Rows and batches: what operators pass to each other.
//
// A row is an array of values by slot (FieldId). A row made before a name was known is shorter than the table: the missing
// slots are null. Rows live in the arena of their batch; a batch may also pin input buffers that its values point into.
#pragma once

#include "engine/row/field_table.h"
#include "engine/value/arena.h"
#include "engine/value/value.h"

#include <algorithm>
#include <memory>
#include <span>
#include <vector>

namespace karst {

/// Where an expression reads fields from: a row of a batch, or an event that is still being extracted.
class FieldReader {
public:
    virtual Value field(FieldId id) = 0;

protected:
    ~FieldReader() = default;
};

class Row {
public:
    Row() = default;
    explicit Row(std::span<Value> slots) : slots_(slots.data()), width_(static_cast<std::uint32_t>(slots.size())) {}

    Value get(FieldId id) const { return id < width_ ? slots_[id] : Value{}; }
    std::span<Value> slots() const { return {slots_, width_}; }

private:
    friend class Batch;
    Value* slots_ = nullptr;
    std::uint32_t width_ = 0;
};

class Batch {
public:
    /// Operators aim at batches of this many rows.
    static constexpr std::size_t kRows = 1024;

    Arena& arena() { return arena_; }
    std::vector<Row>& rows() { return rows_; }
    const std::vector<Row>& rows() const { return rows_; }
    bool empty() const { return rows_.empty(); }
    std::size_t size() const { return rows_.size(); }

    /// A new last row with `width` null slots.
    Row& append(std::size_t width) { return rows_.emplace_back(arena_.values(width)); }

    /// A row of this arena that is not (yet) among rows().
    Row make_row(std::size_t width) { return Row(arena_.values(width)); }

    /// Writes a slot; a row too short for it is moved to a longer array. Setting null on a short row does nothing.
    void set(Row& row, FieldId id, Value value) {
        if (id >= row.width_) {
            if (value.is_null()) {
                return;
            }
            widen(row, id + 1);
        }
        row.slots_[id] = value;
    }

    /// Adds a copy of a row of another batch that refers to this batch's arena only (deep).
    Row& append_copy(const Row& row);

    /// Keeps `buffer` alive as long as this batch: its values may point into it.
    void pin(std::shared_ptr<const void> buffer) {
        if (pins_.empty() || pins_.back() != buffer) {
            pins_.push_back(std::move(buffer));
        }
    }

    /// Keeps the rows for which `keep(row)` is true, in order.
    template <class Predicate>
    void filter(Predicate keep) {
        rows_.erase(std::remove_if(rows_.begin(), rows_.end(), [&](Row& row) { return !keep(row); }), rows_.end());
    }

    /// Bytes held by the arena and the row list (pinned buffers are counted by who owns them).
    std::size_t bytes() const { return arena_.bytes() + rows_.capacity() * sizeof(Row); }

private:
    void widen(Row& row, std::size_t width);

    Arena arena_;
    std::vector<Row> rows_;
    std::vector<std::shared_ptr<const void>> pins_;
};

/// Reads the fields of one row.
class RowReader final : public FieldReader {
public:
    explicit RowReader(const Row& row) : row_(&row) {}
    void bind(const Row& row) { row_ = &row; }
    Value field(FieldId id) override { return row_->get(id); }

private:
    const Row* row_;
};

}  // namespace karst
