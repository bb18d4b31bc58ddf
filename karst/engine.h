// The engine: packs, content and the world around them, loaded once and shared by all searches and rules that run with it.
#pragma once

#include "karst/diagnostic.h"
#include "karst/files.h"
#include "karst/log.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace karst::api {

/// The version of the library, such as 0.1.0.
std::string_view version();

/// What an engine is made with. All of it may be left out.
struct EngineOptions {
    /// Folders with further knowledge packs and data models, over the built-in ones (docs/writing-packs.md).
    std::vector<std::string> packs;
    /// A folder with macros/ and lookups/ for all rules and searches; empty: the nearest one above each rule file.
    std::string content;
    /// True lifts Splunk's limits on rows (limits.conf: subsearches, join, sort …).
    bool lift_limits = false;
    /// Where files are read from; null: those of this machine.
    std::shared_ptr<const Files> files;
    /// Seconds since 1970; empty: the clock of this machine.
    std::function<double()> clock;
    /// Environment variables (TZ); empty: those of this process.
    std::function<std::optional<std::string>(const std::string& name)> environment;
    /// Where messages go; null: nowhere.
    std::shared_ptr<Log> log;
};

/// An engine. Copies share what is loaded; it may be used from several threads at once, and lives as long as anything that was
/// made with it.
class Engine {
public:
    Engine() : Engine(EngineOptions()) {}
    /// Loads the packs. Never throws for what is wrong with them: see diagnostics().
    explicit Engine(EngineOptions options);

    /// What is wrong with the packs and data models of EngineOptions::packs.
    const std::vector<Diagnostic>& diagnostics() const;
    const EngineOptions& options() const;

    class Impl;
    const std::shared_ptr<const Impl>& impl() const { return impl_; }

private:
    std::shared_ptr<const Impl> impl_;
};

}  // namespace karst::api
