#include "engine/operators/common/row_key.h"

namespace karst {

bool make_key(const Row& row, const std::vector<FieldId>& fields, KeyEncoder& key) {
    key.clear();
    for (const auto id : fields) {
        const Value value = row.get(id);
        if (value.is_null()) {
            return false;
        }
        key.add_items(value);
    }
    return true;
}

void make_key_of_all(const Row& row, KeyEncoder& key, std::optional<FieldId> left_out) {
    key.clear();
    const auto slots = row.slots();
    for (FieldId id = 0; id < slots.size(); ++id) {
        if (id != left_out && !slots[id].is_null()) {
            key.add(Value::number(id));
            key.add_items(slots[id]);
        }
    }
}

}  // namespace karst
