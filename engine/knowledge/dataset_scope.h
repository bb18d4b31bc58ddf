// What the field names of a search mean when it reads a data model (tstats, datamodel, from datamodel): which datasets its
// events belong to, and which field of which dataset each name is.
//
// Searches over different models share one scan, and Processes.user of one model may be another thing than that of another. So
// among the fields of a scan a dataset's field has a name that no event's field can have: model, lineage and field, each
// behind a unit separator.
#pragma once

#include "engine/knowledge/data_model.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace karst {

/// A scan's name of a dataset's field, taken apart. Without a field: whether the event belongs to the dataset. Without a
/// lineage: `nodename`, or without both a field that no event has.
struct DatasetSlot {
    std::string_view model;
    std::string_view lineage;
    std::string_view field;
};
std::string dataset_slot(const DatasetSlot& slot);
/// Nothing when the name is that of an event's own field.
std::optional<DatasetSlot> read_dataset_slot(std::string_view name);

/// All lineages that an event belongs to, as a multivalue: what `where nodename=…` looks at.
inline constexpr std::string_view kNodeName = "nodename";

class DatasetScope {
public:
    enum class Names {
        Prefixed,  // Processes.user
        Flat       // user
    };

    /// An event is in scope when it belongs to one of the datasets. With flat names there is one dataset. `strict`: other
    /// fields of the event than those of the datasets are not seen.
    DatasetScope(std::shared_ptr<const DataModel> model, std::vector<const Dataset*> datasets, Names names, bool strict)
        : model_(std::move(model)), datasets_(std::move(datasets)), names_(names), strict_(strict) {}

    const DataModel& model() const { return *model_; }
    const std::vector<const Dataset*>& datasets() const { return datasets_; }
    bool is_strict() const { return strict_; }

    /// The scan's name of what the search calls `name`.
    std::string slot(std::string_view name) const;
    /// True when the name means a field of a dataset.
    bool declares(std::string_view name) const;
    /// The scan's names of the memberships, one of which an event must have.
    std::vector<std::string> memberships() const;

    /// All names of the datasets' fields, inherited ones included, as the search calls them.
    std::vector<std::string> names() const;
    /// What the search calls a field of `dataset`, declared or not.
    std::string name_of(const Dataset& dataset, std::string_view field) const;

private:
    std::shared_ptr<const DataModel> model_;
    std::vector<const Dataset*> datasets_;
    Names names_;
    bool strict_;
};

}  // namespace karst
