#include "cli/commands.h"
#include "cli/output/report.h"
#include "cli/output/row_writer.h"
#include "cli/session.h"
#include "engine/plan/compile.h"
#include "engine/plan/resolve.h"

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
    if (reads_events_again(*plan)) {
        keep_standard_input(files);
    }
    const auto scan = session.scan(files, make_scan_options(options.events));
    run.lookups = environment.lookups;
    run.inputs = scan.get();
    run.dataset = options.events.dataset;
    run.warn = session.warnings();
    // Subsearches are run and put into the text first: the plan that runs says which columns there are.
    const auto resolved = resolve_subsearches(plan, run);
    run.fields = resolved->fields();
    std::vector<std::unique_ptr<RowSink>> writers;
    for (const auto& target : targets) {
        const auto format = row_format(target.format, target.output->is_terminal());
        writers.push_back(make_row_writer(format, target.output->stream(), resolved->columns(), run.fields));
    }
    if (writers.size() == 1) {
        execute(resolved, run, *writers.front());
    } else {
        AllSinks all(writers);
        execute(resolved, run, all);
    }
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
