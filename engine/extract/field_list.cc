#include "engine/extract/field_list.h"

#include <algorithm>
#include <unordered_map>

namespace karst {

SlotTable::SlotTable(std::span<const std::string> names, std::size_t first_slot) : empty_(names.empty()) {
    std::size_t size = 8;
    while (size < names.size() * 4) {
        size *= 2;
    }
    mask_ = size - 1;
    entries_.resize(size);
    for (std::size_t index = 0; index < names.size(); ++index) {
        auto at = hash(names[index]) & mask_;
        while (entries_[at].slot != kNone && entries_[at].name != names[index]) {
            at = (at + 1) & mask_;
        }
        entries_[at] = {names[index], static_cast<std::uint32_t>(first_slot + index)};
    }
}

SlotWriter::~SlotWriter() {
    for (const auto& list : repeated_) {
        slots_[list.slot] = arena_.list(list.values);
    }
}

void SlotWriter::add_again(std::uint32_t slot, Value value) {
    auto list = std::find_if(repeated_.begin(), repeated_.end(), [&](const auto& one) { return one.slot == slot; });
    if (list == repeated_.end()) {
        list = repeated_.insert(list, {slot, {slots_[slot]}});
    }
    list->values.push_back(value);
}

void FieldList::clear() {
    fields_.clear();
    kept_.clear();
}

const std::string_view* FieldList::find(std::string_view name) const {
    const auto found = std::find_if(fields_.begin(), fields_.end(), [&](const auto& field) { return field.name == name; });
    return found == fields_.end() ? nullptr : &found->value;
}

void FieldList::project(const SlotTable& wanted, std::span<Value> slots, Arena& arena) const {
    SlotWriter writer(wanted, slots, arena);
    for (const auto& field : fields_) {
        if (const auto slot = writer.slot(field.name); slot != SlotTable::kNone) {
            writer.add(slot, value_of(field.value, arena));
        }
    }
}

void FieldList::for_each(Arena& arena, const FieldFound& each) const {
    std::unordered_map<std::string_view, std::vector<Value>> values;
    for (const auto& field : fields_) {
        values[field.name].push_back(value_of(field.value, arena));
    }
    for (const auto& field : fields_) {
        const auto all = values.find(field.name);
        if (!all->second.empty()) {
            each(field.name, arena.list(all->second));
            all->second.clear();
        }
    }
}

std::unique_ptr<FieldProjection> ListExtractor::compile(std::span<const std::string> names, std::size_t first_slot) const {
    return std::make_unique<WantedNames>(names, first_slot);
}

bool ListExtractor::project(const FieldProjection& projection, std::span<Value> slots, Arena& arena) {
    const auto& wanted = static_cast<const WantedNames&>(projection).table;
    if (!wanted.empty()) {
        fields_.project(wanted, slots, arena);
    }
    return true;
}

}  // namespace karst
