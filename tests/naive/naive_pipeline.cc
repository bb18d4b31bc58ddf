#include "tests/naive/naive_pipeline.h"

#include "parser/commands/fields/eval.h"
#include "parser/commands/filter/dedup.h"
#include "parser/commands/filter/head.h"
#include "parser/commands/filter/search.h"
#include "parser/commands/filter/where.h"
#include "parser/commands/order/sort.h"
#include "parser/commands/statistics/stats.h"
#include "tests/naive/naive_value.h"

#include <algorithm>
#include <set>
#include <stdexcept>

namespace karst::naive {

namespace {

using Texts = std::vector<std::string>;

Texts values_of(const NaiveRow& row, const std::string& field) {
    const auto found = row.find(field);
    return found == row.end() ? Texts() : found->second;
}

void assign(NaiveRow& row, const std::string& field, const NaiveValue& value) {
    row.erase(field);
    if (value.kind == NaiveValue::Kind::List) {
        row[field] = value.list;
    } else if (!value.is_null()) {
        row[field] = {value.shown()};
    }
}

void sort_rows(const SortCommand& command, NaiveRows& rows) {
    // Numbers before other text, what has no value at the end; a list by its first value.
    const auto order = [](const Texts& left, const Texts& right) {
        if (left.empty() || right.empty()) {
            return static_cast<int>(left.empty()) - static_cast<int>(right.empty());
        }
        const auto a = number_spelled(left.front());
        const auto b = number_spelled(right.front());
        if (a && b) {
            return *a < *b ? -1 : *a > *b ? 1 : 0;
        }
        return a ? -1 : b ? 1 : left.front().compare(right.front());
    };
    std::stable_sort(rows.begin(), rows.end(), [&](const NaiveRow& left, const NaiveRow& right) {
        for (const auto& key : command.keys) {
            const int one = order(values_of(left, key.field.name), values_of(right, key.field.name));
            const bool missing = values_of(left, key.field.name).empty() || values_of(right, key.field.name).empty();
            if (one != 0) {
                return (key.descending && !missing) ? one > 0 : one < 0;
            }
        }
        return false;
    });
}

NaiveRows deduplicated(const DedupCommand& command, const NaiveRows& rows) {
    std::map<std::vector<Texts>, std::int64_t> seen;
    NaiveRows kept;
    for (const auto& row : rows) {
        std::vector<Texts> key;
        for (const auto& field : command.fields) {
            key.push_back(values_of(row, field.name));
        }
        const bool complete = std::none_of(key.begin(), key.end(), [](const Texts& texts) { return texts.empty(); });
        if (complete && seen[key]++ < command.most) {
            kept.push_back(row);
        }
    }
    return kept;
}

// All values of a field in a group, one behind the other.
Texts all_values(const AggregateCall& call, const NaiveRows& group) {
    Texts all;
    for (const auto& row : group) {
        const auto values = values_of(row, call.field.name);
        all.insert(all.end(), values.begin(), values.end());
    }
    return all;
}

NaiveValue extreme(const Texts& values, bool largest) {
    const auto less = [](const std::string& left, const std::string& right) {
        const auto a = number_spelled(left);
        const auto b = number_spelled(right);
        return a && b ? *a < *b : a ? true : b ? false : left < right;
    };
    if (values.empty()) {
        return NaiveValue::null();
    }
    return NaiveValue::of(largest ? *std::max_element(values.begin(), values.end(), less)
                                  : *std::min_element(values.begin(), values.end(), less));
}

NaiveValue aggregate(const AggregateCall& call, const NaiveRows& group) {
    if (call.function == "count" && call.field.name.empty()) {
        return NaiveValue::of(static_cast<double>(group.size()));
    }
    const auto values = all_values(call, group);
    const std::set<std::string> distinct(values.begin(), values.end());
    if (call.function == "count") {
        return NaiveValue::of(static_cast<double>(values.size()));
    }
    if (call.function == "dc") {
        return NaiveValue::of(static_cast<double>(distinct.size()));
    }
    if (call.function == "values") {
        return NaiveValue::of(Texts(distinct.begin(), distinct.end()));
    }
    if (call.function == "list") {
        return NaiveValue::of(values);
    }
    if (call.function == "min" || call.function == "max") {
        return extreme(values, call.function == "max");
    }
    if (call.function == "first" || call.function == "last") {
        return values.empty() ? NaiveValue::null() : NaiveValue::of(call.function == "first" ? values.front() : values.back());
    }
    if (call.function == "sum" || call.function == "avg") {
        double sum = 0;
        double count = 0;
        for (const auto& value : values) {
            if (const auto number = number_spelled(value)) {
                sum += *number;
                ++count;
            }
        }
        return count == 0 ? NaiveValue::null() : NaiveValue::of(call.function == "sum" ? sum : sum / count);
    }
    throw std::logic_error("the naive evaluator does not know the aggregate " + call.function);
}

// A row for each combination of the values of the BY fields; a row that lacks one of them has none.
NaiveRows split(const NaiveRow& row, const std::vector<FieldName>& by) {
    NaiveRows rows = {row};
    for (const auto& field : by) {
        NaiveRows next;
        for (const auto& one : rows) {
            for (const auto& value : values_of(one, field.name)) {
                next.push_back(one);
                next.back()[field.name] = {value};
            }
        }
        rows = std::move(next);
    }
    return rows;
}

NaiveRows statistics(const StatsCommand& command, const NaiveRows& rows) {
    // Aggregates see the row as it came in, whatever of its values the group is about.
    std::map<Texts, NaiveRows> groups;
    if (command.by.empty()) {
        groups[{}];
    }
    for (const auto& row : rows) {
        for (const auto& one : split(row, command.by)) {
            Texts key;
            for (const auto& field : command.by) {
                key.push_back(one.at(field.name).front());
            }
            groups[key].push_back(row);
        }
    }
    NaiveRows results;
    for (const auto& [key, group] : groups) {
        auto& result = results.emplace_back();
        for (std::size_t index = 0; index < key.size(); ++index) {
            result[command.by[index].name] = {key[index]};
        }
        for (const auto& call : command.aggregates) {
            assign(result, call.output, aggregate(call, group));
        }
    }
    return results;
}

template <class Keep>
void keep_if(NaiveRows& rows, Keep keep) {
    rows.erase(std::remove_if(rows.begin(), rows.end(), [&](const NaiveRow& row) { return !keep(row); }), rows.end());
}

}  // namespace

NaiveRows run(const Pipeline& pipeline, NaiveRows rows) {
    for (const auto& one : pipeline.commands) {
        const Command& command = *one;
        if (command.name == "search") {
            const auto& search = static_cast<const SearchCommand&>(command);
            keep_if(rows, [&](const NaiveRow& row) { return matches(*search.expression, row); });
        } else if (command.name == "where") {
            const auto& where = static_cast<const WhereCommand&>(command);
            keep_if(rows, [&](const NaiveRow& row) { return evaluate(*where.condition, row).is_true(); });
        } else if (command.name == "eval") {
            for (auto& row : rows) {
                for (const auto& assignment : static_cast<const EvalCommand&>(command).assignments) {
                    assign(row, assignment.target.name, evaluate(*assignment.value, row));
                }
            }
        } else if (command.name == "head") {
            const auto most = static_cast<std::size_t>(static_cast<const HeadCommand&>(command).limit);
            rows.resize(std::min(rows.size(), most));
        } else if (command.name == "sort") {
            sort_rows(static_cast<const SortCommand&>(command), rows);
        } else if (command.name == "dedup") {
            rows = deduplicated(static_cast<const DedupCommand&>(command), rows);
        } else if (command.name == "stats") {
            rows = statistics(static_cast<const StatsCommand&>(command), rows);
        } else {
            throw std::logic_error("the naive evaluator does not know the command " + command.name);
        }
    }
    return rows;
}

}  // namespace karst::naive
