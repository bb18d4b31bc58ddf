#include "parser/commands/statistics/contingency.h"
#include "engine/operators/common/dynamic_fields.h"
#include "engine/plan/batches.h"
#include "engine/plan/planner.h"
#include "engine/run/memory_account.h"
#include "engine/value/number.h"

#include <algorithm>
#include <map>

namespace karst {

namespace {

class ContingencyOperator final : public Operator {
public:
    ContingencyOperator(const ContingencyCommand& command, Planner& planner)
        : row_name_(command.row_field.name), column_name_(command.column_field.name), total_(command.total),
          row_field_(planner.field(row_name_)), column_field_(planner.field(column_name_)),
          use_total_(command.use_total), rows_{command.max_rows, command.min_row_cover}, columns_{command.max_columns,
                                                                                                  command.min_column_cover} {}

    std::unique_ptr<OperatorRun> start(RunContext& run, RowSink& next) const override;
    void propagate_required_fields(FieldSet& live) const override {
        live.clear();
        live.add(row_name_);
        live.add(column_name_);
    }
    void columns(Columns& columns, FieldTable&) const override { columns = {{row_field_}, true}; }
    OperatorFacts facts() const override {
        return {.distribution = Distribution::Whole, .state = StateSize::Groups, .transforming = true};
    }

private:
    class Run;
    struct Choice {
        std::size_t most;
        double cover;
    };
    std::string row_name_;
    std::string column_name_;
    std::string total_;
    FieldId row_field_;
    FieldId column_field_;
    bool use_total_;
    Choice rows_;
    Choice columns_;
};

class ContingencyOperator::Run final : public OperatorRun {
public:
    Run(const ContingencyOperator& op, RunContext& run, RowSink& next) : OperatorRun(run, next), op_(op) {}

    void finish() override {
        const auto rows = chosen(row_counts_, op_.rows_);
        const auto columns = name_columns(chosen(column_counts_, op_.columns_));
        std::vector<Batch> results;
        for (const auto& row : rows) {
            const auto& cells = cells_[row];
            add_line(results, row, columns, cells, row_counts_[row]);
        }
        if (op_.use_total_ && !rows.empty()) {
            add_line(results, op_.total_, columns, column_counts_, events_);
        }
        push_all(results, next());
        next().finish();
    }

protected:
    bool consume(Batch& batch) override {
        std::string row_text;
        std::string column_text;
        for (const auto& row : batch.rows()) {
            const Value row_value = row.get(op_.row_field_);
            const Value column_value = row.get(op_.column_field_);
            for (const Value left : row_value.items()) {
                for (const Value right : column_value.items()) {
                    row_text.clear();
                    column_text.clear();
                    append_text(left, row_text);
                    append_text(right, column_text);
                    count(row_text, column_text);
                }
            }
        }
        memory_.hold(bytes_);
        return true;
    }

private:
    using Counts = std::map<std::string, std::uint64_t>;
    struct NamedColumn {
        std::string value;
        std::optional<FieldId> field;
    };

    void count(const std::string& row, const std::string& column) {
        auto& cell = cells_[row][column];
        bytes_ += cell == 0 ? row.size() + column.size() + 100 : 0;
        ++cell;
        ++row_counts_[row];
        ++column_counts_[column];
        ++events_;
    }

    // The most frequent values, until they cover enough of the events; of values that are as frequent the lesser first.
    std::vector<std::string> chosen(const Counts& counts, const Choice& choice) const {
        std::vector<std::pair<std::string, std::uint64_t>> values(counts.begin(), counts.end());
        std::stable_sort(values.begin(), values.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
        std::vector<std::string> kept;
        std::uint64_t covered = 0;
        for (const auto& [value, number] : values) {
            const bool enough = static_cast<double>(covered) >= choice.cover * static_cast<double>(events_);
            if (kept.size() >= choice.most || enough) {
                break;
            }
            kept.push_back(value);
            covered += number;
        }
        return kept;
    }

    std::vector<NamedColumn> name_columns(const std::vector<std::string>& values) {
        std::vector<NamedColumn> columns;
        for (const auto& value : values) {
            columns.push_back({value, DynamicFields::field(run(), value)});
        }
        if (op_.use_total_) {
            total_ = DynamicFields::field(run(), op_.total_);
        }
        return columns;
    }

    void add_line(std::vector<Batch>& results, const std::string& name, const std::vector<NamedColumn>& columns,
                  const Counts& counts, std::uint64_t total) {
        if (results.empty() || results.back().size() >= Batch::kRows) {
            results.emplace_back();
        }
        auto& batch = results.back();
        Row& row = batch.append(run().fields.size());
        for (const auto& column : columns) {
            const auto found = counts.find(column.value);
            if (column.field) {
                batch.set(row, *column.field, Value::number(found == counts.end() ? 0 : static_cast<double>(found->second)));
            }
        }
        if (total_) {
            batch.set(row, *total_, Value::number(static_cast<double>(total)));
        }
        batch.set(row, op_.row_field_, Value::string(batch.arena().copy(name)));
    }

    const ContingencyOperator& op_;
    std::map<std::string, Counts> cells_;
    Counts row_counts_;
    Counts column_counts_;
    std::uint64_t events_ = 0;
    std::size_t bytes_ = 0;
    HeldMemory memory_{run().memory, "contingency"};
    std::optional<FieldId> total_;
};

std::unique_ptr<OperatorRun> ContingencyOperator::start(RunContext& run, RowSink& next) const {
    return std::make_unique<Run>(*this, run, next);
}

}  // namespace

Planned plan_contingency(const Command& command, Planner& planner) {
    return OperatorPtr(std::make_unique<ContingencyOperator>(static_cast<const ContingencyCommand&>(command), planner));
}

}  // namespace karst
