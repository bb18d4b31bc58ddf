// The fields of an event that is taken apart in one go: names and values in the order of the text. Most kinds of extraction
// fill such a list and leave the rest to ListExtractor.
#pragma once

#include "engine/extract/field_extractor.h"

#include <cstdint>
#include <deque>
#include <string>
#include <vector>

namespace karst {

/// From names to slots, for the few wanted among the many that an event has.
class SlotTable {
public:
    static constexpr std::uint32_t kNone = UINT32_MAX;

    SlotTable(std::span<const std::string> names, std::size_t first_slot);
    std::uint32_t find(std::string_view name) const {
        for (std::size_t at = hash(name) & mask_;; at = (at + 1) & mask_) {
            const auto& entry = entries_[at];
            if (entry.slot == kNone || entry.name == name) {
                return entry.slot;
            }
        }
    }
    bool empty() const { return empty_; }

private:
    static std::size_t hash(std::string_view name) {
        // Length and three characters tell the names of a log source apart well enough.
        if (name.empty()) {
            return 0;
        }
        const auto at = [&](std::size_t index) { return static_cast<std::size_t>(static_cast<unsigned char>(name[index])); };
        return (name.size() * 0x9E3779B1u) ^ (at(0) * 0x85EBCA6Bu) ^ (at(name.size() - 1) * 0xC2B2AE35u >> 3) ^
               (at(name.size() / 2) * 0x27D4EB2Fu >> 5);
    }
    struct Entry {
        std::string name;
        std::uint32_t slot = kNone;
    };
    std::vector<Entry> entries_;
    std::size_t mask_ = 0;
    bool empty_ = true;
};

/// Writes values into their slots as they are found. A name that occurs several times gives a multivalue.
class SlotWriter {
public:
    SlotWriter(const SlotTable& wanted, std::span<Value> slots, Arena& arena) : wanted_(wanted), slots_(slots), arena_(arena) {}
    SlotWriter(const SlotWriter&) = delete;
    SlotWriter& operator=(const SlotWriter&) = delete;
    ~SlotWriter();

    std::uint32_t slot(std::string_view name) const { return wanted_.find(name); }
    bool has(std::uint32_t slot) const { return !slots_[slot].is_null(); }
    void add(std::uint32_t slot, Value value) {
        if (has(slot)) {
            add_again(slot, value);
        } else {
            slots_[slot] = value;
        }
    }
    Arena& arena() const { return arena_; }

private:
    void add_again(std::uint32_t slot, Value value);

    const SlotTable& wanted_;
    std::span<Value> slots_;
    Arena& arena_;
    struct Repeated {
        std::uint32_t slot;
        std::vector<Value> values;
    };
    std::vector<Repeated> repeated_;
};

/// The wanted fields of an extraction that knows names only.
class WantedNames final : public FieldProjection {
public:
    WantedNames(std::span<const std::string> names, std::size_t first_slot) : table(names, first_slot) {}
    SlotTable table;
};

class FieldList {
public:
    struct Field {
        // Written where it stays: a copy by way of the stack waits for its own stores.
        Field(std::string_view field_name, std::string_view field_value) : name(field_name), value(field_value) {}
        std::string_view name;
        std::string_view value;
    };

    void clear();
    void add(std::string_view name, std::string_view value) { fields_.emplace_back(name, value); }
    /// The same with a name that the text does not have in this form.
    void add_made(std::string name, std::string_view value) { add(keep(std::move(name)), value); }
    /// Values pass through `finish` when they are asked for.
    using Finish = std::string_view (*)(std::string_view value, Arena& arena);
    void finish_with(Finish finish) { finish_ = finish; }

    /// A text that lives until clear().
    std::string_view keep(std::string text) { return kept_.emplace_back(std::move(text)); }

    bool has(std::string_view name) const { return find(name) != nullptr; }
    /// The first value of a name; null when there is none.
    const std::string_view* find(std::string_view name) const;
    const std::vector<Field>& fields() const { return fields_; }

    void project(const SlotTable& wanted, std::span<Value> slots, Arena& arena) const;
    void for_each(Arena& arena, const FieldFound& each) const;

private:
    Value value_of(std::string_view text, Arena& arena) const {
        return Value::string(finish_ == nullptr ? text : finish_(text, arena));
    }

    Finish finish_ = nullptr;
    std::vector<Field> fields_;
    std::deque<std::string> kept_;
};

/// An extractor whose begin() fills `fields_`.
class ListExtractor : public FieldExtractor {
public:
    std::unique_ptr<FieldProjection> compile(std::span<const std::string> names, std::size_t first_slot) const final;
    bool project(const FieldProjection& projection, std::span<Value> slots, Arena& arena) final;
    void for_each(Arena& arena, const FieldFound& each) final { fields_.for_each(arena, each); }

protected:
    FieldList fields_;
};

}  // namespace karst
