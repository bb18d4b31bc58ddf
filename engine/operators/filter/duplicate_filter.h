// Filter of duplicates: the rows that are among the first of their keys, also when there are more keys than memory holds.
//
// Keys belong to one of 16 partitions by their hash. At first all partitions are here, and each row is decided about when it
// comes. Each time memory is short, half of the partitions are given up: their keys go to disk, and rows that have keys of them
// are put aside with a number that says where they stood. In the end these partitions are decided one by one, in the same way
// with another hash, and all rows that stay are merged by their numbers.
#pragma once

#include "base/temporary_file.h"
#include "engine/plan/operator.h"
#include "engine/row/row_spool.h"
#include "engine/value/key_encoder.h"

#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <string_view>
#include <vector>

namespace karst {

/// What dedup lets through.
struct DuplicateRules {
    std::vector<FieldId> fields;  // the key
    std::size_t most;             // rows of one key
    bool keep_events;             // rows beyond that without the fields of the key, instead of not at all
    bool keep_empty;              // rows that lack a field of the key

    /// A row that `keeps` says is no duplicate, or one; which then loses its fields when it stays.
    bool lets_through(const Row& row, bool keeps) const;
};

class DuplicateFilter {
public:
    /// `changed` is called when much may be held that was not before, or the other way round. `rules` outlives this. `depth`
    /// is how often the rows have been divided already.
    DuplicateFilter(const DuplicateRules& rules, std::shared_ptr<TemporaryFiles> files, std::function<void()> changed,
                    unsigned depth = 0);
    ~DuplicateFilter();
    DuplicateFilter(const DuplicateFilter&) = delete;
    DuplicateFilter& operator=(const DuplicateFilter&) = delete;

    /// Rows cannot all be decided about when they come: use add() and finish().
    bool puts_aside() const { return here_ < kPartitions; }

    /// Decides about the next row. Only while !puts_aside().
    bool keeps(const Row& row) { return rules_.lets_through(row, decide(row) == Verdict::Keep); }

    /// Takes the next row; its number is above that of the one before.
    void add(double number, const Row& row);
    /// Decides about all rows that add() took, and gives those that stay in their order and with their numbers.
    void finish(RowSink& sink);
    static Row without_number(const Row& row) { return Row(row.slots().subspan(1)); }

    std::size_t held_bytes() const;
    /// Writes the rows to disk, and half of the keys. Between rows; also within `changed`, and within the sink of finish().
    /// Throws std::system_error and then still knows everything.
    void spill();

private:
    static constexpr std::size_t kPartitions = 16;
    static constexpr unsigned kMaxDepth = 8;  // 16^8 parts

    enum class Verdict { Keep, Drop, Unknown };
    struct Keys;

    Verdict decide(const Row& row);
    std::size_t partition_of(std::string_view key) const;
    std::size_t& remember(std::string_view key, std::size_t count);
    void take(RowSpool& partition);
    void give_up_half();
    void put(RowSpool& spool, double number, const Row& row);
    static void put_key(RowSpool& spool, std::string_view key, std::size_t count);

    const DuplicateRules& rules_;
    std::shared_ptr<TemporaryFiles> files_;
    std::function<void()> changed_;
    unsigned depth_;
    std::unique_ptr<Keys> seen_;      // rows of each key of the partitions that are here
    std::size_t here_ = kPartitions;  // so many of the partitions are, the first ones
    std::size_t seen_bytes_ = 0;
    std::vector<RowSpool> partitions_;                   // keys of those that are not here, and rows; none while all are
    RowSpool passed_;                                    // rows that stay
    std::deque<RowSpool> survivors_;                     // of the partitions that have been decided
    std::unique_ptr<DuplicateFilter> partition_filter_;  // of the one that is being decided
    KeyEncoder key_;
    std::vector<Value> numbered_;
};

}  // namespace karst
