#include "engine/value/arena.h"

#include <algorithm>
#include <cstring>

namespace karst {

namespace {

constexpr std::size_t kFirstBlock = 4 * 1024;
constexpr std::size_t kMaxBlockBytes = 256 * 1024;

}  // namespace

void* Arena::allocate_in_new_block(std::size_t bytes) {
    // Blocks double so that a batch of few rows stays small and a large one needs few calls to the system.
    const std::size_t next = blocks_.empty() ? kFirstBlock : std::min(blocks_.back().size * 2, kMaxBlockBytes);
    const std::size_t size = std::max(next, bytes);
    blocks_.push_back({std::unique_ptr<std::byte[]>(new std::byte[size]), size});
    held_ += size;
    block_ = blocks_.back().memory.get();
    capacity_ = size;
    used_ = bytes;
    return block_;
}

std::string_view Arena::copy(std::string_view text) {
    if (text.empty()) {
        return {"", 0};
    }
    auto* memory = static_cast<char*>(allocate(text.size(), 1));
    std::memcpy(memory, text.data(), text.size());
    return {memory, text.size()};
}

std::span<Value> Arena::values(std::size_t count) {
    auto* memory = static_cast<Value*>(allocate(count * sizeof(Value), alignof(Value)));
    std::uninitialized_default_construct_n(memory, count);
    return {memory, count};
}

Value Arena::list(std::span<const Value> items) {
    if (items.size() <= 1) {
        return Value::multivalue(items);
    }
    const auto mine = values(items.size());
    std::copy(items.begin(), items.end(), mine.begin());
    return Value::multivalue(mine);
}

Value Arena::copy(Value value) {
    if (value.is_string()) {
        return Value::string(copy(value.as_string()));
    }
    if (value.is_multivalue()) {
        const auto items = value.items();
        const auto mine = values(items.size());
        std::transform(items.begin(), items.end(), mine.begin(), [this](Value item) { return copy(item); });
        return Value::multivalue(mine);
    }
    return value;
}

void Arena::clear() {
    if (blocks_.empty()) {
        return;
    }
    auto largest =
        std::max_element(blocks_.begin(), blocks_.end(), [](const Block& a, const Block& b) { return a.size < b.size; });
    Block kept = std::move(*largest);
    blocks_.clear();
    held_ = capacity_ = kept.size;
    block_ = kept.memory.get();
    used_ = 0;
    blocks_.push_back(std::move(kept));
}

}  // namespace karst
