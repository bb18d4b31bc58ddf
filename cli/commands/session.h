// Session of a command: an engine made from the options, and the place of its messages.
#pragma once

#include "cli/options/options.h"
#include "cli/output/progress.h"
#include "karst/karst.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace karst::cli {

class Session {
public:
    /// Loads the engine and says what is wrong with the packs. Throws UsageError when they cannot be used.
    explicit Session(const CommonOptions& options, bool no_caps = false) : Session(options, no_caps, true) {}
    /// The same, saying nothing: for lint, which reports what is wrong.
    static Session for_lint(const CommonOptions& options) { return {options, false, false}; }

    const Engine& engine() const { return engine_; }
    Progress& progress() const { return *progress_; }
    /// For RunOptions: how many events were read so far, where a person sees it.
    std::function<void(std::uint64_t events)> event_progress() const;

    /// Says what is wrong on standard error; with --quiet only errors.
    void report(const Diagnostic& diagnostic) const;
    void report(const std::vector<Diagnostic>& diagnostics) const;
    void report_errors(const std::vector<Diagnostic>& diagnostics) const;

private:
    Session(const CommonOptions& options, bool no_caps, bool reports);

    CommonOptions options_;
    std::shared_ptr<Progress> progress_;
    Engine engine_;
};

}  // namespace karst::cli
