// What a command works with: packs, the content directory, lookups, and the events to scan. Made once from the options.
#pragma once

#include "cli/options.h"
#include "cli/output/progress.h"
#include "engine/knowledge/knowledge_base.h"
#include "engine/plan/plan.h"
#include "engine/scan/event_scan.h"
#include "rules/content_library.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace karst::cli {

class Session {
public:
    /// `near` is a rule file, above which a content directory is looked for when --content names none ("" for none). What is
    /// wrong with packs or content is said, and UsageError thrown when they cannot be used; with `found` it is only put there.
    Session(const CommonOptions& options, const std::string& near, Diagnostics* found = nullptr);

    const std::shared_ptr<const KnowledgeBase>& knowledge() const { return knowledge_; }
    const ContentLibrary& content() const { return *content_; }
    PlanEnvironment environment(const Limits& limits) const;

    /// A scan of files whose problems are said on standard error (a few of each file, then their number).
    std::unique_ptr<EventScan> scan(std::vector<InputFile> files, ScanOptions options) const;

    /// Says something on standard error, unless --quiet.
    void say(const std::string& message) const;
    void report(const Diagnostic& diagnostic) const;
    /// Says each warning of a run once.
    WarningSink warnings() const;
    Progress& progress() const { return *progress_; }

private:
    CommonOptions options_;
    std::unique_ptr<Progress> progress_;
    std::shared_ptr<const KnowledgeBase> knowledge_;
    std::unique_ptr<ContentLibrary> content_;
};

/// Files of the input arguments. Throws UsageError.
std::vector<InputFile> input_files(const std::vector<std::string>& paths);

/// True when the plan reads its events more than once: subsearches have scans of their own, and so have some commands.
bool reads_events_again(const Plan& plan);

/// When the files have "-": makes standard input readable more than once, by putting what comes through a pipe into a file
/// without a name. Throws UsageError.
void keep_standard_input(const std::vector<InputFile>& files);

}  // namespace karst::cli
