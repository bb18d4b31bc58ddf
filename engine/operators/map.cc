#include "parser/commands/map.h"
#include "engine/plan/compile.h"
#include "engine/plan/execute.h"
#include "engine/plan/planner.h"
#include "engine/plan/subsearch.h"
#include "engine/value/number.h"
#include "parser/parser.h"

namespace karst {

namespace {

class MapOperator final : public Operator {
public:
    MapOperator(const MapCommand& command, std::string search, PlanEnvironment environment)
        : search_(std::move(search)),
          most_(command.most <= 0 ? static_cast<std::size_t>(-1) : static_cast<std::size_t>(command.most)),
          environment_(std::move(environment)) {}

    std::unique_ptr<OperatorRun> start(RunContext& run, RowSink& next) const override;
    void require(FieldSet& live) const override {
        live.clear();
        live.add_everything();
    }
    void columns(Columns& columns, FieldTable&) const override { columns = {}; }
    OperatorTraits traits() const override { return {.streaming = false, .transforming = true, .needs_order = true}; }

private:
    class Run;
    std::string search_;
    std::size_t most_;
    PlanEnvironment environment_;
};

class MapOperator::Run final : public CollectingRun {
public:
    Run(const MapOperator& op, RunContext& run, RowSink& next) : CollectingRun(run, next), op_(op) {}

    void finish() override {
        std::size_t searches = 0;
        bool more = true;
        for (const auto& batch : batches()) {
            for (const auto& row : batch.rows()) {
                if (!more || searches >= op_.most_) {
                    if (more) {
                        run().warn("map ran its first " + std::to_string(op_.most_) + " searches; maxsearches= allows more");
                    }
                    more = false;
                    break;
                }
                ++searches;
                more = run_search(row);
            }
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
            const auto id = const_cast<Run*>(this)->run().fields.find(name);
            if (!id) {
                text += op_.search_[at++];
                continue;
            }
            append_text(row.get(*id), text);
            at = close + 1;
        }
        return text;
    }

    bool run_search(const Row& row) {
        const auto source = std::make_shared<const SourceText>(SourceText::whole("map", filled_in(row)));
        Diagnostics diagnostics;
        ParseLimits limits;
        limits.dollar_names = false;
        std::shared_ptr<const Pipeline> pipeline = parse_spl(*source, diagnostics, limits);
        if (!pipeline) {
            throw DiagnosticError(diagnostics.all().front());
        }
        auto rows = subsearch_rows(make_plan(source, std::move(pipeline), op_.environment_), run(),
                                   static_cast<std::size_t>(-1), "map");
        return push_all(rows, next());
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
    return OperatorPtr(std::make_unique<MapOperator>(map, search_of(map, planner), planner.environment()));
}

}  // namespace karst
