// Rules: detections out of files, folders or texts, in any generation of security_content's YAML.
#pragma once

#include "karst/diagnostic.h"
#include "karst/engine.h"

#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace karst::api {

/// What a rule says of itself.
struct RuleInfo {
    std::string file;  // as it was named or found
    std::string id;
    std::string name;
    int version = 0;
    std::string date;
    std::string author;
    std::string status;    // production, experimental, deprecated …
    std::string type;      // TTP, Anomaly, Hunting, Correlation …
    std::string severity;  // informational, low, medium, high, critical
    double risk_score = 0;
    std::string description;
    std::string how_to_implement;
    std::string known_false_positives;
    std::string search;
    std::string message;  // with $field$
    std::vector<std::string> data_sources;
    std::vector<std::string> mitre_attack_ids;
    std::vector<std::string> analytic_stories;
    std::vector<std::string> cves;
    std::vector<std::string> references;
    std::string asset_type;
    std::string security_domain;
};

/// A text that holds a rule.
struct RuleText {
    std::string name;  // a file name, as messages show it; it need not exist
    std::string text;
};

/// A set of rules. A file that is wrong is reported and never stops the others. Copies share the rules.
class RuleSet {
public:
    /// No rules.
    RuleSet() : RuleSet(from_texts({})) {}
    /// Loads files and folders, in their order, within a folder by name. Of a folder all YAML files below it count that hold a
    /// detection.
    static RuleSet from_paths(const Engine& engine, const std::vector<std::string>& paths);
    /// Reads texts. Their macros and lookups are those of EngineOptions::content, and those that come with karst.
    static RuleSet from_texts(const std::vector<RuleText>& texts);

    /// The rules that could be read.
    const std::vector<std::shared_ptr<const RuleInfo>>& rules() const;
    std::size_t size() const { return rules().size(); }
    /// How many files or texts hold a rule or should.
    std::size_t files() const;
    /// How many of these are not among the rules.
    std::size_t files_failed() const;
    /// What is wrong with the files. Whether the searches compile is for the detector, the tests and lint to say.
    const std::vector<Diagnostic>& diagnostics() const;

    class Impl;
    const std::shared_ptr<const Impl>& impl() const { return impl_; }

private:
    explicit RuleSet(std::shared_ptr<const Impl> impl) : impl_(std::move(impl)) {}
    std::shared_ptr<const Impl> impl_;
};

/// What is wrong with the content (macros and lookups) of the rules: that of the engine's options, or of the folders above
/// them.
std::vector<Diagnostic> check_content(const Engine& engine, const RuleSet& rules);

}  // namespace karst::api
