// Drives the states of statistical functions directly.
#pragma once

#include "engine/aggregate/aggregate.h"
#include "engine/run/run_context.h"
#include "engine/value/number.h"

#include <memory>
#include <string>
#include <vector>

namespace karst {

/// What a function sees of one row; several values are a multivalue.
struct SeenRow {
    std::vector<std::string> values;
    double time = 0;
};

class AggregateFixture {
public:
    explicit AggregateFixture(std::string_view function, double parameter = 0) : spec_(find_aggregate(function)) {
        options_.parameter = parameter;
    }

    AggregateStatePtr start() const { return spec_->state.make(options_); }

    void see(AggregateState& state, const SeenRow& row) {
        const auto items = arena_.values(row.values.size());
        for (std::size_t index = 0; index < items.size(); ++index) {
            items[index] = Value::string(arena_.copy(row.values[index]));
        }
        state.update({Value::multivalue(items), Value::number(row.time), arena_});
    }

    /// The result over the rows: "(null)", text, or "[a|b]".
    std::string over(const std::vector<SeenRow>& rows) {
        auto state = start();
        for (const auto& row : rows) {
            see(*state, row);
        }
        return result(*state);
    }

    /// The same over rows of one value each, one second apart.
    std::string of(const std::vector<std::string>& values) {
        std::vector<SeenRow> rows;
        for (const auto& value : values) {
            rows.push_back({{value}, static_cast<double>(rows.size())});
        }
        return over(rows);
    }

    Value value(const AggregateState& state) { return state.finish(arena_, run_); }

    std::string result(const AggregateState& state) {
        const Value value = this->value(state);
        std::string text;
        if (value.is_null()) {
            return "(null)";
        }
        if (!value.is_multivalue()) {
            append_text(value, text);
            return text;
        }
        for (const Value item : value.items()) {
            text += text.empty() ? "[" : "|";
            append_text(item, text);
        }
        return text + "]";
    }

private:
    const AggregateSpec* spec_;
    AggregateOptions options_;
    Arena arena_;
    RunContext run_;
};

}  // namespace karst
