// A value that owns its text and items: what an aggregate keeps of a row whose batch goes away.
#pragma once

#include "engine/value/arena.h"
#include "engine/value/value.h"

#include <cstddef>
#include <memory>

namespace karst {

class StoredValue {
public:
    StoredValue() = default;
    explicit StoredValue(Value value) { set(value); }
    StoredValue(StoredValue&&) noexcept = default;
    StoredValue& operator=(StoredValue&&) noexcept = default;
    StoredValue(const StoredValue&) = delete;
    StoredValue& operator=(const StoredValue&) = delete;

    /// Keeps a deep copy. Memory that is large enough is used again, so a running minimum does not allocate each time.
    void set(Value value);

    /// Valid until the next set().
    Value get() const { return value_; }
    template <class Self, class Archive>
    static void fields(Self& self, Archive& archive) {
        if constexpr (Archive::kReads) {
            Arena arena;
            self.set(archive.value(arena));
        } else {
            archive.put_value(self.value_);
        }
    }

    bool is_null() const { return value_.is_null(); }
    /// Bytes held beyond sizeof.
    std::size_t bytes() const { return capacity_; }

private:
    char* reserve(std::size_t bytes);

    Value value_;
    std::unique_ptr<char[]> memory_;
    std::size_t capacity_ = 0;
};

}  // namespace karst
