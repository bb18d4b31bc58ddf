// What a command works with: packs, the content directory, lookups, and the events to scan. Made once from the options.
#pragma once

#include "cli/options/options.h"
#include "cli/output/progress.h"
#include "engine/knowledge/knowledge_base.h"
#include "engine/plan/plan.h"
#include "engine/scan/event_scan.h"
#include "rules/content_library.h"

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace karst::cli {

class Session {
public:
    /// What is wrong with packs or content is said, and UsageError thrown when packs cannot be used; with `found` it is only
    /// put there.
    explicit Session(const CommonOptions& options, Diagnostics* found = nullptr);

    const std::shared_ptr<const KnowledgeBase>& knowledge() const { return knowledge_; }
    /// The content that a rule file belongs to: that of --content, or of the directory found above the rule. "" is no file:
    /// what comes with karst. Read when it is first asked for; may be called from several threads.
    const ContentLibrary& content_of(const std::string& rule_file) const;
    /// What plans are made with, with lookup tables of their own.
    PlanEnvironment environment(const Limits& limits, const ContentLibrary& content) const;

    /// A scan of files whose problems are said on standard error (a few of each file, then their number).
    std::unique_ptr<EventScan> scan(std::vector<InputFile> files, ScanOptions options) const;

    /// Says something on standard error, unless --quiet.
    void say(const std::string& message) const;
    void report(const Diagnostic& diagnostic) const;
    /// Says each warning of a run once.
    WarningSink warnings() const;
    Progress& progress() const { return *progress_; }

private:
    void say_or_keep(const Diagnostics& diagnostics) const;

    CommonOptions options_;
    std::unique_ptr<Progress> progress_;
    std::shared_ptr<const KnowledgeBase> knowledge_;
    Diagnostics* found_;
    mutable std::mutex reading_content_;
    mutable std::map<std::string, std::unique_ptr<ContentLibrary>> contents_;  // by directory
};

/// What the plans of many rules are made with: those of one content directory share their lookup tables.
class SharedEnvironments {
public:
    SharedEnvironments(const Session& session, const Limits& limits) : session_(session), limits_(limits) {}
    const PlanEnvironment& of(const ContentLibrary& content);

private:
    const Session& session_;
    Limits limits_;
    std::map<const ContentLibrary*, PlanEnvironment> environments_;
};

/// Files of the input arguments. Throws UsageError.
std::vector<InputFile> input_files(const std::vector<std::string>& paths);

}  // namespace karst::cli
