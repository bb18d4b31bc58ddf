#include "engine/operators/common/row_order.h"
#include "engine/plan/batches.h"

#include "engine/text/ip.h"
#include "engine/value/number.h"

#include <algorithm>
#include <cstdint>
#include <numeric>

namespace karst {

/// What a value is compared by, worked out once a row.
struct RowOrder::SortValue {
    enum class Rank : std::uint8_t { Number, Address, Text, Missing };
    Rank rank = Rank::Missing;
    double number = 0;
    std::string_view text;

    bool equals(const SortValue& other) const { return rank == other.rank && number == other.number && text == other.text; }
    bool before(const SortValue& other) const {
        if (rank != other.rank) {
            return rank < other.rank;
        }
        return rank == Rank::Number ? number < other.number : text < other.text;
    }
};

namespace {

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
        keys_.push_back({key.field.name, planner.field(key.field.name), key.descending != command.reversed, key.kind});
    }
}

void RowOrder::propagate_required_fields(FieldSet& live) const {
    for (const auto& key : keys_) {
        live.add(key.name);
    }
}

RowOrder::SortValue RowOrder::sort_value(Value value, SortCommand::Kind kind, Arena& arena) const {
    if (value.is_null()) {
        return {};
    }
    value = value.items().front();  // a list sorts by its first value
    const bool by_number = kind == SortCommand::Kind::Automatic || kind == SortCommand::Kind::Number;
    if (const auto number = by_number ? to_number(value) : std::nullopt) {
        return {SortValue::Rank::Number, *number, {}};
    }
    const auto text = text_of(value, arena);
    if (kind == SortCommand::Kind::Automatic || kind == SortCommand::Kind::Address) {
        if (const auto bytes = address_bytes(text, arena)) {
            return {SortValue::Rank::Address, 0, *bytes};
        }
    }
    return {SortValue::Rank::Text, 0, text};
}

std::vector<Row> RowOrder::sorted(const std::vector<Batch>& batches) const {
    const auto rows = all_rows(batches);
    Arena arena;
    std::vector<SortValue> values;
    values.reserve(rows.size() * keys_.size());
    for (const auto& row : rows) {
        for (const auto& key : keys_) {
            values.push_back(sort_value(row.get(key.field), key.kind, arena));
        }
    }
    const auto before = [&](std::size_t left, std::size_t right) {
        for (std::size_t index = 0; index < keys_.size(); ++index) {
            const auto& a = values[left * keys_.size() + index];
            const auto& b = values[right * keys_.size() + index];
            if (a.equals(b)) {
                continue;
            }
            // Missing values are last in either direction.
            const bool missing = a.rank == SortValue::Rank::Missing || b.rank == SortValue::Rank::Missing;
            return keys_[index].descending && !missing ? b.before(a) : a.before(b);
        }
        return false;
    };
    std::vector<std::size_t> order(rows.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), before);

    std::vector<Row> sorted;
    sorted.reserve(order.size());
    for (const auto index : order) {
        sorted.push_back(rows[index]);
    }
    return sorted;
}

}  // namespace karst
