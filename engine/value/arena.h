// A bump allocator for what a batch of rows refers to: text, multivalue items, row slots. Everything is freed at once.
#pragma once

#include "engine/value/value.h"

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace karst {

class Arena {
public:
    Arena() = default;
    Arena(Arena&&) noexcept = default;
    Arena& operator=(Arena&&) noexcept = default;
    Arena(const Arena&) = delete;
    Arena& operator=(const Arena&) = delete;

    /// Uninitialised memory for `bytes` bytes, aligned to `alignment` (a power of two, at most 16).
    void* allocate(std::size_t bytes, std::size_t alignment = 8) {
        const std::size_t start = (used_ + alignment - 1) & ~(alignment - 1);
        if (start + bytes <= capacity_) {
            used_ = start + bytes;
            return block_ + start;
        }
        return allocate_in_new_block(bytes);
    }

    /// A copy of `text` that lives as long as the arena.
    std::string_view copy(std::string_view text);

    /// Memory for `count` values, all null.
    std::span<Value> values(std::size_t count);

    /// The list of these values. The list is copied, the text of the values is not.
    Value list(std::span<const Value> items);

    /// A copy of the value that refers to this arena only (deep: text and items are copied).
    Value copy(Value value);

    /// Forgets everything. The largest block is kept for reuse.
    void clear();

    /// Bytes held from the system.
    std::size_t bytes() const { return held_; }

private:
    void* allocate_in_new_block(std::size_t bytes);

    struct Block {
        std::unique_ptr<std::byte[]> memory;
        std::size_t size;
    };
    std::vector<Block> blocks_;
    std::byte* block_ = nullptr;
    std::size_t used_ = 0;
    std::size_t capacity_ = 0;
    std::size_t held_ = 0;
};

}  // namespace karst
