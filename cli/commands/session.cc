#include "cli/commands/session.h"

#include "cli/output/color.h"
#include "cli/output/console_log.h"
#include "cli/output/diagnostic_writer.h"
#include "cli/output/usage_error.h"

#include <unistd.h>

#include <iostream>
#include <utility>

namespace karst::cli {

namespace {

Loudness loudness_of(const CommonOptions& options) {
    if (options.quiet) {
        return Loudness::Quiet;
    }
    return options.verbose == 0 ? Loudness::Normal : options.verbose == 1 ? Loudness::Verbose : Loudness::VeryVerbose;
}

EngineOptions engine_options(const CommonOptions& options, bool no_caps, const std::shared_ptr<Progress>& progress) {
    EngineOptions engine;
    engine.packs = options.packs;
    engine.content = options.content;
    engine.lift_limits = no_caps;
    engine.log = std::make_shared<ConsoleLog>(loudness_of(options), progress);
    return engine;
}

}  // namespace

Session::Session(const CommonOptions& options, bool no_caps, bool reports)
    : options_(options),
      progress_(std::make_shared<Progress>(options.progress == "auto" && !options.quiet && ::isatty(STDERR_FILENO) == 1)),
      engine_(engine_options(options, no_caps, progress_)) {
    if (!reports) {
        return;
    }
    report(engine_.diagnostics());
    if (count_errors(engine_.diagnostics()) > 0 && !options.packs.empty()) {
        throw UsageError("the packs have errors");
    }
}

std::function<void(std::uint64_t)> Session::event_progress() const {
    return [progress = progress_](std::uint64_t events) {
        if (progress->due()) {
            progress->show(std::to_string(events) + " events");
        }
    };
}

void Session::report(const Diagnostic& diagnostic) const {
    if (!options_.quiet || diagnostic.severity == Severity::Error) {
        progress_->clear();
        write_diagnostic(std::cerr, diagnostic, {use_color(options_.output.color, STDERR_FILENO)});
    }
}

void Session::report(const std::vector<Diagnostic>& diagnostics) const {
    for (const auto& diagnostic : diagnostics) {
        report(diagnostic);
    }
}

void Session::report_errors(const std::vector<Diagnostic>& diagnostics) const {
    for (const auto& diagnostic : diagnostics) {
        if (diagnostic.severity == Severity::Error) {
            report(diagnostic);
        }
    }
}

}  // namespace karst::cli
