#include "cli/commands/commands.h"
#include "cli/commands/session.h"
#include "cli/output/report.h"
#include "cli/output/row_writer.h"
#include "engine/compile/compile.h"
#include "engine/plan/pipeline_run.h"
#include "engine/scheduler/scheduler.h"

#include <memory>
#include <vector>

namespace karst::cli {

namespace {

struct SearchOptions {
    CommonOptions common;
    EventOptions events;
    std::string spl;
    std::vector<std::string> inputs;
};

// Gives each of several sinks all rows.
class AllSinks final : public RowSink {
public:
    explicit AllSinks(std::vector<std::unique_ptr<RowSink>>& sinks) : sinks_(sinks) {}
    void finish() override {
        for (auto& sink : sinks_) {
            sink->finish();
        }
    }

protected:
    bool consume(Batch& batch) override {
        bool wanted = false;
        for (auto& sink : sinks_) {
            Batch copy;  // sinks may keep or change what they get
            for (const auto& row : batch.rows()) {
                copy.append_copy(row);
            }
            wanted = sink->push(copy) || wanted;
        }
        return wanted;
    }

private:
    std::vector<std::unique_ptr<RowSink>>& sinks_;
};

int run_search(const SearchOptions& options) {
    const Session session(options.common);
    const auto& content = session.content_of("");
    auto targets = open_targets(options.common);
    auto run = make_run_context(options.events);
    Diagnostics diagnostics;
    auto environment = session.environment(run.limits, content);
    environment.diagnostics = &diagnostics;
    const auto plan = compile_spl(SourceText::whole("<command line>", options.spl), content, environment, diagnostics);
    for (const auto& diagnostic : diagnostics.all()) {
        session.report(diagnostic);
    }
    if (!plan) {
        return 2;
    }
    const auto files = input_files(options.inputs);
    const auto scan = session.scan(files, make_scan_options(options.events));
    if (plan->reads_events_again()) {
        scan->keep_inputs();
    }
    run.lookups = environment.lookups;
    run.inputs = scan.get();
    run.dataset = options.events.dataset;
    run.warn = session.warnings();
    std::vector<std::unique_ptr<RowSink>> writers;
    AllSinks all(writers);
    PlanTask task{plan, &run,
                  // The results of subsearches are in the plan by now: it says which columns there are.
                  [&](const Plan& resolved) -> RowSink& {
                      for (const auto& target : targets) {
                          const auto format = row_format(target.format, target.output->is_terminal());
                          writers.push_back(make_row_writer(format, target.output->stream(), resolved.columns(), run.fields));
                      }
                      return writers.size() == 1 ? *writers.front() : all;
                  }};
    run_plans(std::span(&task, 1));
    if (task.error) {
        std::rethrow_exception(task.error);
    }
    warn_of_regex_limits(*run.regex_limits, "", run.warn);
    warn_of_regex_limits(*run.pack_regex_limits, "packs", run.warn);
    session.progress().clear();
    for (auto& target : targets) {
        target.output->finish();
    }
    return 0;
}

}  // namespace

CommandRunner add_search(Arguments& arguments) {
    const auto options = std::make_shared<SearchOptions>();
    arguments.text("SPL", options->spl, "the search", {.required = true});
    arguments.list("INPUT", options->inputs, "files, directories, or - for standard input");
    add_common_options(arguments, options->common);
    add_event_options(arguments, options->events);
    return [options] { return run_search(*options); };
}

}  // namespace karst::cli
