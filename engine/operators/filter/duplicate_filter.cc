#include "engine/operators/filter/duplicate_filter.h"

#include "base/hash.h"
#include "engine/operators/common/row_key.h"
#include "engine/plan/batches.h"
#include "engine/row/row_merge.h"

#include <absl/container/flat_hash_map.h>
#include <absl/hash/hash.h>

#include <array>
#include <limits>
#include <string>
#include <utility>

namespace karst {

namespace {

// Rows with their numbers in the first slot.
struct ByNumber {
    using Key = double;
    static void read(const Row& row, Key& key) { key = row.get(0).as_number(); }
    static int compare(Key left, Key right) { return left < right ? -1 : left > right ? 1 : 0; }
};

}  // namespace

bool DuplicateRules::lets_through(const Row& row, bool keeps) const {
    if (keeps || !keep_events) {
        return keeps;
    }
    for (const auto id : fields) {
        if (id < row.slots().size()) {
            row.slots()[id] = Value();
        }
    }
    return true;
}

struct DuplicateFilter::Keys {
    absl::flat_hash_map<std::string, std::size_t, TextHash, TextEqual> counts;
};

DuplicateFilter::DuplicateFilter(const DuplicateRules& rules, std::shared_ptr<TemporaryFiles> files,
                                 std::function<void()> changed, unsigned depth)
    : rules_(rules), files_(std::move(files)), changed_(std::move(changed)), depth_(depth), seen_(std::make_unique<Keys>()),
      passed_(files_) {}

DuplicateFilter::~DuplicateFilter() = default;

DuplicateFilter::Verdict DuplicateFilter::decide(const Row& row) {
    if (!make_key(row, rules_.fields, key_)) {
        return rules_.keep_empty ? Verdict::Keep : Verdict::Drop;
    }
    const auto seen = seen_->counts.find(key_.key());
    if (seen == seen_->counts.end()) {
        if (puts_aside() && partition_of(key_.key()) >= here_) {
            return Verdict::Unknown;
        }
        return ++remember(key_.key(), 0) <= rules_.most ? Verdict::Keep : Verdict::Drop;
    }
    return ++seen->second <= rules_.most ? Verdict::Keep : Verdict::Drop;
}

// Another hash for each depth: the keys of one partition are divided anew.
std::size_t DuplicateFilter::partition_of(std::string_view key) const {
    return absl::Hash<std::pair<unsigned, std::string_view>>{}({depth_, key}) % kPartitions;
}

std::size_t& DuplicateFilter::remember(std::string_view key, std::size_t count) {
    const auto [seen, is_new] = seen_->counts.emplace(key, count);
    seen_bytes_ += is_new ? key.size() + sizeof(*seen) + 1 : 0;
    return seen->second;
}

void DuplicateFilter::add(double number, const Row& row) {
    const auto verdict = decide(row);
    if (verdict == Verdict::Unknown) {
        put(partitions_[partition_of(key_.key())], number, row);
    } else if (rules_.lets_through(row, verdict == Verdict::Keep)) {
        put(passed_, number, row);
    }
}

void DuplicateFilter::put(RowSpool& spool, double number, const Row& row) {
    numbered_.assign(1, Value::number(number));
    numbered_.insert(numbered_.end(), row.slots().begin(), row.slots().end());
    spool.add(Row(numbered_));
}

// A key stands where rows have their numbers.
void DuplicateFilter::put_key(RowSpool& spool, std::string_view key, std::size_t count) {
    std::array record = {Value::string(key), Value::number(static_cast<double>(count))};
    spool.add(Row(record));
}

// A partition begins with its keys.
void DuplicateFilter::take(RowSpool& partition) {
    auto reader = partition.read();
    Batch batch;
    while (reader.next(batch)) {
        for (const auto& row : batch.rows()) {
            const auto first = row.get(0);
            if (first.is_number()) {
                add(first.as_number(), without_number(row));
                continue;
            }
            const auto key = first.as_string();
            const auto count = static_cast<std::size_t>(row.get(1).as_number());
            const auto number = puts_aside() ? partition_of(key) : 0;
            if (number < here_) {
                remember(key, count);
            } else {
                put_key(partitions_[number], key, count);
            }
        }
        changed_();
    }
}

void DuplicateFilter::finish(RowSink& sink) {  // NOLINT(misc-no-recursion): kMaxDepth
    seen_ = std::make_unique<Keys>();
    seen_bytes_ = 0;
    changed_();
    for (auto& partition : partitions_) {
        if (partition.rows() == 0) {
            continue;
        }
        partition_filter_ = std::make_unique<DuplicateFilter>(rules_, files_, changed_, depth_ + 1);
        partition_filter_->take(partition);
        partition.clear();
        SpoolSink survivors(survivors_.emplace_back(files_), changed_);
        partition_filter_->finish(survivors);
        partition_filter_.reset();
        changed_();
    }
    std::vector<RowSpool*> spools{&passed_};
    for (auto& survivors : survivors_) {
        spools.push_back(&survivors);
    }
    const ByNumber order;
    RowMerge<ByNumber> merge(order, spools);
    push_merged(merge, std::numeric_limits<std::size_t>::max(), sink);
}

std::size_t DuplicateFilter::held_bytes() const {  // NOLINT(misc-no-recursion): kMaxDepth
    auto bytes = seen_bytes_ + passed_.held_bytes();
    for (const auto& partition : partitions_) {
        bytes += partition.held_bytes();
    }
    for (const auto& survivors : survivors_) {
        bytes += survivors.held_bytes();
    }
    return bytes + (partition_filter_ != nullptr ? partition_filter_->held_bytes() : 0);
}

void DuplicateFilter::spill() {  // NOLINT(misc-no-recursion): kMaxDepth
    if (partition_filter_ != nullptr) {
        partition_filter_->spill();
    }
    passed_.spill();
    for (auto& partition : partitions_) {
        partition.spill();
    }
    for (auto& survivors : survivors_) {
        survivors.spill();
    }
    // Few keys can all be in one half of the partitions.
    const auto before = seen_bytes_;
    while (depth_ < kMaxDepth && here_ > 0 && seen_bytes_ > before / 2) {
        give_up_half();
    }
}

void DuplicateFilter::give_up_half() {
    while (partitions_.size() < kPartitions) {
        partitions_.emplace_back(files_);
    }
    const auto before = here_;
    auto all = std::exchange(seen_, std::make_unique<Keys>());
    seen_bytes_ = 0;
    here_ /= 2;
    for (const auto& [key, count] : all->counts) {
        const auto number = partition_of(key);
        if (number < here_) {
            remember(key, count);
        } else {
            put_key(partitions_[number], key, count);
        }
    }
    all.reset();
    for (auto number = here_; number < before; ++number) {
        partitions_[number].spill();
    }
}

}  // namespace karst
