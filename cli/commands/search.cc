#include "cli/commands.h"
#include "cli/output/row_writer.h"
#include "cli/session.h"
#include "engine/plan/compile.h"

#include <memory>

namespace karst::cli {

namespace {

struct SearchOptions {
    CommonOptions common;
    EventOptions events;
    std::string spl;
    std::vector<std::string> inputs;
};

int run_search(const SearchOptions& options) {
    const Session session(options.common, "");
    Output output(options.common.output);
    const auto format = row_format(options.common.format, output.is_terminal());
    auto run = make_run_context(options.events);
    Diagnostics diagnostics;
    auto environment = session.environment(run.limits);
    environment.diagnostics = &diagnostics;
    const auto plan =
        compile_spl(SourceText::whole("<command line>", options.spl), session.content(), environment, diagnostics);
    for (const auto& diagnostic : diagnostics.all()) {
        session.report(diagnostic);
    }
    if (!plan) {
        return 2;
    }
    const auto scan = session.scan(input_files(options.inputs), make_scan_options(options.events));
    run.lookups = environment.lookups;
    run.inputs = scan.get();
    run.dataset = options.events.dataset;
    run.warn = [&](std::string_view message) { session.warn(message); };
    // Subsearches are run and put into the text first: the plan that runs says which columns there are.
    const auto resolved = resolve_subsearches(plan, run);
    run.fields = resolved->fields();
    const auto writer = make_row_writer(format, output.stream(), resolved->columns(), run.fields);
    execute(resolved, run, *writer);
    return 0;
}

}  // namespace

CommandRunner add_search(CLI::App& app) {
    const auto options = std::make_shared<SearchOptions>();
    app.add_option("SPL", options->spl, "the search")->required();
    app.add_option("INPUT", options->inputs, "files, directories, or - for standard input");
    add_common_options(app, options->common);
    add_event_options(app, options->events);
    return [options] { return run_search(*options); };
}

}  // namespace karst::cli
