// A planned pipeline: a source (a scan, a generating command, rows that are pushed in, or other plans), the operators that its
// rows go through, and what it needs. Its subsearches are plans too, so that a search is a graph of them; engine/scheduler runs
// it. Immutable once made, so one plan may run many times and on many threads; state is made by start().
#pragma once

#include "base/source_text.h"
#include "engine/plan/operator.h"
#include "engine/plan/plan_input.h"
#include "parser/grammar/ast.h"

#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace karst {

class DataModels;
class DatasetScope;
class LookupRegistry;
class MacroSource;
class Plan;
class Planner;
struct Planned;

/// The function that makes an operator or source of a command.
using PlanFunction = Planned (*)(const Command& command, Planner& planner);
/// Finds the plan function of a command by its name; null when there is none (engine/operators/operator_table.h).
using PlanFunctionFinder = PlanFunction (*)(std::string_view name);

/// What planning knows beside the text: shared by a pipeline and its subsearches.
struct PlanEnvironment {
    PlanFunctionFinder plan_functions = nullptr;    // must be set; compile_spl does
    std::shared_ptr<LookupRegistry> lookups;        // tables that lookup commands may name
    std::shared_ptr<const DataModels> data_models;  // may be null: none
    Limits limits;
    const MacroSource* macros = nullptr;  // for searches within a string (map), where they are not replaced yet; may be null
    Diagnostics* diagnostics = nullptr;   // where warnings go; may be null
};

class Plan {
public:
    enum class Start {
        Scan,    // the events of the run, filtered by search()
        Source,  // rows of a generating command
        Rows     // rows that are pushed in (the subpipelines of appendpipe and foreach)
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
    /// The operator that brings events into the order in which an index gives them, newest first; null when the result does not
    /// depend on it.
    const Operator* newest_first() const { return newest_first_.get(); }
    /// True when the result, or that of an input, depends on what now() is.
    bool uses_now() const { return uses_now_; }
    /// True when the result depends on how many rows come to an expression, as random numbers do.
    bool uses_random() const { return uses_random_; }
    /// True when the events are read more than once: by inputs beside the plan itself, or by searches that are only known when
    /// it runs.
    bool reads_events_again() const { return reads_events_again_; }

    /// True when its commands run searches of their own or change the lookups of the run: no other plan may run meanwhile.
    bool runs_alone() const { return runs_alone_; }

    /// The subsearches that must have run before the plan does.
    const std::vector<PlanInput>& inputs() const { return inputs_; }
    /// The text of an input as it was written.
    std::string_view text_of(const PlanInput& input) const {
        return std::string_view(text_->text()).substr(input.span.begin, input.span.end - input.span.begin);
    }
    /// What planning noted for the author of the search, that of subsearches included.
    const std::vector<Diagnostic>& notes() const { return notes_; }

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
    OperatorPtr newest_first_;
    bool uses_now_ = false;
    bool uses_random_ = false;
    bool reads_events_again_ = false;
    bool runs_alone_ = false;
    std::vector<PlanInput> inputs_;
    std::vector<Diagnostic> notes_;

public:
    const PlanEnvironment& environment() const { return environment_; }
};

}  // namespace karst
