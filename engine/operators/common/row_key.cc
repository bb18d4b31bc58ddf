#include "engine/operators/common/row_key.h"

#include "engine/value/number.h"

#include <cstdint>

namespace karst {

namespace {

void append_size(std::size_t size, std::string& key) {
    const auto fixed = static_cast<std::uint64_t>(size);
    key.append(reinterpret_cast<const char*>(&fixed), sizeof fixed);
}

}  // namespace

void append_to_key(Value value, std::string& key) {
    const auto items = value.items();
    append_size(items.size(), key);
    for (const Value item : items) {
        const auto length_at = key.size();
        append_size(0, key);
        append_text(item, key);
        const auto length = static_cast<std::uint64_t>(key.size() - length_at - sizeof(std::uint64_t));
        key.replace(length_at, sizeof length, reinterpret_cast<const char*>(&length), sizeof length);
    }
}

bool make_key(const Row& row, const std::vector<FieldId>& fields, std::string& key) {
    key.clear();
    for (const auto id : fields) {
        const Value value = row.get(id);
        if (value.is_null()) {
            return false;
        }
        append_to_key(value, key);
    }
    return true;
}

void make_key_of_all(const Row& row, std::string& key, std::optional<FieldId> left_out) {
    key.clear();
    const auto slots = row.slots();
    for (FieldId id = 0; id < slots.size(); ++id) {
        if (id != left_out && !slots[id].is_null()) {
            append_size(id, key);
            append_to_key(slots[id], key);
        }
    }
}

}  // namespace karst
