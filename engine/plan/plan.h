// A planned pipeline: where its rows come from, the operators they go through, and what it needs. Immutable once made, so one
// plan may run many times and on many threads; state is made by start().
#pragma once

#include "engine/plan/operator.h"
#include "parser/ast.h"
#include "parser/source_text.h"

#include <memory>
#include <set>
#include <string>
#include <vector>

namespace karst {

class DataModels;
class DatasetScope;
class LookupRegistry;
class MacroSource;
class Plan;

/// What planning knows beside the text: shared by a pipeline and its subsearches.
struct PlanEnvironment {
    std::shared_ptr<LookupRegistry> lookups;        // tables that lookup commands may name
    std::shared_ptr<const DataModels> data_models;  // may be null: none
    Limits limits;
    const MacroSource* macros = nullptr;  // for searches within a string (map), where they are not replaced yet; may be null
    Diagnostics* diagnostics = nullptr;   // where warnings go; may be null
};

/// A subsearch in a search or eval expression: it runs before the pipeline, and its result's text takes its place.
struct PlannedSubsearch {
    Span span;  // with the brackets
    std::shared_ptr<const Plan> plan;
};

class Plan {
public:
    enum class Start {
        Scan,    // the events of the run, filtered by search()
        Source,  // rows of a generating command
        Rows     // rows that are pushed in (the subpipeline of appendpipe)
    };

    Start start_kind() const { return start_; }
    /// The search expression of a scan: the first stage. Its conditions are data for whoever wants to read them.
    const SearchExpression& search() const { return *search_; }
    /// The datasets that a scan reads, which give the names of search() and needs() their meaning; null: events as they are.
    const DatasetScope* scope() const { return scope_.get(); }
    /// All data models that the pipeline and its subsearches read, as MODEL or MODEL.DATASET.
    const std::set<std::string>& data_models() const { return data_models_; }
    const Source& source() const { return *source_; }
    const std::vector<OperatorPtr>& operators() const { return operators_; }

    const FieldTable& fields() const { return fields_; }
    /// The fields that must come out of the scan or source, without those that only search() reads.
    const FieldSet& needs() const { return needs_; }
    const Columns& columns() const { return columns_; }
    /// True when the rows that come out are still events (no transforming command).
    bool ends_in_events() const { return ends_in_events_; }
    /// True when the result depends on the order of the events: they must come newest first, as an index gives them.
    bool wants_newest_first() const { return wants_newest_first_; }
    /// True when the result depends on what now() is.
    bool uses_now() const { return uses_now_; }

    const std::vector<PlannedSubsearch>& subsearches() const { return subsearches_; }
    const SourceText& text() const { return *text_; }
    const Pipeline& pipeline() const { return *pipeline_; }

private:
    friend class Planner;

    std::shared_ptr<const SourceText> text_;
    std::shared_ptr<const Pipeline> pipeline_;
    PlanEnvironment environment_;
    Start start_ = Start::Scan;
    const SearchExpression* search_ = nullptr;
    std::shared_ptr<const DatasetScope> scope_;
    std::set<std::string> data_models_;
    SourcePtr source_;
    std::vector<OperatorPtr> operators_;
    FieldTable fields_;
    FieldSet needs_;
    Columns columns_;
    bool ends_in_events_ = true;
    bool wants_newest_first_ = false;
    bool uses_now_ = false;
    std::vector<PlannedSubsearch> subsearches_;

public:
    const PlanEnvironment& environment() const { return environment_; }
};

}  // namespace karst
