#include "engine/operators/combine/transaction_result.h"

#include "engine/value/number.h"

#include <algorithm>
#include <cmath>

namespace karst {

namespace {

// Rows are newest first; what is shown begins with the oldest.
template <class Visit>
void for_each_oldest_first(const std::vector<Row>& rows, FieldId field, Visit visit) {
    for (auto row = rows.rbegin(); row != rows.rend(); ++row) {
        visit(row->get(field));
    }
}

Value all_values(const std::vector<Row>& rows, FieldId field, const std::string& null_text, Batch& batch) {
    std::vector<Value> values;
    bool any = false;
    for_each_oldest_first(rows, field, [&](Value value) {
        any = any || !value.is_null();
        if (value.is_null()) {
            values.push_back(Value::string(null_text));
        }
        values.insert(values.end(), value.items().begin(), value.items().end());
    });
    return any ? batch.arena().copy(Value::multivalue(values)) : Value();
}

Value different_values(const std::vector<Row>& rows, FieldId field, Batch& batch) {
    std::vector<std::pair<std::string_view, Value>> values;
    for_each_oldest_first(rows, field, [&](Value value) {
        for (const Value item : value.items()) {
            const auto text = text_of(item, batch.arena());
            if (values.empty() || values.back().first != text) {
                values.emplace_back(text, item);
            }
        }
    });
    std::stable_sort(values.begin(), values.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<Value> distinct;
    for (std::size_t index = 0; index < values.size(); ++index) {
        if (index == 0 || values[index].first != values[index - 1].first) {
            distinct.push_back(values[index].second);
        }
    }
    return batch.arena().copy(Value::multivalue(distinct));
}

Value raw_text(const std::vector<Row>& rows, FieldId field, bool as_list, Batch& batch) {
    std::vector<Value> texts;
    std::string joined;
    for_each_oldest_first(rows, field, [&](Value value) {
        if (value.is_null()) {
            return;
        }
        joined += texts.empty() ? "" : "\n";
        append_text(value, joined);
        texts.insert(texts.end(), value.items().begin(), value.items().end());
    });
    if (as_list || texts.empty()) {
        return batch.arena().copy(Value::multivalue(texts));
    }
    return Value::string(batch.arena().copy(joined));
}

// Times of events have microseconds at most; their difference should not show more.
double duration_of(const Transaction& transaction) {
    if (!transaction.earliest || !transaction.latest) {
        return 0;
    }
    return std::round((*transaction.latest - *transaction.earliest) * 1e6) / 1e6;
}

}  // namespace

void append_transaction(const Transaction& transaction, const TransactionRendering& rendering, Batch& batch, RunContext& run) {
    const auto& rows = transaction.events;
    const auto& names = rendering.fields;
    Row& result = batch.append(run.fields.size());
    std::size_t width = 0;
    for (const auto& row : rows) {
        width = std::max(width, row.slots().size());
    }
    // A row that was made longer may have slots to spare.
    width = std::min(width, run.fields.size());
    for (FieldId field = 0; field < width; ++field) {
        const auto name = run.fields.name(field);
        if (field == names.time || name.substr(0, 5) == "date_" || transaction.orphan) {
            batch.set(result, field, batch.arena().copy(rows.back().get(field)));
        } else if (field == names.raw) {
            batch.set(result, field, raw_text(rows, field, rendering.raw_list, batch));
        } else if (rendering.all_lists || rendering.lists.count(std::string(name)) > 0) {
            batch.set(result, field, all_values(rows, field, rendering.null_text, batch));
        } else {
            batch.set(result, field, different_values(rows, field, batch));
        }
    }
    if (transaction.orphan) {
        batch.set(result, names.orphan, Value::number(1));
        return;
    }
    batch.set(result, names.duration, Value::number(duration_of(transaction)));
    batch.set(result, names.event_count, Value::number(static_cast<double>(rows.size())));
    batch.set(result, names.closed, Value::number(transaction.closed ? 1 : 0));
}

}  // namespace karst
