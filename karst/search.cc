#include "karst/search.h"

#include "engine/compile/compile.h"
#include "engine/lookup/lookup.h"
#include "engine/scheduler/scheduler.h"
#include "karst/engine_impl.h"
#include "karst/error_impl.h"
#include "karst/result_impl.h"
#include "karst/run_impl.h"

#include <memory>
#include <optional>
#include <utility>

namespace karst::api {

class Search::Impl {
public:
    Impl(const Engine& engine, std::string spl, std::string name) : engine_(engine) {
        const auto began = inner().clock().elapsed();
        const auto& content = ContentsInUse(inner(), diagnostics_).of("");
        Diagnostics problems;
        auto environment = inner().plan_environment(content);
        environment.diagnostics = &problems;
        lookups_ = environment.lookups;
        plan_ = compile_spl(SourceText::whole(std::move(name), std::move(spl)), content, environment, problems);
        append_public(problems, diagnostics_);
        inner().log().info("search compiled in " + milliseconds_since(inner(), began));
    }

    const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }
    bool compiles() const { return plan_ != nullptr; }

    RunStatistics run(const std::vector<Source>& sources, const RunOptions& options, RowReceiver& receiver) const {
        if (plan_ == nullptr) {
            throw Error("the search does not compile");
        }
        EventRun run(inner(), sources, options, {false, plan_->reads_events_again()});
        run.context().lookups = lookups_->copy();
        ReceiverGuard guard;
        std::optional<TableSink> sink;
        PlanTask task{plan_, &run.context(),
                      // The results of subsearches are in the plan by now: it says which columns there are.
                      [&](const Plan& resolved) -> RowSink& {
                          return sink.emplace(resolved.columns(), run.context().fields, [&](const Table& piece) {
                              return guard.call([&] { return receiver.rows(piece); });
                          });
                      }};
        translate_failures([&] { run_plan(task); });
        guard.rethrow();
        receiver.finish(sink ? sink->without_rows() : Table());
        return run.statistics(guard.refused());
    }

private:
    const Engine::Impl& inner() const { return *engine_.impl(); }

    Engine engine_;
    std::shared_ptr<const LookupRegistry> lookups_;  // as they are before a run
    std::vector<Diagnostic> diagnostics_;
    std::shared_ptr<const Plan> plan_;
};

namespace {

class Collector final : public RowReceiver {
public:
    bool rows(const Table& piece) override {
        table.append(piece);
        return true;
    }
    void finish(const Table& result) override { table.append(result); }
    Table table;
};

}  // namespace

Search::Search(const Engine& engine, std::string spl, std::string name)
    : impl_(std::make_shared<const Impl>(engine, std::move(spl), std::move(name))) {}

bool Search::compiles() const {
    return impl_->compiles();
}

const std::vector<Diagnostic>& Search::diagnostics() const {
    return impl_->diagnostics();
}

RunStatistics Search::run(const std::vector<Source>& sources, const RunOptions& options, RowReceiver& receiver) const {
    return impl_->run(sources, options, receiver);
}

Table Search::run(const std::vector<Source>& sources, const RunOptions& options) const {
    Collector collector;
    impl_->run(sources, options, collector);
    return std::move(collector.table);
}

}  // namespace karst::api
