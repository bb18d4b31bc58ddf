#include "engine/operators/statistics/aggregate_states.h"

#include "engine/value/archive.h"
#include "engine/value/number.h"

#include <algorithm>
#include <memory>
#include <new>

namespace karst {

namespace {

constexpr std::size_t kAlignment = alignof(std::max_align_t);

// allnum=true: a result only if all that was seen are numbers (Search Reference, stats, allnum).
class AllNumericState final : public AggregateState {
public:
    explicit AllNumericState(AggregateStatePtr inner) : inner_(std::move(inner)) {}

    void update(const AggregateInput& input) override {
        const auto items = input.value.items();
        numeric_ = numeric_ && std::all_of(items.begin(), items.end(), [](Value item) { return to_number(item).has_value(); });
        inner_->update(input);
    }
    void merge(const AggregateState& other) override {
        const auto& same = static_cast<const AllNumericState&>(other);
        numeric_ = numeric_ && same.numeric_;
        inner_->merge(*same.inner_);
    }
    Value finish(Arena& arena, const RunContext& run) const override { return numeric_ ? inner_->finish(arena, run) : Value(); }
    std::size_t bytes() const override { return inner_->bytes(); }
    void write(ArchiveWriter& out) const override {
        out(numeric_);
        inner_->write(out);
    }
    void read(ArchiveReader& in) override {
        in(numeric_);
        inner_->read(in);
    }

private:
    AggregateStatePtr inner_;
    bool numeric_ = true;
};

}  // namespace

void StateLayout::add(const Aggregate& aggregate, bool all_numeric) {
    const bool wrapped = all_numeric && aggregate.spec->numeric;
    const auto size = wrapped ? sizeof(AllNumericState) : aggregate.spec->state.size;
    slots_.push_back({&aggregate, wrapped, end_});
    end_ += (size + kAlignment - 1) / kAlignment * kAlignment;
}

AggregateStatePtr StateLayout::make(std::size_t index) const {
    const auto& slot = slots_[index];
    auto state = slot.aggregate->make_state();
    return slot.all_numeric ? std::make_unique<AllNumericState>(std::move(state)) : std::move(state);
}

AggregateState* StateLayout::construct(std::size_t index, void* memory) const {
    const auto& slot = slots_[index];
    if (slot.all_numeric) {
        return std::construct_at(static_cast<AllNumericState*>(memory), slot.aggregate->make_state());
    }
    return slot.aggregate->spec->state.construct(memory, slot.aggregate->options);
}

// A state is where its type says, which is behind the block; what construct() gives is the same place.
AggregateState* AggregateStates::state_in(const Block& block, std::size_t index) {
    const auto& slots = block.layout->slots_;
    const auto* const states = reinterpret_cast<const std::byte*>(&block + 1);
    const auto* const place = states + (slots[index].offset - slots[block.begin].offset);
    return std::launder(reinterpret_cast<AggregateState*>(const_cast<std::byte*>(place)));
}

void AggregateStates::clear() {
    while (first_ != nullptr) {
        auto* const block = first_;
        for (std::size_t index = block->begin; index < block->end; ++index) {
            state_in(*block, index)->~AggregateState();
        }
        first_ = block->next;
        ::operator delete(block);
    }
}

std::size_t AggregateStates::size() const {
    const auto* block = first_;
    while (block != nullptr && block->next != nullptr) {
        block = block->next;
    }
    return block == nullptr ? 0 : block->end;
}

std::size_t AggregateStates::extend(const StateLayout& layout) {
    auto** last = &first_;
    std::size_t begin = 0;
    while (*last != nullptr) {
        begin = (*last)->end;
        last = &(*last)->next;
    }
    if (begin == layout.size()) {
        return 0;
    }
    const auto bytes = sizeof(Block) + layout.end_ - layout.slots_[begin].offset;
    const auto number = static_cast<std::uint32_t>(begin);
    auto* const block = std::construct_at(static_cast<Block*>(::operator new(bytes)), Block{&layout, nullptr, number, number});
    *last = block;
    auto* const states = reinterpret_cast<std::byte*>(block + 1);
    for (std::size_t index = begin; index < layout.size(); ++index) {
        layout.construct(index, states + (layout.slots_[index].offset - layout.slots_[begin].offset));
        block->end = static_cast<std::uint32_t>(index + 1);
    }
    return bytes;
}

AggregateState* AggregateStates::find(std::size_t index) const {
    const auto* block = first_;
    while (block != nullptr && index >= block->end) {
        block = block->next;
    }
    return block == nullptr ? nullptr : state_in(*block, index);
}

}  // namespace karst
