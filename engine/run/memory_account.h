// Account of the memory that the commands of a run hold, all rules together, and its limit (--max-memory). A command says how
// much it holds; when all of them hold more than the limit, the one that holds most of what can be written to disk is asked
// to, and what cannot is ended, with its rule.
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <limits>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace karst {

class HeldMemory;

class MemoryAccount {
public:
    static constexpr std::size_t kNoLimit = std::numeric_limits<std::size_t>::max();

    explicit MemoryAccount(std::size_t limit = kNoLimit) : limit_(limit) {}

    /// Bytes that may be held.
    std::size_t limit() const { return limit_; }
    /// Bytes that are held, as far as it has been said.
    std::size_t held() const;

    /// While commands run on several threads, one cannot write what another is using: each is asked for its own only.
    void set_parallel(bool parallel);

private:
    friend class HeldMemory;

    // Smaller changes are not worth a lock.
    std::size_t step() const { return limit_ == kNoLimit ? kNoLimit / 4 : limit_ / 1024; }
    void add(HeldMemory& holder);
    void remove(HeldMemory& holder);
    void change(HeldMemory& holder, std::size_t bytes);
    HeldMemory* choose(HeldMemory& asking, const std::vector<HeldMemory*>& asked);
    static std::string spill(const HeldMemory& holder);
    void end_somebody(HeldMemory& asking);

    const std::size_t limit_;
    mutable std::mutex mutex_;  // guards all below
    std::size_t held_ = 0;
    std::size_t freed_ = 0;  // by writing to disk, and not yet given back to the system
    bool parallel_ = false;
    std::vector<HeldMemory*> holders_;
};

/// What a command of a rule holds. It counts for nothing when this is gone.
class HeldMemory {
public:
    /// Writes to disk what the command holds, and says what is left with hold(). When it throws std::system_error (a disk that
    /// is full), the command must hold everything still.
    using Spill = std::function<void()>;

    /// `command` is for messages. Without `spill` the command can only be ended.
    HeldMemory(std::shared_ptr<MemoryAccount> account, std::string command, Spill spill = {});
    ~HeldMemory() { account_->remove(*this); }
    HeldMemory(const HeldMemory&) = delete;
    HeldMemory& operator=(const HeldMemory&) = delete;

    /// The command holds so many bytes now. May call the spill function, this one's or that of another command. Throws
    /// MemoryLimitError when the limit is passed and this command has to go.
    void hold(std::size_t bytes) {
        const auto difference = bytes > counted_ ? bytes - counted_ : counted_ - bytes;
        if (difference > step_ || is_ended_.load(std::memory_order_relaxed)) {
            account_->change(*this, bytes);
        }
    }

private:
    friend class MemoryAccount;

    std::shared_ptr<MemoryAccount> account_;
    std::string command_;
    Spill spill_;
    std::size_t step_;
    std::size_t counted_ = 0;  // in the account
    std::size_t place_ = 0;    // among its holders
    bool is_spilling_ = false;
    std::string why_not_;  // it cannot be written to disk
    std::atomic<bool> is_ended_ = false;
};

}  // namespace karst
