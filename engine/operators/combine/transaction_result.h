// The row that a transaction becomes (Search Reference, transaction, "Multivalue rendering options").
#pragma once

#include "engine/operators/combine/transaction_pool.h"
#include "engine/row/row.h"
#include "engine/run/run_context.h"

#include <set>
#include <string>

namespace karst {

struct TransactionFields {
    FieldId time;
    FieldId raw;
    FieldId duration;
    FieldId event_count;
    FieldId closed;
    FieldId orphan;
};

struct TransactionRendering {
    TransactionFields fields;
    bool all_lists = false;       // every value of every event, in their order
    std::set<std::string> lists;  // fields of which it is so
    bool raw_list = false;
    std::string null_text;  // stands in lists for an event without a value
};

/// Appends the row to `batch`, with copies of all it needs.
void append_transaction(const Transaction& transaction, const TransactionRendering& rendering, Batch& batch, RunContext& run);

}  // namespace karst
