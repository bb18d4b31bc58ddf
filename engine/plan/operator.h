// Operators: what a pipeline is made of when it runs. An Operator is the immutable part (what to do); an OperatorRun is its
// state in one run. Batches are pushed from the source through the runs to a sink.
//
// To add a command: write its parser file (parser/commands/), its operator file (engine/operators/) and its row in
// parser/commands/command_list.inc. docs/adding-a-command.md walks through one.
#pragma once

#include "engine/plan/plan_input.h"
#include "engine/row/field_set.h"
#include "engine/row/row.h"
#include "engine/run/run_context.h"
#include "engine/search/filter_condition.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace karst {

class Lineage;

/// Takes batches. The sink at the end of a pipeline, and every operator's run.
class RowSink {
public:
    virtual ~RowSink() = default;

    /// Takes the rows of `batch`; it may be moved from, its rows may be changed. False: no more rows are wanted (finish() must
    /// still be called).
    bool push(Batch& batch) {
        rows_in_ += batch.size();
        return consume(batch);
    }

    /// No more rows will come; called once. Whatever was held back is passed on here.
    virtual void finish() = 0;

    /// Rows seen so far: every stage can say what it saw.
    std::uint64_t rows_in() const { return rows_in_; }

protected:
    virtual bool consume(Batch& batch) = 0;

private:
    std::uint64_t rows_in_ = 0;
};

class OperatorRun : public RowSink {
public:
    OperatorRun(RunContext& run, RowSink& next) : run_(run), next_(next) {}
    void finish() override { next_.finish(); }

protected:
    RunContext& run() { return run_; }
    const RunContext& run() const { return run_; }
    RowSink& next() { return next_; }

private:
    RunContext& run_;
    RowSink& next_;
};

/// The columns of a pipeline's rows, as far as they are known before it runs.
struct Columns {
    std::vector<FieldId> order;  // known columns, in order
    bool open = true;            // there may be others, which come after these
};

/// Where an operator's work may be done when the events of a run are cut into parts.
enum class Distribution : std::uint8_t {
    PerRow,     // each row by itself: whatever the cut, the same rows come out
    Mergeable,  // runs over neighbouring parts can be combined, in their order (MergeableRun)
    Whole       // one run must see all rows, in their order
};

/// What a run of an operator holds.
enum class StateSize : std::uint8_t {
    None,    // nothing that grows with the rows
    Groups,  // something for each group of rows
    Rows     // the rows themselves
};

/// What is known of an operator before it runs. Every operator states all of it: a scheduler, and whoever cuts a plan, relies
/// on it.
struct OperatorFacts {
    Distribution distribution;
    StateSize state;
    bool transforming = false;  // rows that leave are no longer events (Splunk's transforming commands)
    bool needs_order = false;   // the result depends on the order of rows
    bool sets_order = false;    // rows leave in an order of the operator's own

    /// True for what Splunk calls a streaming command: rows leave as they come, and are what they were.
    bool streams() const { return state != StateSize::Rows && !transforming; }
};

/// An input whose rows alone can be met by the rows that come into an operator: each value of `columns` must be one that a row
/// of the input has in the column of the same name.
struct KeyRestriction {
    InputId input;
    std::vector<std::string> columns;
};

class Operator {
public:
    virtual ~Operator() = default;

    /// Begins a run. `next` outlives it.
    virtual std::unique_ptr<OperatorRun> start(RunContext& run, RowSink& next) const = 0;

    /// Which fields must come in so that the fields in `live` can go out: called from the last operator to the first. `live`
    /// holds what is needed after this operator and is changed into what is needed before it.
    virtual void propagate_required_fields(FieldSet& live) const = 0;

    /// Which columns go out, given those that come in.
    virtual void columns(Columns& columns, FieldTable& fields) const {
        (void)columns;
        (void)fields;
    }

    virtual OperatorFacts facts() const = 0;

    /// Follows columns through the operator: changes the lineage of what comes in into that of what goes out. False: the rows
    /// that go out depend on other rows than those with the same values, or on their number, so nothing may be left out before.
    virtual bool trace(Lineage& lineage, const FieldTable& fields) const {
        (void)lineage;
        (void)fields;
        return false;
    }

    /// What rows must have to matter to the result, as far as the rows of an input say; nothing: any row may matter.
    virtual std::optional<KeyRestriction> key_restriction() const { return std::nullopt; }

    /// What an event must have for a row of it to get through, where the columns that come in have this lineage; nothing: any
    /// event may matter.
    virtual std::optional<FilterCondition> filter_condition(const Lineage& lineage) const {
        (void)lineage;
        return std::nullopt;
    }
};
using OperatorPtr = std::unique_ptr<Operator>;

/// Makes the rows of a pipeline that begins with a generating command (makeresults, inputlookup …).
class Source {
public:
    virtual ~Source() = default;
    /// Pushes all rows into `sink`; does not call sink.finish(). `live` are the fields that the pipeline needs.
    virtual void produce(RunContext& run, RowSink& sink) const = 0;
    virtual void columns(Columns& columns, FieldTable& fields) const = 0;
};
using SourcePtr = std::unique_ptr<Source>;

/// Base of operators that look at one row at a time and keep no state: `apply` changes the batch in place.
class BatchOperator : public Operator {
public:
    std::unique_ptr<OperatorRun> start(RunContext& run, RowSink& next) const final;
    OperatorFacts facts() const override { return {.distribution = Distribution::PerRow, .state = StateSize::None}; }

protected:
    virtual void apply(Batch& batch, RunContext& run) const = 0;
};

}  // namespace karst
