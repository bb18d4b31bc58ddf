// The stats functions as aggregate states: update with values, merge with another state, finish into a value. stats,
// eventstats, streamstats, chart, timechart, tstats and transaction-like commands share them.
//
// An Aggregate is the immutable description made when the plan is made; AggregateState is the running value of one group.
#pragma once

#include "base/source_text.h"
#include "engine/row/row.h"
#include "engine/run/program.h"
#include "parser/grammar/ast.h"

#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace karst {

class ArchiveReader;
class ArchiveWriter;
struct RunContext;

/// What an update sees of the row beside the aggregate's own value.
struct AggregateInput {
    Value value;     // of the field or eval expression; a multivalue counts as its items; null: nothing to add
    Value time;      // _time of the row, for earliest, latest, rate …
    Arena& scratch;  // for temporary text
};

class AggregateState {
public:
    virtual ~AggregateState() = default;
    virtual void update(const AggregateInput& input) = 0;
    /// Adds what `other` (of the same aggregate) has seen; `other` saw later rows than this.
    virtual void merge(const AggregateState& other) = 0;
    /// The value so far; text and lists go into `arena`. May be called again after further updates.
    virtual Value finish(Arena& arena, const RunContext& run) const = 0;
    /// Bytes held beyond sizeof, for --max-memory.
    virtual std::size_t bytes() const { return 0; }
    /// Writes what was seen, and takes it back into a state of the same aggregate that has seen nothing.
    virtual void write(ArchiveWriter& out) const = 0;
    virtual void read(ArchiveReader& in) = 0;
};
using AggregateStatePtr = std::unique_ptr<AggregateState>;

struct AggregateOptions {
    double parameter = 0;           // perc95: 95
    std::size_t list_values = 100;  // limit of list()
};

/// How the states of a function are made: by themselves, or in memory of `size` bytes that whoever groups has for all states of
/// a group.
struct AggregateStateType {
    AggregateStatePtr (*make)(const AggregateOptions& options) = nullptr;
    AggregateState* (*construct)(void* memory, const AggregateOptions& options) = nullptr;
    std::size_t size = 0;  // their alignment is at most that of std::max_align_t
};

/// One row of the table of stats functions: declared once in the file of its family in engine/aggregate/functions/.
struct AggregateSpec {
    std::string_view name;
    std::vector<std::string_view> aliases;
    AggregateStateType state{};
    bool takes_no_field = false;   // count, without an argument, counts rows
    bool takes_parameter = false;  // perc<N>
    bool needs_time = false;
    bool numeric = false;           // sees numbers only: what allnum=true withholds from a field that has other text
    bool depends_on_order = false;  // first, last, list
    bool holds_values = false;      // bytes() grows with what is seen and is worth asking for
    double rate_seconds = 0;        // per_minute: 60; timechart scales the sum of a bucket to so many seconds
    std::string_view family;        // "Aggregate", "Event order", "Multivalue", "Time"
    std::string_view signature;     // "values(<field>)"
    std::string_view summary;
    std::string_view unsupported = {};  // why a function of Splunk's is known by name but not run; empty when it is
};

/// All that can be run, sorted by name.
const std::vector<const AggregateSpec*>& all_aggregates();
/// By name or alias, lower case, without a percentile's digits; null when there is none. Finds unsupported ones too.
const AggregateSpec* find_aggregate(std::string_view name);

/// An aggregate of a plan: the function bound to where its value comes from.
struct Aggregate {
    const AggregateSpec* spec = nullptr;
    AggregateOptions options;
    FieldId field = 0;  // when `eval` is null and the function takes a field
    bool counts_rows = false;
    EvalNodePtr eval;
    FieldId output = 0;
    Span span;

    AggregateStatePtr make_state() const { return spec->state.make(options); }
};

}  // namespace karst
