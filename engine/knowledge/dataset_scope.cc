#include "engine/knowledge/dataset_scope.h"

#include "engine/knowledge/field_graph.h"

#include <algorithm>

namespace karst {

namespace {

constexpr char kSeparator = '\x1f';

// Fields that have no prefix in any data model.
bool is_bare(std::string_view name) {
    return is_default_field(name) || (!name.empty() && name.front() == '_');
}

}  // namespace

std::string dataset_slot(const DatasetSlot& slot) {
    std::string name;
    for (const auto part : {slot.model, slot.lineage, slot.field}) {
        name += kSeparator;
        name += part;
    }
    return name;
}

std::optional<DatasetSlot> read_dataset_slot(std::string_view name) {
    if (name.empty() || name.front() != kSeparator) {
        return std::nullopt;
    }
    const auto second = name.find(kSeparator, 1);
    const auto third = name.find(kSeparator, second + 1);
    return DatasetSlot{name.substr(1, second - 1), name.substr(second + 1, third - second - 1), name.substr(third + 1)};
}

std::string DatasetScope::slot(std::string_view name) const {
    const std::string_view model = model_->name;
    if (name == kNodeName) {
        return dataset_slot({model, "", kNodeName});
    }
    if (names_ == Names::Flat) {
        const auto& dataset = *datasets_.front();
        if (model_->owner_of(dataset, name) != nullptr && !is_bare(name)) {
            return dataset_slot({model, dataset.lineage, name});
        }
    } else if (const auto place = model_->place_of(name); place.dataset != nullptr) {
        // An inherited field has its owner's prefix only.
        const auto* owner = model_->owner_of(*place.dataset, place.field);
        return owner != nullptr && owner != place.dataset ? dataset_slot({model, "", ""})
                                                          : dataset_slot({model, place.dataset->lineage, place.field});
    }
    return strict_ && !is_bare(name) ? dataset_slot({model, "", ""}) : std::string(name);
}

bool DatasetScope::declares(std::string_view name) const {
    return read_dataset_slot(slot(name)).has_value();
}

std::vector<std::string> DatasetScope::memberships() const {
    std::vector<std::string> slots;
    for (const auto* dataset : datasets_) {
        slots.push_back(dataset_slot({model_->name, dataset->lineage, ""}));
    }
    return slots;
}

std::vector<std::string> DatasetScope::names() const {
    std::vector<std::string> all;
    for (const auto* dataset : datasets_) {
        for (const auto* owner = dataset; owner != nullptr; owner = model_->parent_of(*owner)) {
            for (const auto& field : owner->fields) {
                auto name = name_of(*dataset, field);
                if (std::find(all.begin(), all.end(), name) == all.end()) {
                    all.push_back(std::move(name));
                }
            }
        }
    }
    return all;
}

std::string DatasetScope::name_of(const Dataset& dataset, std::string_view field) const {
    if (names_ == Names::Flat || is_bare(field) || field == kNodeName) {
        return std::string(field);
    }
    const auto* owner = model_->owner_of(dataset, field);
    return (owner == nullptr ? dataset : *owner).lineage + "." + std::string(field);
}

}  // namespace karst
