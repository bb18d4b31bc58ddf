#include "engine/aggregate/stored_value.h"

#include <algorithm>
#include <cstring>
#include <new>

namespace karst {

char* StoredValue::reserve(std::size_t bytes) {
    if (!memory_ || bytes > capacity_) {
        memory_ = std::make_unique_for_overwrite<char[]>(bytes);
        capacity_ = bytes;
    }
    return memory_.get();
}

void StoredValue::set(Value value) {
    if (value.is_string()) {
        const auto text = value.as_string();
        char* memory = reserve(std::max<std::size_t>(text.size(), 1));
        std::memmove(memory, text.data(), text.size());
        value_ = Value::string({memory, text.size()});
        return;
    }
    if (!value.is_multivalue()) {
        value_ = value;
        return;
    }
    // Items first, because operator new aligns for them, their text behind.
    const auto items = value.items();
    std::size_t bytes = items.size() * sizeof(Value);
    for (const Value item : items) {
        bytes += item.is_string() ? item.as_string().size() : 0;
    }
    char* memory = reserve(bytes);
    char* text = memory + items.size() * sizeof(Value);
    auto* copies = reinterpret_cast<Value*>(memory);
    for (std::size_t index = 0; index < items.size(); ++index) {
        Value item = items[index];
        if (item.is_string()) {
            const auto from = item.as_string();
            std::memcpy(text, from.data(), from.size());
            item = Value::string({text, from.size()});
            text += from.size();
        }
        new (copies + index) Value(item);
    }
    value_ = Value::multivalue({copies, items.size()});
}

}  // namespace karst
