// From groups by row value and split value to a table with a column for each split value: what chart and timechart make at the
// end. Chooses the series that are shown, joins the others into OTHER, and names the columns.
//
// States are joined, not results, so OTHER is right for averages and distinct counts too.
#pragma once

#include "engine/operators/statistics/grouped_aggregates.h"
#include "engine/plan/operator.h"
#include "parser/commands/common/series_options.h"

#include <functional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace karst {

class SeriesTable {
public:
    /// A row of the result.
    struct RowKey {
        Value key;           // as in the groups
        Value shown;         // what is written in the row's field
        double seconds = 1;  // length of its bucket, for per_second and its like
    };

    /// `grouped` has the row values in its first column and, where there is a split field, its values in the second. All
    /// outlive this. `score` makes the states that give a series its score, from the values of its cells; null: the number of
    /// its events. `label` gives the text of a split value.
    SeriesTable(std::string_view command, GroupedAggregates& grouped, const SeriesOptions& options, const AggregateSpec* score,
                std::function<std::string(Value)> label, RunContext& run);

    /// The row values that were seen.
    const GroupTable& rows() const { return rows_; }

    /// Pushes a row for each key, in that order; those that no row had are filled with what functions give of nothing (0 for
    /// counts). Throws MemoryLimitError.
    void emit(std::span<const RowKey> rows, FieldId row_field, RowSink& next);

private:
    enum class Place { Value, Other, Null };  // the order of columns: values, then OTHER, then NULL

    /// What a cell of a series shows: the result of an aggregate, or of an expression over the hidden ones.
    struct Function {
        FieldId output;
        std::size_t aggregate;
        const ComputedAggregate* computed;
    };

    struct Series {
        std::string name;
        Place place;
        Value value;  // of the split field
    };

    void find_functions();
    void find_rows_and_splits();
    std::vector<double> scores() const;
    std::vector<bool> chosen() const;
    void make_series();
    std::size_t series_named(std::string name, Place place, Value value);
    void order_series();
    void join_cells();
    std::vector<FieldId> name_columns(FieldId row_field) const;
    std::string column_name(const Function& function, const std::string& series) const;
    Value finish_function(std::uint32_t cell, const Function& function, double seconds, Arena& arena) const;
    Value finish_aggregate(std::uint32_t cell, std::size_t aggregate, double seconds, Arena& arena) const;

    std::string_view command_;
    GroupedAggregates& grouped_;
    const SeriesOptions& options_;
    const AggregateSpec* score_;
    std::function<std::string(Value)> label_;
    RunContext& run_;
    HeldMemory memory_{run_.memory, std::string(command_)};
    bool split_;

    std::vector<Function> functions_;
    GroupTable rows_{1};
    GroupTable splits_{1};
    std::vector<std::uint32_t> row_of_;    // by group
    std::vector<std::uint32_t> split_of_;  // by group
    std::vector<Series> series_;
    std::unordered_map<std::string, std::size_t> series_by_name_;
    std::vector<std::size_t> series_of_split_;  // kDropped: not shown
    std::vector<std::size_t> order_;            // of the series
    std::vector<std::uint32_t> cells_;          // by row and series: the group that holds the states, kEmpty: none

    static constexpr std::size_t kDropped = static_cast<std::size_t>(-1);
    static constexpr std::uint32_t kEmpty = static_cast<std::uint32_t>(-1);
};

/// The function that scores series; null for count, which is about the events of a series and not about its cells. Throws
/// DiagnosticError when it cannot.
const AggregateSpec* score_function(const SeriesChoice& choice, const Planner& planner);

}  // namespace karst
