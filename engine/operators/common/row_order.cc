#include "engine/operators/common/row_order.h"
#include "engine/plan/batches.h"

#include "engine/text/ip.h"
#include "engine/value/number.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace karst {

namespace {

using SortValue = RowOrder::SortValue;

bool equal(const SortValue& left, const SortValue& right) {
    return left.rank == right.rank && left.number == right.number && left.text == right.text;
}

bool comes_before(const SortValue& left, const SortValue& right) {
    if (left.rank != right.rank) {
        return left.rank < right.rank;
    }
    return left.rank == SortValue::Rank::Number ? left.number < right.number : left.text < right.text;
}

// An address as bytes that compare as addresses do.
std::optional<std::string_view> address_bytes(std::string_view text, Arena& arena) {
    const bool likely = !text.empty() && text.size() <= 45 && text.find_first_of(".:") != std::string_view::npos;
    const auto address = likely ? IpAddress::parse(text) : std::nullopt;
    if (!address) {
        return std::nullopt;
    }
    std::string bytes(1, static_cast<char>(address->version));
    bytes.append(reinterpret_cast<const char*>(address->bytes.data()), address->bytes.size());
    return arena.copy(bytes);
}

}  // namespace

RowOrder::RowOrder(const SortCommand& command, Planner& planner) {
    for (const auto& key : command.keys) {
        fields_.push_back({key.field.name, planner.field(key.field.name), key.descending != command.reversed, key.kind});
    }
}

void RowOrder::propagate_required_fields(FieldSet& live) const {
    for (const auto& field : fields_) {
        live.add(field.name);
    }
}

RowOrder::SortValue RowOrder::sort_value(Value value, SortCommand::Kind kind, Arena& arena) const {
    if (value.is_null()) {
        return {};
    }
    value = value.items().front();  // a list sorts by its first value
    const bool by_number = kind == SortCommand::Kind::Automatic || kind == SortCommand::Kind::Number;
    if (const auto number = by_number ? to_number(value) : std::nullopt) {
        // What is no number is in no order with numbers; it stands behind them.
        return std::isnan(*number) ? SortValue{SortValue::Rank::NotANumber, 0, {}}
                                   : SortValue{SortValue::Rank::Number, *number, {}};
    }
    const auto text = text_of(value, arena);
    if (kind == SortCommand::Kind::Automatic || kind == SortCommand::Kind::Address) {
        if (const auto bytes = address_bytes(text, arena)) {
            return {SortValue::Rank::Address, 0, *bytes};
        }
    }
    return {SortValue::Rank::Text, 0, text};
}

bool RowOrder::before(const SortValue* left, const SortValue* right) const {
    for (std::size_t index = 0; index < fields_.size(); ++index) {
        const auto& a = left[index];
        const auto& b = right[index];
        if (equal(a, b)) {
            continue;
        }
        // Missing values are last in either direction.
        const bool missing = a.rank == SortValue::Rank::Missing || b.rank == SortValue::Rank::Missing;
        return fields_[index].descending && !missing ? comes_before(b, a) : comes_before(a, b);
    }
    return false;
}

void RowOrder::read(const Row& row, Key& key) const {
    key.values.clear();
    key.texts.clear();
    for (const auto& field : fields_) {
        key.values.push_back(sort_value(row.get(field.field), field.kind, key.texts));
    }
}

int RowOrder::compare(const Key& left, const Key& right) const {
    if (before(left.values.data(), right.values.data())) {
        return -1;
    }
    return before(right.values.data(), left.values.data()) ? 1 : 0;
}

std::vector<Row> RowOrder::sorted(const std::vector<Batch>& batches) const {
    const auto rows = all_rows(batches);
    Arena arena;
    std::vector<SortValue> values;
    values.reserve(rows.size() * fields_.size());
    for (const auto& row : rows) {
        for (const auto& field : fields_) {
            values.push_back(sort_value(row.get(field.field), field.kind, arena));
        }
    }
    std::vector<std::size_t> order(rows.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t left, std::size_t right) {
        return before(values.data() + left * fields_.size(), values.data() + right * fields_.size());
    });

    std::vector<Row> sorted;
    sorted.reserve(order.size());
    for (const auto index : order) {
        sorted.push_back(rows[index]);
    }
    return sorted;
}

}  // namespace karst
