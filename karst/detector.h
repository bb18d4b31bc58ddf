// The detector: a rule set that runs over sources in one scan and gives findings.
#pragma once

#include "karst/engine.h"
#include "karst/finding.h"
#include "karst/rule_set.h"
#include "karst/run_options.h"
#include "karst/source.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace karst::api {

/// What a rule has cost in a run, with its subsearches.
struct RuleProfile {
    std::uint64_t events_tested = 0;   // events for which the rule's condition was tested
    std::uint64_t events_matched = 0;  // events that went into its commands
    double seconds = 0;                // in its commands
    std::string found_by;              // what the index found such events by; empty: there was no index, or nothing to find
};

/// What became of one rule in a run.
struct RuleOutcome {
    std::shared_ptr<const RuleInfo> rule;
    std::size_t findings = 0;
    std::string error{};  // why it did not compile or did not run to its end; empty: it did
    RuleProfile profile{};
};

/// What a run of rules has done.
struct DetectionSummary {
    std::size_t rules = 0;         // files that hold a rule or should
    std::size_t rules_failed = 0;  // could not be read, did not compile, or failed in the run
    std::size_t findings = 0;
    RunStatistics statistics;
    std::vector<RuleOutcome> by_rule;
};

/// ByRule: all findings of the first rule, then of the second …, when the events are read. AsFound: each as soon as its rule
/// can tell, so that a stream without an end gives findings; the order is that of the events where rules let rows through.
enum class FindingOrder { ByRule, AsFound };

/// Takes a finding; false: no more are wanted, and the run ends early.
using FindingReceiver = std::function<bool(const Finding& finding)>;

/// A rule set, compiled to run in one scan. It may run any number of times, also on several threads at once; each run has
/// lookup tables of its own. Copies share it.
class Detector {
public:
    /// Compiles the rules. Those that do not compile are left out of the runs, and diagnostics() say why.
    Detector(const Engine& engine, const RuleSet& rules);

    const RuleSet& rules() const;
    /// How many rules compile.
    std::size_t compiled() const;
    /// What is wrong with the content that the rules use, and with those that do not compile. (RuleSet::diagnostics() is not
    /// repeated.)
    const std::vector<Diagnostic>& diagnostics() const;

    /// Runs all rules over the events of the sources. A rule that fails does not stop the others. Throws ArgumentError, and
    /// InputError when events cannot be read.
    DetectionSummary run(const std::vector<Source>& sources, const RunOptions& options, const FindingReceiver& receiver,
                         FindingOrder order = FindingOrder::ByRule) const;
    /// All findings at once, by rule.
    std::vector<Finding> run(const std::vector<Source>& sources, const RunOptions& options = {}) const;

    class Impl;

private:
    std::shared_ptr<const Impl> impl_;
};

}  // namespace karst::api
