#include "engine/operators/row_order.h"

#include "engine/text/ip.h"
#include "engine/value/compare.h"
#include "engine/value/number.h"

#include <algorithm>

namespace karst {

namespace {

std::strong_ordering compare_addresses(Value left, Value right) {
    std::string a;
    std::string b;
    append_text(left, a);
    append_text(right, b);
    const auto x = IpAddress::parse(a);
    const auto y = IpAddress::parse(b);
    if (!x || !y) {
        return compare_text(left, right);
    }
    if (x->version != y->version) {
        return x->version <=> y->version;
    }
    return x->bytes <=> y->bytes;
}

std::strong_ordering compare(Value left, Value right, SortCommand::Kind kind) {
    // A list sorts by its first value.
    const Value a = left.items().front();
    const Value b = right.items().front();
    switch (kind) {
    case SortCommand::Kind::Text:
        return compare_text(a, b);
    case SortCommand::Kind::Address:
        return compare_addresses(a, b);
    case SortCommand::Kind::Number:
    case SortCommand::Kind::Automatic:
        return compare_numbers_first(a, b);
    }
    return std::strong_ordering::equal;
}

}  // namespace

RowOrder::RowOrder(const SortCommand& command, Planner& planner) {
    for (const auto& key : command.keys) {
        keys_.push_back({key.field.name, planner.field(key.field.name), key.descending != command.reversed, key.kind});
    }
}

bool RowOrder::before(const Row& left, const Row& right) const {
    for (const auto& key : keys_) {
        const Value a = left.get(key.field);
        const Value b = right.get(key.field);
        if (a.is_null() || b.is_null()) {
            if (a.is_null() != b.is_null()) {
                return b.is_null();
            }
            continue;
        }
        const auto order = compare(a, b, key.kind);
        if (order != 0) {
            return key.descending ? order > 0 : order < 0;
        }
    }
    return false;
}

void RowOrder::require(FieldSet& live) const {
    for (const auto& key : keys_) {
        live.add(key.name);
    }
}

std::vector<const Row*> sorted_rows(const std::vector<Batch>& batches, const RowOrder& order) {
    std::vector<const Row*> rows;
    for (const auto& batch : batches) {
        for (const auto& row : batch.rows()) {
            rows.push_back(&row);
        }
    }
    std::stable_sort(rows.begin(), rows.end(), [&](const Row* a, const Row* b) { return order.before(*a, *b); });
    return rows;
}

bool push_rows(const std::vector<const Row*>& rows, RowSink& sink) {
    for (std::size_t at = 0; at < rows.size();) {
        Batch batch;
        for (; at < rows.size() && batch.size() < Batch::kRows; ++at) {
            batch.append_copy(*rows[at]);
        }
        if (!sink.push(batch)) {
            return false;
        }
    }
    return true;
}

}  // namespace karst
