#include "engine/operators/combine/transaction_pool.h"

#include "engine/value/number.h"

#include <algorithm>
#include <limits>

namespace karst {

namespace {

bool have_common(const std::vector<std::string>& left, const std::vector<std::string>& right) {
    return std::any_of(left.begin(), left.end(),
                       [&](const std::string& value) { return std::find(right.begin(), right.end(), value) != right.end(); });
}

// Both have values of a field, and none in common.
bool conflict(const std::vector<std::vector<std::string>>& left, const std::vector<std::vector<std::string>>& right) {
    for (std::size_t field = 0; field < left.size(); ++field) {
        if (!left[field].empty() && !right[field].empty() && !have_common(left[field], right[field])) {
            return true;
        }
    }
    return false;
}

bool is_empty(const std::vector<std::vector<std::string>>& values) {
    return std::all_of(values.begin(), values.end(), [](const auto& field) { return field.empty(); });
}

std::string index_key(std::size_t field, const std::string& value) {
    return std::to_string(field) + ':' + value;
}

}  // namespace

TransactionPool::TransactionPool(const TransactionRules& rules, RunContext& run) : rules_(rules), run_(run) {}

void TransactionPool::add(const TransactionEvent& event) {
    if (event.time) {
        expire(*event.time);
    }
    auto values = values_of(event.row);
    auto found = find(values);
    if (!rules_.fields.empty() && is_empty(values)) {
        // unifyends=false: what begins or ends a transaction need not have any of the fields.
        const bool may_join = !rules_.unify_ends && (event.ends || (event.starts && !open_.empty()));
        if (!may_join) {
            keep_orphan(event.row, event.time);
            return;
        }
        found = event.ends ? std::nullopt : std::optional(open_.begin());
    }
    // Events come newest first: one that ends a transaction is the first of it that is seen.
    if (event.ends && found) {
        close(*found, Reason::Rule);
        found.reset();
    }
    const auto target = found ? *found : open();
    append(target, event, std::move(values));
    if (event.starts) {
        close(target, Reason::Rule);
    } else if (target->transaction.events.size() >= rules_.max_events) {
        if (rules_.max_events == run_.limits.transaction_events) {
            warn_once(warned_events_, "transaction closed transactions at " + std::to_string(rules_.max_events) + " events");
        }
        close(target, Reason::Rule);
    }
    evict_surplus();
}

std::vector<Transaction> TransactionPool::finish() {
    while (!open_.empty()) {
        close(std::prev(open_.end()), Reason::EndOfEvents);
    }
    return std::move(ended_);
}

TransactionPool::FieldValues TransactionPool::values_of(const Row& row) const {
    FieldValues values(rules_.fields.size());
    for (std::size_t field = 0; field < rules_.fields.size(); ++field) {
        const Value value = row.get(rules_.fields[field]);
        for (const Value item : value.items()) {
            append_text(item, values[field].emplace_back());
        }
    }
    return values;
}

// The transaction that shares a value with the event and contradicts it nowhere; of several the one used last.
std::optional<TransactionPool::OpenList::iterator> TransactionPool::find(const FieldValues& values) {
    if (rules_.fields.empty()) {
        return open_.empty() ? std::nullopt : std::optional(open_.begin());
    }
    std::optional<OpenList::iterator> best;
    for (std::size_t field = 0; field < values.size(); ++field) {
        for (const auto& value : values[field]) {
            const auto entry = by_value_.find(index_key(field, value));
            if (entry == by_value_.end()) {
                continue;
            }
            for (const auto candidate : entry->second) {
                if ((!best || candidate->used > (*best)->used) && !conflict(candidate->values, values)) {
                    best = candidate;
                }
            }
        }
    }
    return best || rules_.connected ? best : find_unconnected(values);
}

// connected=false: a transaction also takes an event that has only fields which the transaction has no values of yet.
std::optional<TransactionPool::OpenList::iterator> TransactionPool::find_unconnected(const FieldValues& values) {
    for (auto candidate = open_.begin(); candidate != open_.end(); ++candidate) {
        const bool complete =
            std::none_of(candidate->values.begin(), candidate->values.end(), [](const auto& field) { return field.empty(); });
        if (!complete && !conflict(candidate->values, values)) {
            return candidate;
        }
    }
    return std::nullopt;
}

TransactionPool::OpenList::iterator TransactionPool::open() {
    open_.emplace_front();
    open_.front().values.resize(rules_.fields.size());
    return open_.begin();
}

void TransactionPool::append(OpenList::iterator open, const TransactionEvent& event, FieldValues values) {
    auto& transaction = open->transaction;
    transaction.events.push_back(event.row);
    if (event.time) {
        transaction.earliest = event.time;
        transaction.latest = transaction.latest ? transaction.latest : event.time;
    }
    for (std::size_t field = 0; field < values.size(); ++field) {
        auto& known = open->values[field];
        for (auto& value : values[field]) {
            if (std::find(known.begin(), known.end(), value) == known.end()) {
                by_value_[index_key(field, value)].push_back(open);
                known.push_back(std::move(value));
            }
        }
    }
    open->has_start = open->has_start || event.starts;
    open->has_end = open->has_end || event.ends;
    open->used = ++uses_;
    ++open_events_;
    open_.splice(open_.begin(), open_, open);
    set_expiry(open);
}

void TransactionPool::set_expiry(OpenList::iterator open) {
    if (open->expiry) {
        expiry_.erase(*open->expiry);
        open->expiry.reset();
    }
    constexpr auto never = -std::numeric_limits<double>::infinity();
    const auto& transaction = open->transaction;
    if (transaction.earliest && (rules_.max_span || rules_.max_pause)) {
        const double by_span = rules_.max_span ? *transaction.latest - *rules_.max_span : never;
        const double by_pause = rules_.max_pause ? *transaction.earliest - *rules_.max_pause : never;
        open->expiry = expiry_.emplace(std::max(by_span, by_pause), open);
    }
}

void TransactionPool::expire(double time) {
    while (!expiry_.empty() && expiry_.begin()->first > time) {
        close(expiry_.begin()->second, Reason::Rule);
    }
}

void TransactionPool::close(OpenList::iterator open, Reason reason) {
    const bool whole = (!rules_.has_start || open->has_start) && (!rules_.has_end || open->has_end);
    const bool has_ends = rules_.has_start || rules_.has_end;
    auto& transaction = open->transaction;
    transaction.closed = whole && (reason == Reason::Rule || (reason == Reason::EndOfEvents && has_ends));
    // Without startswith and endswith the last events make a transaction too, though nothing closes it.
    const bool left_over = reason == Reason::EndOfEvents && !has_ends;
    for (std::size_t field = 0; field < open->values.size(); ++field) {
        for (const auto& value : open->values[field]) {
            const auto entry = by_value_.find(index_key(field, value));
            entry->second.erase(std::remove(entry->second.begin(), entry->second.end(), open), entry->second.end());
            if (entry->second.empty()) {
                by_value_.erase(entry);
            }
        }
    }
    if (open->expiry) {
        expiry_.erase(*open->expiry);
    }
    open_events_ -= transaction.events.size();
    if (transaction.closed || left_over || rules_.keep_evicted || !rules_.constrained) {
        ended_.push_back(std::move(transaction));
    } else if (rules_.keep_orphans) {
        for (const auto& row : transaction.events) {
            keep_orphan(row, to_number(row.get(rules_.time)));
        }
    }
    open_.erase(open);
}

void TransactionPool::keep_orphan(const Row& row, std::optional<double> time) {
    if (rules_.keep_orphans) {
        Transaction orphan;
        orphan.events.push_back(row);
        orphan.earliest = time;
        orphan.orphan = true;
        ended_.push_back(std::move(orphan));
    }
}

void TransactionPool::evict_surplus() {
    while (open_.size() > rules_.max_open || (open_events_ > rules_.max_open_events && open_.size() > 1)) {
        warn_once(warned_open_, "transaction had more open transactions than maxopentxn or maxopenevents allow; the ones not "
                                "used longest were ended early");
        close(std::prev(open_.end()), Reason::Evicted);
    }
}

void TransactionPool::warn_once(bool& warned, const std::string& message) {
    if (!warned) {
        run_.warn(message);
        warned = true;
    }
}

}  // namespace karst
