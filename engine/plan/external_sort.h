// External sort: rows in memory as long as there is room; when there is none, they are sorted and written to disk as a run, and
// the runs are merged in the end.
#pragma once

#include "engine/plan/batches.h"
#include "engine/row/row_merge.h"
#include "engine/row/row_spool.h"
#include "engine/run/memory_account.h"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

namespace karst {

/// Sorts the rows of a command, stably. `Order` is that of a RowMerge, which has `sorted(batches)` beside it, the rows of all
/// batches in order, and says with `kLaterFirst` whether of rows that are equal the last to come is the first to leave.
template <class Order>
class ExternalSort {
public:
    /// Of the sorted rows, the first `limit` leave. `command` is for messages. `order` and `run` outlive this.
    ExternalSort(const Order& order, std::size_t limit, std::string command, RunContext& run)
        : order_(order), limit_(limit), files_(run.temporary_files),
          memory_(run.memory, std::move(command), if_spilling(run, [this] { spill(); })) {}
    ExternalSort(const ExternalSort&) = delete;
    ExternalSort& operator=(const ExternalSort&) = delete;

    /// Takes the batch. Throws MemoryLimitError.
    void add(Batch& batch) {
        rows_ += batch.size();
        bytes_ += batch.bytes();
        batches_.push_back(std::move(batch));
        hold();
        // With a limit, most of what comes can be forgotten at once: memory follows the limit, not the input.
        if (!Order::kLaterFirst && rows_ / 2 > limit_ && rows_ - limit_ > 16 * Batch::kRows) {
            forget_surplus();
        }
    }

    /// Pushes the rows in order; call once, when all have come. False when no more are wanted. Throws MemoryLimitError, and
    /// std::system_error when the disk cannot be read.
    bool push_into(RowSink& sink) {
        bool more = true;
        if (runs_.empty()) {
            is_read_ = true;
            const auto rows = first_rows();
            more = push_rows(std::move(batches_), rows, sink);
        } else {
            spill_rest();
            is_read_ = true;
            RowMerge<Order> merge(order_, spools_from(0));
            more = push_merged(merge, limit_, sink);
        }
        batches_.clear();
        runs_.clear();
        memory_.hold(0);
        return more;
    }

private:
    // So many runs are merged to one while there are more to come: few files are open, and the last merge has few to read.
    static constexpr std::size_t kRunsOfLevel = 16;

    struct SortedRun {
        std::unique_ptr<RowSpool> rows;
        std::size_t held;   // bytes in memory: none, unless the disk is full
        std::size_t level;  // how often its rows were merged
    };

    std::vector<Row> first_rows() const {
        auto rows = order_.sorted(batches_);
        rows.resize(std::min(rows.size(), limit_));
        return rows;
    }

    // What is kept is in order, and equal rows that come later stay behind it: the sort at the end is stable.
    void forget_surplus() {
        std::vector<Batch> kept;
        for (const auto& row : first_rows()) {
            if (kept.empty() || kept.back().size() >= Batch::kRows) {
                kept.emplace_back();
            }
            kept.back().append_copy(row);
        }
        batches_ = std::move(kept);
        rows_ = limit_;
        bytes_ = 0;
        for (const auto& batch : batches_) {
            bytes_ += batch.bytes();
        }
        hold();
    }

    void hold() {
        auto bytes = bytes_;
        for (const auto& run : runs_) {
            bytes += run.held;
        }
        memory_.hold(bytes);
    }

    void spill() {
        if (is_read_) {
            return;  // the rows that are being pushed refer to it
        }
        make_run();
        for (auto& run : runs_) {
            run.rows->spill();
            run.held = 0;
        }
        merge_levels();
        hold();
    }

    // When there are runs on disk, what comes behind this command needs the memory more.
    void spill_rest() {
        try {
            spill();
        } catch (const std::system_error&) {
            // The disk is full. The last rows are merged from memory, as long as nobody else needs it.
        }
    }

    // Makes a run of what has come since the last one, still in memory.
    void make_run() {
        if (batches_.empty()) {
            return;
        }
        const auto rows = first_rows();
        auto spool = std::make_unique<RowSpool>(files_);
        SpoolSink sink(*spool);
        push_rows(std::move(batches_), rows, sink);
        runs_.push_back({std::move(spool), bytes_, 0});
        batches_.clear();
        bytes_ = 0;
        rows_ = 0;
    }

    void merge_levels() {
        while (runs_.size() >= kRunsOfLevel) {
            const auto first = runs_.size() - kRunsOfLevel;
            const auto level = runs_.back().level;
            if (runs_[first].level != level) {
                return;
            }
            auto merged = merge_from(first);
            if (merged == nullptr) {
                return;
            }
            runs_.erase(runs_.begin() + static_cast<std::ptrdiff_t>(first), runs_.end());
            runs_.push_back({std::move(merged), 0, level + 1});
        }
    }

    // Null when the disk has no room for it; the runs are what they were then.
    std::unique_ptr<RowSpool> merge_from(std::size_t first) const {
        auto merged = std::make_unique<RowSpool>(files_);
        SpoolSink sink(*merged, [&merged] { merged->spill(); });
        try {
            RowMerge<Order> merge(order_, spools_from(first));
            push_merged(merge, limit_, sink);
        } catch (const std::system_error&) {
            return nullptr;
        }
        return merged;
    }

    // In the order in which equal rows leave.
    std::vector<RowSpool*> spools_from(std::size_t first) const {
        std::vector<RowSpool*> spools;
        for (auto run = runs_.begin() + static_cast<std::ptrdiff_t>(first); run != runs_.end(); ++run) {
            spools.push_back(run->rows.get());
        }
        if (Order::kLaterFirst) {
            std::reverse(spools.begin(), spools.end());
        }
        return spools;
    }

    const Order& order_;
    std::size_t limit_;
    std::shared_ptr<TemporaryFiles> files_;
    std::vector<SortedRun> runs_;  // as their rows came
    std::vector<Batch> batches_;   // what came behind them
    std::size_t rows_ = 0;         // of the batches
    std::size_t bytes_ = 0;        // of the batches
    bool is_read_ = false;
    HeldMemory memory_;
};

}  // namespace karst
