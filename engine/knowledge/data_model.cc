#include "engine/knowledge/data_model.h"

#include <algorithm>

namespace karst {

bool Dataset::declares(std::string_view field) const {
    return std::find(fields.begin(), fields.end(), field) != fields.end();
}

const Dataset* DataModel::find(std::string_view name_or_lineage) const {
    const auto found = std::find_if(datasets.begin(), datasets.end(), [&](const Dataset& dataset) {
        return dataset.name == name_or_lineage || dataset.lineage == name_or_lineage;
    });
    return found == datasets.end() ? nullptr : &*found;
}

const Dataset* DataModel::parent_of(const Dataset& dataset) const {
    return dataset.parent.empty() ? nullptr : find(dataset.parent);
}

bool DataModel::is_within(const Dataset& dataset, const Dataset& other) const {
    for (const auto* one = &dataset; one != nullptr; one = parent_of(*one)) {
        if (one == &other) {
            return true;
        }
    }
    return false;
}

const Dataset* DataModel::owner_of(const Dataset& dataset, std::string_view field) const {
    for (const auto* one = &dataset; one != nullptr; one = parent_of(*one)) {
        if (one->declares(field)) {
            return one;
        }
    }
    return nullptr;
}

DataModel::Place DataModel::place_of(std::string_view prefixed) const {
    Place best;
    for (const auto& dataset : datasets) {
        const auto& lineage = dataset.lineage;
        const bool fits = prefixed.size() > lineage.size() + 1 && prefixed.substr(0, lineage.size()) == lineage &&
                          prefixed[lineage.size()] == '.';
        if (fits && (best.dataset == nullptr || lineage.size() > best.dataset->lineage.size())) {
            best = {&dataset, prefixed.substr(lineage.size() + 1)};
        }
    }
    return best;
}

void DataModels::add(const std::string& name, Load load) {
    const std::lock_guard lock(mutex_);
    entries_[name] = {std::move(load), nullptr};
}

void DataModels::add(DataModel model) {
    auto shared = std::make_shared<const DataModel>(std::move(model));
    add(shared->name, [shared] { return shared; });
}

std::shared_ptr<const DataModel> DataModels::find(std::string_view name) const {
    const std::lock_guard lock(mutex_);
    const auto found = entries_.find(name);
    if (found == entries_.end()) {
        return nullptr;
    }
    auto& entry = found->second;
    if (!entry.model) {
        entry.model = entry.load();
    }
    return entry.model;
}

std::vector<std::string_view> DataModels::names() const {
    const std::lock_guard lock(mutex_);
    std::vector<std::string_view> names;
    for (const auto& [name, entry] : entries_) {
        names.push_back(name);
    }
    return names;
}

}  // namespace karst
