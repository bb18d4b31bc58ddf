#include "parser/commands/lookup/lookup.h"
#include "engine/operators/lookup/computed_lookup.h"
#include "engine/operators/lookup/lookup_resolution.h"
#include "engine/plan/planner.h"
#include "engine/value/number.h"

#include <algorithm>

namespace karst {

namespace {

struct BoundPair {
    std::string column;
    std::string name;
    FieldId field = 0;
};

class LookupOperator final : public Operator {
public:
    LookupOperator(std::string table, std::vector<BoundPair> match, std::vector<BoundPair> output, bool keep_existing)
        : table_(std::move(table)), match_(std::move(match)), output_(std::move(output)), keep_existing_(keep_existing) {}

    std::unique_ptr<OperatorRun> start(RunContext& run, RowSink& next) const override;
    OperatorFacts facts() const override { return {.distribution = Distribution::PerRow, .state = StateSize::None}; }
    void propagate_required_fields(FieldSet& live) const override {
        if (!keep_existing_) {
            for (const auto& pair : output_) {
                live.remove(pair.name);
            }
        }
        for (const auto& pair : match_) {
            live.add(pair.name);
        }
    }

    void columns(Columns& columns, FieldTable&) const override {
        columns.open = columns.open || output_.empty();
        for (const auto& pair : output_) {
            if (!columns.open && std::find(columns.order.begin(), columns.order.end(), pair.field) == columns.order.end()) {
                columns.order.push_back(pair.field);
            }
        }
    }

private:
    class Run;
    std::string table_;
    std::vector<BoundPair> match_;
    std::vector<BoundPair> output_;
    bool keep_existing_;
};

class LookupOperator::Run final : public OperatorRun {
public:
    Run(const LookupOperator& op, RunContext& run, RowSink& next) : OperatorRun(run, next), op_(op) {}

protected:
    bool consume(Batch& batch) override {
        if (!table_) {
            open_table();
        }
        for (auto& row : batch.rows()) {
            look_up(batch, row);
        }
        return next().push(batch);
    }

private:
    struct Output {
        std::optional<std::size_t> column;
        FieldId field;
    };

    // Not before the first row: outputlookup may stand in front, and writes the table when it has seen all rows.
    void open_table() {
        table_ = run().lookups->table(op_.table_);
        for (const auto& pair : op_.match_) {
            const auto column = table_->column(pair.column);
            // A column that the table does not have (an empty collection) matches nothing.
            usable_ = usable_ && column.has_value();
            warn_of_missing(pair.column);
            columns_.push_back(column.value_or(0));
        }
        for (const auto& pair : op_.output_) {
            output_.push_back({table_->column(pair.column), pair.field});
            warn_of_missing(pair.column);
        }
        if (op_.output_.empty()) {
            use_all_other_columns();
        }
    }

    // A collection that nothing was written to yet has no columns that could be missing.
    void warn_of_missing(const std::string& column) {
        if (!table_->rows().columns.empty() && !table_->column(column)) {
            run().warn("the lookup table " + op_.table_ + " has no column '" + column + "'");
        }
    }

    void use_all_other_columns() {
        const auto& names = table_->rows().columns;
        for (std::size_t column = 0; column < names.size(); ++column) {
            const bool matched = std::any_of(op_.match_.begin(), op_.match_.end(),
                                             [&](const auto& pair) { return pair.column == names[column]; });
            if (!matched) {
                output_.push_back({column, run().fields.intern(names[column])});
            }
        }
    }

    // Each value of a field is looked up. Of several fields those that stand at the same place in their lists go together; the
    // last value of a shorter list goes with the rest.
    void look_up(Batch& batch, Row& row) {
        found_.clear();
        std::size_t count = 0;
        for (const auto& pair : op_.match_) {
            const Value value = row.get(pair.field);
            const auto items = value.items();
            count = items.empty() ? 0 : std::max(count, items.size());
            if (items.empty()) {
                break;
            }
        }
        for (std::size_t index = 0; index < count; ++index) {
            values_.clear();
            for (const auto& pair : op_.match_) {
                const Value value = row.get(pair.field);
                const auto items = value.items();
                values_.push_back(text_of(items[std::min(index, items.size() - 1)], batch.arena()));
            }
            find_matches();
        }
        for (const auto& output : output_) {
            write(batch, row, output);
        }
    }

    // The rows for values_; what is short of min_matches is made up with kDefault.
    void find_matches() {
        auto& rows = matches_.rows;
        rows.clear();
        if (usable_) {
            table_->match(columns_, values_, matches_);
        }
        rows.resize(std::max(rows.size(), table_->definition().min_matches), kDefault);
        found_.insert(found_.end(), rows.begin(), rows.end());
    }

    void write(Batch& batch, Row& row, const Output& output) {
        if (op_.keep_existing_ && !row.get(output.field).is_null()) {
            return;
        }
        std::vector<Value> values;
        for (const auto index : found_) {
            const auto text = cell(index, output);
            if (!text.empty()) {
                values.push_back(Value::string(batch.arena().copy(text)));
            }
        }
        batch.set(row, output.field, batch.arena().list(values));
    }

    std::string_view cell(std::size_t row, const Output& output) const {
        if (row == kDefault) {
            return table_->definition().default_match;
        }
        const auto& cells = table_->rows().rows[row];
        return output.column && *output.column < cells.size() ? std::string_view(cells[*output.column]) : std::string_view();
    }

    static constexpr auto kDefault = static_cast<std::size_t>(-1);  // in place of a row: default_match

    const LookupOperator& op_;
    std::shared_ptr<const LookupTable> table_;
    std::vector<std::size_t> columns_;
    std::vector<Output> output_;
    bool usable_ = true;
    std::vector<std::size_t> found_;  // rows for all values of the fields
    LookupTable::Matches matches_;    // rows for one of them
    std::vector<std::string_view> values_;
};

std::unique_ptr<OperatorRun> LookupOperator::start(RunContext& run, RowSink& next) const {
    return std::make_unique<Run>(*this, run, next);
}

}  // namespace

namespace {

// Splunk refuses a search that names a column which its table does not have. A table that is empty so far may get any.
void check_columns(const LookupCommand& lookup, Planner& planner) {
    std::shared_ptr<const LookupTable> table;
    try {
        table = planner.environment().lookups->table(lookup.table.name);
    } catch (const std::runtime_error&) {
        return;  // said when it is used
    }
    const auto& columns = table->rows().columns.empty() ? table->definition().fields : table->rows().columns;
    const auto check = [&](const LookupCommand::Pair& pair) {
        if (!columns.empty() && std::find(columns.begin(), columns.end(), pair.column.name) == columns.end()) {
            planner.warn("spl-unknown-column", pair.column.span,
                         "the lookup " + lookup.table.name + " has no column '" + pair.column.name + "'",
                         did_you_mean(pair.column.name, {columns.begin(), columns.end()}));
        }
    };
    std::for_each(lookup.match.begin(), lookup.match.end(), check);
    std::for_each(lookup.output.begin(), lookup.output.end(), check);
}

}  // namespace

Planned plan_lookup(const Command& command, Planner& planner) {
    const auto& lookup = static_cast<const LookupCommand&>(command);
    check_lookup(planner, lookup.table);
    if (const auto* computed = computed_lookup(planner, lookup.table.name)) {
        return plan_computed_lookup(lookup, *computed, planner);
    }
    check_columns(lookup, planner);
    const auto bind = [&](const std::vector<LookupCommand::Pair>& pairs) {
        std::vector<BoundPair> bound;
        for (const auto& pair : pairs) {
            bound.push_back({pair.column.name, pair.field.name, planner.field(pair.field.name)});
        }
        return bound;
    };
    return OperatorPtr(
        std::make_unique<LookupOperator>(lookup.table.name, bind(lookup.match), bind(lookup.output), lookup.keep_existing));
}

}  // namespace karst
