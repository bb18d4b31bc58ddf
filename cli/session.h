// What a command works with: packs, the content directory, lookups, and the events to scan. Made once from the options.
#pragma once

#include "cli/options.h"
#include "engine/knowledge/knowledge_base.h"
#include "engine/plan/plan.h"
#include "engine/scan/event_scan.h"
#include "rules/content_library.h"

#include <memory>
#include <mutex>
#include <ostream>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace karst::cli {

class Session {
public:
    /// `near` is a rule file, above which a content directory is looked for when --content names none ("" for none). Throws
    /// UsageError when packs or content cannot be used.
    Session(const CommonOptions& options, const std::string& near);

    const std::shared_ptr<const KnowledgeBase>& knowledge() const { return knowledge_; }
    const ContentLibrary& content() const { return *content_; }
    PlanEnvironment environment(const Limits& limits) const;

    /// A scan of files whose problems are said on standard error (a few of each file, then their number).
    std::unique_ptr<EventScan> scan(std::vector<InputFile> files, ScanOptions options) const;

    /// Says something on standard error, unless --quiet.
    void say(const std::string& message) const;
    void report(const Diagnostic& diagnostic) const;
    /// Says a warning of a running search; the same words are said once, however many searches have them.
    void warn(std::string_view message) const;

private:
    CommonOptions options_;
    std::shared_ptr<const KnowledgeBase> knowledge_;
    std::unique_ptr<ContentLibrary> content_;
    mutable std::mutex warning_;
    mutable std::set<std::string, std::less<>> warned_;
};

/// Files of the input arguments. Throws UsageError.
std::vector<InputFile> input_files(const std::vector<std::string>& paths);

/// Standard output, or the file of -o.
class Output {
public:
    explicit Output(const std::string& file);
    ~Output();
    std::ostream& stream() { return *stream_; }
    bool is_terminal() const { return terminal_; }

private:
    std::unique_ptr<std::ostream> file_;
    std::ostream* stream_;
    bool terminal_ = false;
};

}  // namespace karst::cli
