#include "cli/output/run_report.h"

#include "cli/output/terminal_text.h"

#include <fmt/format.h>

#include <sys/resource.h>

#include <algorithm>
#include <numeric>
#include <string>
#include <vector>

namespace karst::cli {

namespace {

constexpr double kMega = 1e6;
constexpr double kKibi = 1024;
constexpr double kShownSeconds = 0.0001;  // less is not worth a line

double rate(double amount, double seconds) {
    return seconds > 0 ? amount / seconds : 0;
}

double peak_megabytes() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / kKibi;
}

}  // namespace

void write_statistics(std::ostream& out, const DetectionSummary& summary) {
    const auto& run = summary.statistics;
    const auto events = static_cast<double>(run.events);
    const auto rules = static_cast<double>(summary.rules - std::min(summary.rules, summary.rules_failed));
    out << fmt::format("{} events, {:.1f} MB, {} rules in {:.2f} s: {:.0f} events/s, {:.1f} MB/s, {:.2e} rules x events/s; "
                       "peak memory {:.0f} MiB\n",
                       run.events, static_cast<double>(run.bytes) / kMega, rules, run.seconds, rate(events, run.seconds),
                       rate(static_cast<double>(run.bytes), run.seconds) / kMega, rate(rules * events, run.seconds),
                       peak_megabytes());
}

void write_profile(std::ostream& out, const DetectionSummary& summary) {
    std::vector<const RuleOutcome*> rules;
    for (const auto& outcome : summary.by_rule) {
        if (outcome.profile.events_tested > 0 || outcome.profile.seconds >= kShownSeconds) {
            rules.push_back(&outcome);
        }
    }
    std::stable_sort(rules.begin(), rules.end(), [](const RuleOutcome* a, const RuleOutcome* b) {
        return std::pair(a->profile.seconds, a->profile.events_tested) >
               std::pair(b->profile.seconds, b->profile.events_tested);
    });
    const double all = std::accumulate(rules.begin(), rules.end(), 0.0,
                                       [](double sum, const RuleOutcome* outcome) { return sum + outcome->profile.seconds; });
    std::vector<std::vector<std::string>> lines;
    for (const auto* outcome : rules) {
        const auto& profile = outcome->profile;
        lines.push_back({outcome->rule->name, std::to_string(profile.events_tested), std::to_string(profile.events_matched),
                         std::to_string(outcome->findings), fmt::format("{:.1f}", profile.seconds * 1000),
                         fmt::format("{:.1f} %", 100 * rate(profile.seconds, all)), profile.found_by});
    }
    write_table(out, {"rule", "tested", "matched", "findings", "ms in commands", "share", "found by"}, lines);
}

}  // namespace karst::cli
