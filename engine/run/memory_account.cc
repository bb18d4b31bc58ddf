#include "engine/run/memory_account.h"

#include "engine/run/memory_limit.h"

#include <algorithm>
#include <string>
#include <system_error>
#include <utility>

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace karst {

namespace {

// A command that holds less than this part of the limit is neither asked to write it to disk nor ended for it.
constexpr std::size_t kLeastPart = 64;

std::string size_text(std::size_t bytes) {
    return bytes >= 10 << 20 ? std::to_string(bytes >> 20) + " MiB" : std::to_string(bytes >> 10) + " KiB";
}

// What was freed in many small pieces stays with the allocator otherwise.
void give_back_memory() {
#ifdef __GLIBC__
    ::malloc_trim(0);
#endif
}

}  // namespace

MemoryLimitError::MemoryLimitError(const std::string& command, std::size_t held, std::size_t limit, const std::string& why_not)
    : RunLimitError(command + " holds " + size_text(held) + ", and with that the run more than the " + size_text(limit) +
                    " that --max-memory allows; let fewer events through, or raise it" + why_not) {}

HeldMemory::HeldMemory(std::shared_ptr<MemoryAccount> account, std::string command, Spill spill)
    : account_(std::move(account)), command_(std::move(command)), spill_(std::move(spill)), step_(account_->step()) {
    account_->add(*this);
}

std::size_t MemoryAccount::held() const {
    const std::lock_guard lock(mutex_);
    return held_;
}

void MemoryAccount::set_parallel(bool parallel) {
    const std::lock_guard lock(mutex_);
    parallel_ = parallel;
}

void MemoryAccount::add(HeldMemory& holder) {
    const std::lock_guard lock(mutex_);
    holder.place_ = holders_.size();
    holders_.push_back(&holder);
}

void MemoryAccount::remove(HeldMemory& holder) {
    const std::lock_guard lock(mutex_);
    held_ -= holder.counted_;
    holders_.back()->place_ = holder.place_;
    std::swap(holders_[holder.place_], holders_.back());
    holders_.pop_back();
}

// The one that holds most of those that can write it to disk and have not been asked yet.
HeldMemory* MemoryAccount::choose(HeldMemory& asking, const std::vector<HeldMemory*>& asked) {
    HeldMemory* most = nullptr;
    for (auto* holder : holders_) {
        const bool may = holder->spill_ != nullptr && !holder->is_spilling_ && (!parallel_ || holder == &asking) &&
                         holder->counted_ > limit_ / kLeastPart && std::find(asked.begin(), asked.end(), holder) == asked.end();
        if (may && (most == nullptr || holder->counted_ > most->counted_)) {
            most = holder;
        }
    }
    return most;
}

// Nothing more can be written to disk. The one that holds most has to go; if that is another, it is told when it next says
// what it holds, and this one may go on for a while.
void MemoryAccount::end_somebody(HeldMemory& asking) {
    const auto most = std::max_element(holders_.begin(), holders_.end(), [](const HeldMemory* left, const HeldMemory* right) {
        return left->counted_ < right->counted_;
    });
    if (*most != &asking) {
        (*most)->is_ended_ = true;
    }
    const bool far_beyond = held_ / 6 > limit_ / 5 && asking.counted_ > limit_ / kLeastPart;
    if (*most == &asking || far_beyond) {
        throw MemoryLimitError(asking.command_, asking.counted_, limit_, asking.why_not_);
    }
}

std::string MemoryAccount::spill(const HeldMemory& holder) {
    try {
        holder.spill_();
        return "";
    } catch (const std::system_error& problem) {
        return std::string("; ") + problem.what();
    }
}

void MemoryAccount::change(HeldMemory& holder, std::size_t bytes) {
    std::unique_lock lock(mutex_);
    held_ += bytes - holder.counted_;
    holder.counted_ = bytes;
    if (holder.is_spilling_ || held_ <= limit_) {
        return;
    }
    if (holder.is_ended_) {
        throw MemoryLimitError(holder.command_, bytes, limit_, holder.why_not_);
    }
    std::vector<HeldMemory*> asked;
    while (held_ > limit_) {
        auto* const other = choose(holder, asked);
        if (other == nullptr) {
            end_somebody(holder);
            return;
        }
        asked.push_back(other);
        other->is_spilling_ = true;
        lock.unlock();
        const auto before = other->counted_;
        const auto problem = spill(*other);
        lock.lock();
        freed_ += before - std::min(before, other->counted_);
        if (freed_ > limit_ / 4) {
            freed_ = 0;
            give_back_memory();
        }
        other->is_spilling_ = false;
        other->why_not_ = problem;
    }
}

}  // namespace karst
