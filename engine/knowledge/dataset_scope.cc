#include "engine/knowledge/dataset_scope.h"

#include "engine/knowledge/field_graph.h"

#include <algorithm>

namespace karst {

namespace {

// Fields that have no prefix in any data model.
bool is_bare(std::string_view name) {
    return is_default_field(name) || (!name.empty() && name.front() == '_');
}

}  // namespace

EventField DatasetScope::field(std::string_view name) const {
    const auto& model = model_->name;
    const EventField missing{model, "", ""};
    if (name == kNodeName) {
        return {model, "", std::string(kNodeName)};
    }
    if (names_ == Names::Flat) {
        const auto& dataset = *datasets_.front();
        if (model_->owner_of(dataset, name) != nullptr && !is_bare(name)) {
            return {model, dataset.lineage, std::string(name)};
        }
    } else if (const auto place = model_->place_of(name); place.dataset != nullptr) {
        // An inherited field has its owner's prefix only.
        const auto* owner = model_->owner_of(*place.dataset, place.field);
        const bool inherited = owner != nullptr && owner != place.dataset;
        return inherited ? missing : EventField{model, place.dataset->lineage, std::string(place.field)};
    }
    return strict_ && !is_bare(name) ? missing : EventField::own(name);
}

bool DatasetScope::declares(std::string_view name) const {
    return field(name).is_of_dataset();
}

std::vector<EventField> DatasetScope::memberships() const {
    std::vector<EventField> fields;
    for (const auto* dataset : datasets_) {
        fields.push_back({model_->name, dataset->lineage, ""});
    }
    return fields;
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
