// The aggregates of one command, bound to a pipeline's slots: what stats, eventstats, streamstats, chart, timechart and tstats
// make of `count, values(user) AS users, avg(*_ms)` when the plan is made. Immutable; BoundAggregates is its part in a run.
#pragma once

#include "engine/aggregate/aggregate.h"
#include "engine/operators/statistics/computed_aggregate.h"
#include "engine/plan/operator.h"
#include "engine/plan/planner.h"
#include "engine/value/wildcard.h"

#include <optional>
#include <string>
#include <vector>

namespace karst {

/// An aggregate over every field that matches a pattern: `values(requestParameters.*) AS *`. Which fields there are is only
/// known when rows are seen. As in Splunk, a pattern that does not begin with an underscore does not match names that do, and
/// BY fields are not matched.
struct WildcardAggregate {
    Aggregate prototype;  // without field and output
    Wildcard field;
    Wildcard output;  // its stars stand for what those of `field` matched
};

class AggregateList {
public:
    struct Options {
        bool all_numeric = false;  // allnum=true
        bool rates = false;        // per_second and its like make sense (timechart)
        bool computed = false;     // eval(<expression over aggregates>) may stand for an aggregate (chart, timechart)
        bool charts = false;       // a field is not both in a function and after BY or OVER (chart, timechart)
        std::string_view command;  // for messages
    };

    AggregateList() = default;

    /// Throws DiagnosticError: none is given, an unknown function, a percentile outside 0 to 100, an eval without AS, two
    /// outputs of one name, an output named like a BY field, wildcards that do not correspond.
    AggregateList(const std::vector<AggregateCall>& calls, const std::vector<FieldName>& by, Planner& planner, Span command,
                  const Options& options);

    const std::vector<Aggregate>& aggregates() const { return aggregates_; }
    const std::vector<WildcardAggregate>& wildcards() const { return wildcards_; }
    const std::vector<ComputedAggregate>& computed() const { return computed_; }
    /// Whether an aggregate is there for a computed one only.
    bool is_hidden(FieldId output) const;
    /// Puts the computed ones into a row that has the results of all aggregates, and takes out the hidden ones.
    void compute(Batch& batch, Row& row, RunContext& run) const;
    const std::vector<FieldId>& by() const { return by_; }
    /// The slot of _time, when an aggregate looks at it.
    std::optional<FieldId> time() const { return time_; }
    bool all_numeric() const { return all_numeric_; }
    bool depends_on_order() const { return depends_on_order_; }

    /// Adds the fields that the aggregates and the BY fields read.
    void propagate_required_fields(FieldSet& live) const;
    /// Adds the outputs that are known before the run, behind what is there.
    void add_columns(Columns& columns) const;
    /// The names of the outputs that are known before the run.
    const std::vector<std::string>& outputs() const { return outputs_; }

private:
    void add_computed(const AggregateCall& call, Planner& planner, const Options& options);
    void add(const AggregateCall& call, Planner& planner, const Options& options);
    void add_wildcard(const AggregateCall& call, Aggregate aggregate, Planner& planner);
    void check_not_split(const AggregateCall& call, Planner& planner, const Options& options) const;
    void check_output(const AggregateCall& call, const std::vector<FieldName>& by, Planner& planner) const;

    std::vector<Aggregate> aggregates_;
    std::vector<WildcardAggregate> wildcards_;
    std::vector<ComputedAggregate> computed_;
    std::vector<FieldId> by_;
    std::optional<FieldId> time_;
    std::vector<std::string> reads_;
    std::vector<std::string> outputs_;
    bool all_numeric_ = false;
    bool depends_on_order_ = false;
};

/// The slots of BY fields. Throws DiagnosticError for a name with a wildcard.
std::vector<FieldId> by_fields(const std::vector<FieldName>& by, Planner& planner);

}  // namespace karst
