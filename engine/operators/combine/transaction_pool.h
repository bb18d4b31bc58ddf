// Pool of the open transactions of the command transaction (Search Reference, transaction), into which events come newest
// first. The result row of a group is made in transaction_result.h.
#pragma once

#include "engine/row/row.h"
#include "engine/run/run_context.h"

#include <cstdint>
#include <functional>
#include <list>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace karst {

struct TransactionRules {
    std::vector<FieldId> fields;  // none: all events may come together
    FieldId time = 0;
    std::optional<double> max_span;
    std::optional<double> max_pause;
    std::size_t max_events = 0;
    std::size_t max_open = 0;
    std::size_t max_open_events = 0;
    bool has_start = false;  // startswith and endswith are there
    bool has_end = false;
    bool connected = true;
    bool unify_ends = false;
    bool keep_orphans = false;
    bool keep_evicted = false;
    bool constrained = false;  // any option says when a transaction ends
};

struct TransactionEvent {
    Row row;
    std::optional<double> time;
    bool starts = false;  // it matches startswith
    bool ends = false;
};

struct Transaction {
    std::vector<Row> events;  // newest first
    std::optional<double> earliest;
    std::optional<double> latest;
    bool closed = false;  // it ended by its rules, not because events or memory ran out
    bool orphan = false;  // an event that belongs to none
};

class TransactionPool {
public:
    TransactionPool(const TransactionRules& rules, RunContext& run);

    /// Takes an event that is no newer than those before it.
    void add(const TransactionEvent& event);
    /// The transactions to show, in the order in which they ended. Called once, after the last event.
    std::vector<Transaction> finish();

private:
    using FieldValues = std::vector<std::vector<std::string>>;  // for each of the fields
    struct Open;
    using OpenList = std::list<Open>;
    using Expiry = std::multimap<double, OpenList::iterator, std::greater<>>;
    struct Open {
        Transaction transaction;
        FieldValues values;
        bool has_start = false;
        bool has_end = false;
        std::uint64_t used = 0;
        std::optional<Expiry::iterator> expiry;
    };
    enum class Reason { Rule, Evicted, EndOfEvents };

    FieldValues values_of(const Row& row) const;
    std::optional<OpenList::iterator> find(const FieldValues& values);
    std::optional<OpenList::iterator> find_unconnected(const FieldValues& values);
    OpenList::iterator open();
    void append(OpenList::iterator open, const TransactionEvent& event, FieldValues values);
    void set_expiry(OpenList::iterator open);
    void expire(double time);
    void close(OpenList::iterator open, Reason reason);
    void keep_orphan(const Row& row, std::optional<double> time);
    void evict_surplus();
    void warn_once(bool& warned, const std::string& message);

    const TransactionRules& rules_;
    RunContext& run_;
    OpenList open_;  // the one that took an event last is first
    std::unordered_map<std::string, std::vector<OpenList::iterator>> by_value_;
    Expiry expiry_;  // by the time below which no event belongs to a transaction, latest first
    std::uint64_t uses_ = 0;
    std::size_t open_events_ = 0;
    std::vector<Transaction> ended_;
    bool warned_events_ = false;
    bool warned_open_ = false;
};

}  // namespace karst
