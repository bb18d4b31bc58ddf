// The inside of an engine: what is loaded, and what plans and runs are made with. Not installed.
#pragma once

#include "base/clock.h"
#include "base/environment.h"
#include "base/file_system.h"
#include "engine/knowledge/knowledge_base.h"
#include "engine/plan/plan.h"
#include "karst/engine.h"
#include "karst/logger_impl.h"
#include "rules/content_library.h"

#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

namespace karst::api {

Severity public_form(karst::Severity severity);
/// The public form of a diagnostic; it shares the text of its file.
Diagnostic public_form(const karst::Diagnostic& diagnostic);
void append_public(const Diagnostics& diagnostics, std::vector<Diagnostic>& to);

/// Files of a program that embeds karst, as the engine reads them.
std::shared_ptr<const FileSystem> adapted(std::shared_ptr<const Files> files);

/// Content that was read, with what is wrong with it.
struct Content {
    std::unique_ptr<const ContentLibrary> library;
    std::vector<Diagnostic> problems;
};

class Engine::Impl {
public:
    explicit Impl(EngineOptions options);

    const EngineOptions& options() const { return options_; }
    const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }
    const std::shared_ptr<const KnowledgeBase>& knowledge() const { return knowledge_; }
    const std::shared_ptr<const FileSystem>& files() const { return files_; }
    const Clock& clock() const { return *clock_; }
    const std::shared_ptr<const Clock>& clock_ptr() const { return clock_; }
    const Environment& environment() const { return *environment_; }
    const Limits& limits() const { return limits_; }
    const Logger& log() const { return log_; }

    /// The content that a rule file belongs to; "" is no file: what comes with karst, or EngineOptions::content. Read when it
    /// is first asked for; may be called from several threads.
    const Content& content_of(const std::string& rule_file) const;
    /// What plans are made with, with lookup tables of its own.
    PlanEnvironment plan_environment(const ContentLibrary& content) const { return plan_environment(content, limits_); }
    PlanEnvironment plan_environment(const ContentLibrary& content, const Limits& limits) const;

private:
    const Content& content_in(const std::string& directory) const;

    EngineOptions options_;
    Logger log_;
    std::shared_ptr<const FileSystem> files_;
    std::shared_ptr<const Clock> clock_;
    std::shared_ptr<const Environment> environment_;
    Limits limits_;
    std::shared_ptr<const KnowledgeBase> knowledge_;
    std::vector<Diagnostic> diagnostics_;
    mutable std::mutex reading_content_;
    mutable std::map<std::string, Content> contents_;                  // by directory
    mutable std::map<std::string, const Content*> content_by_folder_;  // of the rules
};

/// The content of the rules of one operation: each is met for the first time once, and then says what is wrong with it.
class ContentsInUse {
public:
    ContentsInUse(const Engine::Impl& engine, std::vector<Diagnostic>& problems) : engine_(engine), problems_(problems) {}
    const ContentLibrary& of(const std::string& rule_file);

private:
    const Engine::Impl& engine_;
    std::vector<Diagnostic>& problems_;
    std::set<const ContentLibrary*> met_;
};

/// What the plans of many rules are made with: those of one content share their lookup tables.
class SharedEnvironments {
public:
    SharedEnvironments(const Engine::Impl& engine, const Limits& limits) : engine_(engine), limits_(limits) {}
    const PlanEnvironment& of(const ContentLibrary& content);

private:
    const Engine::Impl& engine_;
    Limits limits_;
    std::map<const ContentLibrary*, PlanEnvironment> environments_;
};

}  // namespace karst::api
