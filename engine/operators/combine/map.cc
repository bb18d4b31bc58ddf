#include "parser/commands/combine/map.h"
#include "engine/plan/batches.h"
#include "engine/plan/macros.h"
#include "engine/plan/plan_input.h"
#include "engine/plan/planner.h"
#include "engine/scheduler/scheduler.h"
#include "engine/value/number.h"
#include "parser/parser.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace karst {

namespace {

// Searches whose plans and rows are held at the same time; each such set reads the events once.
constexpr std::size_t kSearchesAtOnce = 64;

class MapOperator final : public Operator {
public:
    MapOperator(const MapCommand& command, std::string search, PlanEnvironment environment)
        : search_(std::move(search)),
          max_searches_(command.most <= 0 ? static_cast<std::size_t>(-1) : static_cast<std::size_t>(command.most)),
          environment_(std::move(environment)) {}

    std::unique_ptr<OperatorRun> start(RunContext& run, RowSink& next) const override;
    void propagate_required_fields(FieldSet& live) const override {
        live.clear();
        live.add_everything();
    }
    void columns(Columns& columns, FieldTable&) const override { columns = {}; }
    OperatorFacts facts() const override {
        return {.distribution = Distribution::Whole, .state = StateSize::Rows, .transforming = true, .needs_order = true};
    }

private:
    class Run;
    std::string search_;
    std::size_t max_searches_;
    PlanEnvironment environment_;
};

class MapOperator::Run final : public CollectingRun {
public:
    Run(const MapOperator& op, RunContext& run, RowSink& next) : CollectingRun("map", run, next), op_(op) {}

    void finish() override {
        std::vector<std::shared_ptr<const Plan>> searches;
        std::size_t taken = 0;
        bool more = true;
        for (const auto& row : all_rows(batches())) {
            if (taken == op_.max_searches_) {
                run().warn("map ran its first " + std::to_string(op_.max_searches_) + " searches; maxsearches= allows more");
                break;
            }
            ++taken;
            searches.push_back(search_for(row));
            if (searches.size() == kSearchesAtOnce) {
                more = run_searches(searches);
                if (!more) {
                    break;
                }
            }
        }
        if (more) {
            run_searches(searches);
        }
        next().finish();
    }

private:
    std::string filled_in(const Row& row) const {
        std::string text;
        for (std::size_t at = 0; at < op_.search_.size();) {
            const auto close = op_.search_[at] == '$' ? op_.search_.find('$', at + 1) : std::string::npos;
            if (close == std::string::npos) {
                text += op_.search_[at++];
                continue;
            }
            const auto name = op_.search_.substr(at + 1, close - at - 1);
            const auto id = run().fields.find(name);
            if (!id) {
                text += op_.search_[at++];
                continue;
            }
            append_text(row.get(*id), text);
            at = close + 1;
        }
        return text;
    }

    std::shared_ptr<const Plan> search_for(const Row& row) const {
        const auto source = std::make_shared<const SourceText>(SourceText::whole("map", filled_in(row)));
        Diagnostics diagnostics;
        ParseLimits limits;
        limits.dollar_names = false;
        std::shared_ptr<const Pipeline> pipeline = parse_spl(*source, diagnostics, limits);
        if (!pipeline) {
            throw DiagnosticError(diagnostics.all().front());
        }
        return make_plan(source, std::move(pipeline), op_.environment_);
    }

    // Runs the searches, which read the events in one scan, and passes their rows on. False when no more are wanted.
    bool run_searches(std::vector<std::shared_ptr<const Plan>>& searches) {
        auto found = run_within(searches, run(), static_cast<std::size_t>(-1));
        searches.clear();
        return std::all_of(found.begin(), found.end(), [&](InputRows& rows) {
            auto batches = in_slots_of(std::move(rows), run());
            return push_all(batches, next());
        });
    }

    const MapOperator& op_;
};

std::unique_ptr<OperatorRun> MapOperator::start(RunContext& run, RowSink& next) const {
    return std::make_unique<Run>(*this, run, next);
}

}  // namespace

namespace {

// Macros within a string are left alone when those of the pipeline are replaced: here the string is a search at last.
std::string search_of(const MapCommand& map, Planner& planner) {
    if (planner.environment().macros == nullptr) {
        return map.search;
    }
    try {
        return replace_macros(SourceText::whole("map", map.search), *planner.environment().macros).text();
    } catch (const DiagnosticError& error) {
        const auto& problem = error.diagnostic();
        planner.fail(problem.code, map.search_span, "in the search of map: " + problem.message, problem.label, problem.help);
    }
}

}  // namespace

Planned plan_map(const Command& command, Planner& planner) {
    const auto& map = static_cast<const MapCommand&>(command);
    planner.note_searches_at_run_time();
    planner.note_now();  // its searches may, and are not known yet
    return OperatorPtr(std::make_unique<MapOperator>(map, search_of(map, planner), planner.environment()));
}

}  // namespace karst
