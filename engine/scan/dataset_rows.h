// Result rows as events of a data model (--input-format rows --dataset MODEL.NODE): each row belongs to that node and to those
// above it, and its keys are the node's fields without their prefix.
#pragma once

#include "engine/knowledge/dataset_scope.h"
#include "engine/row/field_set.h"
#include "engine/row/row.h"
#include "engine/run/run_context.h"
#include "engine/scan/scan_slots.h"
#include "engine/search/predicate.h"

#include <map>
#include <memory>
#include <string>

namespace karst {

class ResultRowFields;

class DatasetRows {
public:
    /// `name` is MODEL.NODE, or empty: rows then belong to no dataset. A name that is in no model says the same.
    DatasetRows(const DataModels& models, const std::string& name);

    /// True when a row belongs to the dataset: the node, one above it, or one below whose constraint it meets.
    bool is_member(const EventField& membership, ResultRowFields& row) const;
    Value node_names(ResultRowFields& row) const;

    /// Gives the last row of `batch` the names that a search over `scope` knows its fields by.
    void rename(Batch& batch, const DatasetScope& scope, const FieldSet& needs, FieldTable& fields, ResultRowFields& row) const;

private:
    bool is_member(const Dataset& dataset, ResultRowFields& row) const;

    std::shared_ptr<const DataModel> model_;
    const Dataset* node_ = nullptr;
    struct Constraint {
        PredicatePtr predicate;
        FieldTable names;
    };
    std::map<const Dataset*, Constraint> below_;  // constraints of the datasets below the node
};

/// The fields of a row, by the names of a scan's slots.
class ResultRowFields final : public FieldReader {
public:
    ResultRowFields(Row row, const FieldTable& fields, const ScanSlots& slots, const DatasetRows& dataset, Arena& arena,
                    RunContext& run)
        : row_(row), fields_(fields), slots_(slots), dataset_(dataset), arena_(arena), run_(run) {}

    /// A slot of the scan.
    Value field(FieldId slot) override;
    Value by_name(std::string_view name) const;
    const Row& row() const { return row_; }
    Arena& arena() { return arena_; }
    RunContext& run() { return run_; }

private:
    Row row_;
    const FieldTable& fields_;
    const ScanSlots& slots_;
    const DatasetRows& dataset_;
    Arena& arena_;
    RunContext& run_;
};

}  // namespace karst
