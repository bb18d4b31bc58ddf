#include "engine/operators/statistics/series_table.h"

#include "engine/value/compare.h"
#include "engine/value/number.h"

#include <algorithm>
#include <numeric>

namespace karst {

namespace {

void replace_all(std::string& text, std::string_view what, std::string_view with) {
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) {
        text.replace(at, what.size(), with);
    }
}

// Splunk's way with names that would be hidden fields, or none.
std::string visible_name(std::string name) {
    return name.empty() || name.front() == '_' ? "VALUE" + name : name;
}

}  // namespace

const AggregateSpec* score_function(const SeriesChoice& choice, const Planner& planner) {
    const auto* spec = find_aggregate(choice.function);
    if (spec == nullptr || !spec->unsupported.empty() || spec->takes_parameter) {
        planner.fail("spl-unknown-aggregate", choice.span, "series cannot be scored by '" + choice.function + "'",
                     Help{"use a function such as sum, max or avg"});
    }
    return spec == find_aggregate("count") ? nullptr : spec;
}

SeriesTable::SeriesTable(std::string_view command, GroupedAggregates& grouped, const SeriesOptions& options,
                         const AggregateSpec* score, std::function<std::string(Value)> label, RunContext& run)
    : command_(command), grouped_(grouped), options_(options), score_(score), label_(std::move(label)), run_(run),
      split_(grouped.groups().columns() > 1) {
    find_functions();
    find_rows_and_splits();
    make_series();
    order_series();
    join_cells();
}

void SeriesTable::find_functions() {
    const auto& aggregates = grouped_.aggregates();
    for (std::size_t index = 0; index < aggregates.size(); ++index) {
        if (!aggregates.list().is_hidden(aggregates[index].output)) {
            functions_.push_back({aggregates[index].output, index, nullptr});
        }
    }
    for (const auto& computed : aggregates.list().computed()) {
        functions_.push_back({computed.output, 0, &computed});
    }
}

void SeriesTable::find_rows_and_splits() {
    for (std::uint32_t group = 0; group < grouped_.groups().size(); ++group) {
        const auto key = grouped_.groups().key(group);
        row_of_.push_back(rows_.find_or_add(key.first(1)).group);
        split_of_.push_back(split_ ? splits_.find_or_add(key.subspan(1)).group : 0);
    }
}

// With one function, a series scores by the results in its cells; with several there is no telling which, and how often its
// value occurs decides (Search Reference, timechart, limit).
std::vector<double> SeriesTable::scores() const {
    std::vector<double> scores(splits_.size(), 0);
    if (functions_.size() != 1 || score_ == nullptr) {
        for (std::uint32_t group = 0; group < split_of_.size(); ++group) {
            scores[split_of_[group]] += static_cast<double>(grouped_.rows(group));
        }
        return scores;
    }
    Arena arena;
    std::vector<AggregateStatePtr> states;
    for (std::size_t split = 0; split < splits_.size(); ++split) {
        states.push_back(score_->state.make({}));
    }
    for (std::uint32_t group = 0; group < split_of_.size(); ++group) {
        states[split_of_[group]]->update({finish_function(group, functions_.front(), 0, arena), Value(), arena});
    }
    for (std::size_t split = 0; split < splits_.size(); ++split) {
        scores[split] = to_number(states[split]->finish(arena, run_)).value_or(0);
    }
    return scores;
}

std::vector<bool> SeriesTable::chosen() const {
    using Kind = SeriesChoice::Kind;
    const auto& choice = options_.choice;
    std::vector<bool> chosen(splits_.size(), choice.kind == Kind::All);
    if (choice.kind == Kind::All) {
        return chosen;
    }
    const auto score = scores();
    if (choice.kind == Kind::Above || choice.kind == Kind::Below) {
        for (std::size_t split = 0; split < chosen.size(); ++split) {
            chosen[split] = choice.kind == Kind::Above ? score[split] > choice.number : score[split] < choice.number;
        }
        return chosen;
    }
    std::vector<std::uint32_t> ranked;
    for (std::uint32_t split = 0; split < splits_.size(); ++split) {
        if (!splits_.key(split).front().is_null()) {
            ranked.push_back(split);
        }
    }
    const bool best_last = choice.kind == Kind::Bottom || choice.kind == Kind::NotBottom;
    std::sort(ranked.begin(), ranked.end(), [&](std::uint32_t left, std::uint32_t right) {
        if (score[left] != score[right]) {
            return best_last ? score[left] < score[right] : score[left] > score[right];
        }
        return compare_text(splits_.key(left).front(), splits_.key(right).front()) < 0;
    });
    const bool inside = choice.kind == Kind::Top || choice.kind == Kind::Bottom;
    for (std::size_t place = 0; place < ranked.size(); ++place) {
        chosen[ranked[place]] = (static_cast<double>(place) < choice.number) == inside;
    }
    return chosen;
}

void SeriesTable::make_series() {
    if (!split_) {
        series_named("", Place::Value, Value());
        return;
    }
    const auto shown = chosen();
    for (std::uint32_t split = 0; split < splits_.size(); ++split) {
        const Value value = splits_.key(split).front();
        std::size_t series = kDropped;
        if (value.is_null()) {
            series = options_.use_null ? series_named(options_.null, Place::Null, value) : kDropped;
        } else if (shown[split]) {
            series = series_named(visible_name(label_(value)), Place::Value, value);
        } else if (options_.use_other) {
            series = series_named(options_.other, Place::Other, Value());
        }
        series_of_split_.push_back(series);
    }
}

// A value may be called like OTHER or NULL: one name is one column.
std::size_t SeriesTable::series_named(std::string name, Place place, Value value) {
    const auto found = series_by_name_.emplace(name, series_.size());
    if (found.second) {
        series_.push_back({std::move(name), place, value});
    }
    return found.first->second;
}

void SeriesTable::order_series() {
    order_.resize(series_.size());
    std::iota(order_.begin(), order_.end(), std::size_t{0});
    std::sort(order_.begin(), order_.end(), [this](std::size_t left, std::size_t right) {
        const auto& a = series_[left];
        const auto& b = series_[right];
        if (a.place != b.place) {
            return a.place < b.place;
        }
        const auto order = compare_numbers_first(a.value, b.value);
        return order != 0 ? order < 0 : a.name < b.name;
    });
}

void SeriesTable::join_cells() {
    memory_.hold(rows_.size() * series_.size() * sizeof(std::uint32_t));
    cells_.assign(rows_.size() * series_.size(), kEmpty);
    for (std::uint32_t group = 0; group < row_of_.size(); ++group) {
        const auto series = split_ ? series_of_split_[split_of_[group]] : 0;
        if (series == kDropped) {
            continue;
        }
        auto& cell = cells_[row_of_[group] * series_.size() + series];
        if (cell == kEmpty) {
            cell = group;
        } else {
            grouped_.join(cell, group);
        }
    }
}

std::string SeriesTable::column_name(const Function& function, const std::string& series) const {
    const std::string function_name(run_.fields.name(function.output));
    if (!split_) {
        return function_name;
    }
    if (options_.format) {
        std::string name = *options_.format;
        replace_all(name, "$AGG$", function_name);
        replace_all(name, "$VAL$", series);
        replace_all(name, "$VALUE$", series);
        return name;
    }
    return functions_.size() == 1 ? series : function_name + options_.separator + series;
}

std::vector<FieldId> SeriesTable::name_columns(FieldId row_field) const {
    std::vector<FieldId> columns;
    for (const auto& function : functions_) {
        for (const auto series : order_) {
            const auto name = column_name(function, series_[series].name);
            const auto column = run_.fields.intern(name);
            // A series that is called like the row field must not take its place.
            columns.push_back(column == row_field ? run_.fields.intern("VALUE_" + name) : column);
        }
    }
    return columns;
}

Value SeriesTable::finish_function(std::uint32_t cell, const Function& function, double seconds, Arena& arena) const {
    if (function.computed == nullptr) {
        return finish_aggregate(cell, function.aggregate, seconds, arena);
    }
    const auto& aggregates = grouped_.aggregates();
    Batch scratch;
    Row& row = scratch.append(0);
    for (std::size_t index = 0; index < aggregates.size(); ++index) {
        if (aggregates.list().is_hidden(aggregates[index].output)) {
            scratch.set(row, aggregates[index].output, finish_aggregate(cell, index, seconds, arena));
        }
    }
    return arena.copy(function.computed->evaluate(row, arena, run_));
}

// Without `seconds` a rate is not scaled.
Value SeriesTable::finish_aggregate(std::uint32_t cell, std::size_t aggregate, double seconds, Arena& arena) const {
    if (cell == kEmpty) {
        return grouped_.aggregates().finish({}, aggregate, arena);
    }
    const Value value = grouped_.finish(cell, aggregate, arena);
    const double rate = grouped_.aggregates()[aggregate].aggregate->spec->rate_seconds;
    return rate > 0 && seconds > 0 && value.is_number() ? Value::number(value.as_number() * rate / seconds) : value;
}

void SeriesTable::emit(std::span<const RowKey> rows, FieldId row_field, RowSink& next) {
    const auto columns = name_columns(row_field);
    const std::size_t width = 1 + std::max(row_field, columns.empty() ? 0 : *std::max_element(columns.begin(), columns.end()));
    Batch batch;
    for (const auto& [key, shown, seconds] : rows) {
        Row& row = batch.append(width);
        batch.set(row, row_field, batch.arena().copy(shown));
        const auto known = rows_.find({&key, 1});
        for (std::size_t column = 0; column < columns.size(); ++column) {
            const auto series = order_[column % order_.size()];
            const auto cell = known ? cells_[*known * series_.size() + series] : kEmpty;
            batch.set(row, columns[column], finish_function(cell, functions_[column / order_.size()], seconds, batch.arena()));
        }
        if (batch.size() == Batch::kRows) {
            if (!next.push(batch)) {
                return;
            }
            batch = Batch();
        }
    }
    if (!batch.empty()) {
        next.push(batch);
    }
}

}  // namespace karst
