// Data models, as they are written in packs/datamodels/*.yml: hierarchies of datasets, each with the events that belong to it
// and the fields that it declares of them. Plain data: the YAML is read in packs/library/data_model_loader.h, and FieldGraph
// computes the fields of an event. docs/writing-packs.md is the user's view of the same.
#pragma once

#include "base/source_text.h"

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace karst {

/// A calculated field. Unlike calculated fields of packs, these run one after the other: each sees what those before it gave.
struct DatasetCalculation {
    std::string field;
    SourceText expression;  // SPL eval
};

/// How many datasets may stand upon each other, from a root to the last child.
constexpr std::size_t kMaxDatasetDepth = 64;

struct Dataset {
    std::string name;
    std::string parent;                            // empty: a root
    SourceText constraint;                         // search expression: over the finished event, or over the parent's fields
    std::vector<std::string> fields;               // its own, calculated ones included
    std::vector<DatasetCalculation> calculations;  // in order
    std::string lineage;                           // "All_Changes.Account_Management": the prefix of its own fields

    bool declares(std::string_view field) const;
};

struct DataModel {
    std::string name;
    std::string origin;  // file, for messages and `karst packs`
    std::string description;
    std::vector<Dataset> datasets;  // parents before their children

    /// By name or lineage; null when there is none.
    const Dataset* find(std::string_view name_or_lineage) const;
    const Dataset* parent_of(const Dataset& dataset) const;
    /// True when `other` is the dataset itself or above it.
    bool is_within(const Dataset& dataset, const Dataset& other) const;
    /// The dataset among this one and those above it that declares the field; null when none does.
    const Dataset* owner_of(const Dataset& dataset, std::string_view field) const;

    /// What a name with a dataset's prefix means: `Processes.user`, `All_Changes.Instance_Changes.image_id`. No dataset: the
    /// name begins with none of the model's.
    struct Place {
        const Dataset* dataset = nullptr;
        std::string_view field;
    };
    Place place_of(std::string_view prefixed) const;
};

/// The data models of a run. A model is loaded when it is first asked for: most searches name one, or none.
class DataModels {
public:
    using Load = std::function<std::shared_ptr<const DataModel>()>;

    /// Takes the place of a model of the same name.
    void add(const std::string& name, Load load);
    void add(DataModel model);

    /// Null when there is none.
    std::shared_ptr<const DataModel> find(std::string_view name) const;
    std::vector<std::string_view> names() const;

private:
    struct Entry {
        Load load;
        std::shared_ptr<const DataModel> model;
    };
    mutable std::mutex mutex_;
    mutable std::map<std::string, Entry, std::less<>> entries_;
};

}  // namespace karst
