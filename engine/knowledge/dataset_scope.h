// Scope of a search over a data model (tstats, datamodel, from datamodel): which datasets its events belong to, and which field
// of which dataset each of its names means.
#pragma once

#include "engine/knowledge/data_model.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace karst {

/// A field of an event as a scan knows it: one of the event's own, or one of a dataset. Searches over different models share a
/// scan, and Processes.user of one model may be another thing than that of another.
struct EventField {
    std::string model{};    // of a dataset's field; empty: the event's own
    std::string lineage{};  // of the dataset; empty: the field `nodename`, or with an empty name one that no event has
    std::string name{};     // of a dataset's field, empty: whether the event belongs to the dataset

    static EventField own(std::string_view name) { return {"", "", std::string(name)}; }
    bool is_of_dataset() const { return !model.empty(); }

    auto operator<=>(const EventField&) const = default;
};

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

    /// The field that the search calls `name`.
    EventField field(std::string_view name) const;
    /// True when the name means a field of a dataset.
    bool declares(std::string_view name) const;
    /// The memberships, one of which an event must have.
    std::vector<EventField> memberships() const;

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
