// The inside of results: batches of the engine that own all that they refer to. Not installed.
#pragma once

#include "engine/plan/operator.h"
#include "engine/row/row.h"
#include "karst/result.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace karst::api {

/// The columns of rows: their names, and the slots of a batch that they are.
struct ColumnSet {
    std::vector<FieldId> ids;
    std::vector<std::string> names;
    std::size_t fixed = 0;  // so many of the first are there whether a row has a value or not
};

/// The known columns first, then the others as they came up.
std::shared_ptr<const ColumnSet> column_set(const Columns& columns, const FieldTable& fields);

class Row::Data {
public:
    Data(Batch rows, std::shared_ptr<const ColumnSet> known) : batch(std::move(rows)), columns(std::move(known)) {}
    const Batch batch;
    const std::shared_ptr<const ColumnSet> columns;
};

/// What a row holds, as the engine has it.
class Row::Inside {
public:
    static const karst::Row* row_of(const Row& row) {
        return row.data_ == nullptr ? nullptr : &row.data_->batch.rows()[row.number_];
    }
    static const ColumnSet& columns_of(const Row& row) { return *row.data_->columns; }
};

/// Calls `each(column, value)` for the fields of a row that have a value.
template <class Each>
void for_each_value(const Row& row, Each each) {
    const auto* inner = Row::Inside::row_of(row);
    if (inner == nullptr) {
        return;
    }
    const auto& columns = Row::Inside::columns_of(row);
    for (std::size_t column = 0; column < columns.ids.size(); ++column) {
        const auto value = inner->get(columns.ids[column]);
        if (!value.is_null()) {
            each(columns.names[column], value);
        }
    }
}

/// Makes tables of batches.
class Table::Builder {
public:
    static Table make(Batch rows, std::shared_ptr<const ColumnSet> columns);
    /// The rows of a table that make() has given.
    static const Batch& batch_of(const Table& table) { return table.pieces_.front().data->batch; }
};

/// A copy of the rows that refers to nothing but itself.
Batch owned_copy(const Batch& rows);

Value public_form(karst::Value value);

/// A sink of a plan's rows that hands them on as tables.
class TableSink final : public RowSink {
public:
    using Take = std::function<bool(const Table& piece)>;
    /// `columns` are those of the plan that runs, `fields` the table of its run.
    TableSink(Columns columns, const FieldTable& fields, Take take)
        : columns_(std::move(columns)), fields_(fields), take_(std::move(take)) {}

    void finish() override {}
    /// No rows, but all columns.
    Table without_rows() const { return Table::Builder::make(Batch(), column_set(columns_, fields_)); }

protected:
    bool consume(Batch& batch) override;

private:
    Columns columns_;
    const FieldTable& fields_;
    Take take_;
    std::shared_ptr<const ColumnSet> set_;
    std::size_t known_fields_ = 0;
};

}  // namespace karst::api
