#include "karst/detector.h"

#include "base/work_in_order.h"
#include "engine/lookup/lookup.h"
#include "engine/plan/batches.h"
#include "engine/row/row_spool.h"
#include "engine/run/memory_account.h"
#include "engine/scheduler/scheduler.h"
#include "engine/text/regex_limits.h"
#include "karst/engine_impl.h"
#include "karst/error_impl.h"
#include "karst/result_impl.h"
#include "karst/rule_set_impl.h"
#include "karst/run_impl.h"
#include "rules/compiled_rule.h"
#include "rules/finding.h"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <map>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>

namespace karst::api {

namespace {

// A rule, ready to run.
struct Prepared {
    std::shared_ptr<const Plan> plan;               // null: it does not compile
    std::string error;                              // why it does not
    std::shared_ptr<const LookupRegistry> lookups;  // as they are before a run
};

Finding public_form(const karst::Finding& finding, std::shared_ptr<const RuleInfo> rule, Row row) {
    Finding result;
    result.rule = std::move(rule);
    result.time = finding.time;
    result.message = finding.message;
    result.risk_score = finding.risk_score;
    for (const auto& entity : finding.entities) {
        result.entities.push_back({entity.field, entity.type, entity.value, entity.score});
    }
    for (const auto& object : finding.threat_objects) {
        result.threat_objects.push_back({object.field, object.type, object.value});
    }
    result.row = std::move(row);
    return result;
}

// A rule in a run. It is the sink of its rows.
class RuleRun final : public RowSink {
public:
    using Take = std::function<bool(const Finding&)>;
    RuleRun(const Rule& rule, std::shared_ptr<const RuleInfo> info, const RunContext& run, const Take& take, FindingOrder order)
        : context(run), rule_(rule), info_(std::move(info)), take_(take), order_(order) {
        context.fields = {};
        if (order == FindingOrder::AsFound) {
            context.threads = 1;  // they are given by the thread that finds them
        }
        context.regex_limits = std::make_shared<RegexLimitHits>();  // warnings name the rule; those of packs are the run's
        memory_.emplace(context.memory, "the list of findings", if_spilling(context, [this] { spill(); }));
    }

    void begin(const Columns& columns) { columns_ = columns; }
    void finish() override {}

    /// Gives what was held back. Throws std::system_error when it cannot be read back from disk.
    void deliver() {
        memory_.reset();  // nothing more is held: what is left becomes less
        auto reader = held_.read();
        Batch batch;
        while (reader.next(batch) && give(std::move(batch))) {
        }
        held_.clear();
    }
    void forget() {
        held_.clear();
        findings_ = 0;
    }
    std::size_t findings() const { return findings_; }
    const std::string& file() const { return rule_.file; }

    RunContext context;

protected:
    bool consume(Batch& batch) override {
        findings_ += batch.size();
        if (order_ == FindingOrder::AsFound) {
            return give(owned_copy(batch));
        }
        held_.add(owned_copy(batch));
        memory_->hold(held_.held_bytes());
        return true;
    }

private:
    void spill() {
        held_.spill();
        memory_->hold(held_.held_bytes());
    }

    bool give(Batch batch) {
        if (set_ == nullptr || known_fields_ != context.fields.size()) {
            set_ = column_set(columns_, context.fields);
            known_fields_ = context.fields.size();
        }
        const auto piece = Table::Builder::make(std::move(batch), set_);
        const auto& rows = Table::Builder::batch_of(piece).rows();
        for (std::size_t number = 0; number < rows.size(); ++number) {
            if (!take_(public_form(make_finding(rule_, rows[number], context.fields), info_, piece[number]))) {
                return false;
            }
        }
        return true;
    }

    const Rule& rule_;
    std::shared_ptr<const RuleInfo> info_;
    const Take& take_;
    FindingOrder order_;
    Columns columns_;
    std::shared_ptr<const ColumnSet> set_;
    std::size_t known_fields_ = 0;
    RowSpool held_{context.temporary_files};
    std::optional<HeldMemory> memory_;  // until what is held is delivered
    std::size_t findings_ = 0;
};

}  // namespace

class Detector::Impl {
public:
    Impl(const Engine& engine, const RuleSet& rules) : engine_(engine), rules_(rules) {
        const auto began = inner().clock().elapsed();
        ContentsInUse contents(inner(), diagnostics_);
        SharedEnvironments environments(inner(), inner().limits());
        // Contents and environments are made before the threads begin; what is wrong with them is said in its rule's turn.
        const auto& inner_rules = rules_.impl()->inner_rules();
        std::vector<Task> tasks;
        for (const auto& rule : inner_rules) {
            const auto& content = *inner().content_of(rules_.impl()->content_file(rule)).library;
            tasks.push_back({content, environments.of(content)});
        }
        const auto compile = [&](std::size_t number) {
            return compile_rule(inner_rules[number], tasks[number].content, tasks[number].environment);
        };
        work_in_order(tasks.size(), threads_for(tasks.size()), compile, [&](CompiledRule compiled) {
            const auto& rule = *compiled.rule;
            contents.of(rules_.impl()->content_file(rule));
            add(std::move(compiled), tasks[prepared_.size()].environment);
        });
        inner().log().info(
            fmt::format("{} of {} rules compiled in {}", compiled_, prepared_.size(), milliseconds_since(inner(), began)));
    }

    const RuleSet& rules() const { return rules_; }
    std::size_t compiled() const { return compiled_; }
    const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }

    DetectionSummary run(const std::vector<Source>& sources, const RunOptions& options, const FindingReceiver& receiver,
                         FindingOrder order) const {
        // Rules about the last hour are meant to be run while it is the last hour: for a file that is when it ends.
        EventRun run(inner(), sources, options,
                     {some_plan([](const Plan& plan) { return plan.uses_now(); }),
                      some_plan([](const Plan& plan) { return plan.reads_events_again(); })});
        ReceiverGuard guard;
        const RuleRun::Take take = [&](const Finding& finding) { return guard.call([&] { return receiver(finding); }); };
        std::deque<RuleRun> rule_runs;
        std::vector<PlanTask> tasks;
        start(run.context(), take, order, rule_runs, tasks);
        translate_failures([&] { run_plans(tasks); });
        warn_of_regex_limits(rule_runs, run.context());
        guard.rethrow();

        DetectionSummary summary;
        summary.rules = rules_.files();
        summary.rules_failed = rules_.files_failed();
        std::size_t next = 0;
        for (std::size_t number = 0; number < prepared_.size(); ++number) {
            auto& outcome = summary.by_rule.emplace_back(RuleOutcome{rules_.rules()[number], 0, prepared_[number].error, {}});
            if (prepared_[number].plan != nullptr) {
                end(tasks[next], rule_runs[next], outcome);
                ++next;
            }
            summary.rules_failed += outcome.error.empty() ? 0 : 1;
            summary.findings += outcome.findings;
        }
        guard.rethrow();
        summary.statistics = run.statistics(guard.refused());
        return summary;
    }

private:
    const Engine::Impl& inner() const { return *engine_.impl(); }

    // What one rule is compiled with.
    struct Task {
        const ContentLibrary& content;
        const PlanEnvironment& environment;
    };

    // For a few rules a thread takes longer to start than to work.
    static std::size_t threads_for(std::size_t rules) {
        constexpr std::size_t kRulesWorthAThread = 16;
        return std::min<std::size_t>(std::thread::hardware_concurrency(), rules / kRulesWorthAThread);
    }

    void add(CompiledRule compiled, const PlanEnvironment& environment) {
        Prepared prepared;
        prepared.lookups = environment.lookups;
        prepared.plan = std::move(compiled.plan);
        if (prepared.plan != nullptr) {
            ++compiled_;
        } else {
            const auto& problems = compiled.diagnostics.all();
            append_public(compiled.diagnostics, diagnostics_);
            prepared.error = problems.empty() ? "does not compile" : problems.front().message;
            inner().log().info(compiled.rule->file + ": left out: " + prepared.error);
        }
        prepared_.push_back(std::move(prepared));
    }

    template <class Holds>
    bool some_plan(Holds holds) const {
        return std::any_of(prepared_.begin(), prepared_.end(),
                           [&](const Prepared& prepared) { return prepared.plan != nullptr && holds(*prepared.plan); });
    }

    static void warn_of_regex_limits(const std::deque<RuleRun>& rule_runs, const RunContext& run) {
        for (const auto& rule_run : rule_runs) {
            karst::warn_of_regex_limits(*rule_run.context.regex_limits, rule_run.file(), run.warn);
        }
        karst::warn_of_regex_limits(*run.pack_regex_limits, "packs", run.warn);
    }

    // A task for each rule that compiles. Rules of one content share the lookup tables of the run.
    void start(const RunContext& context, const RuleRun::Take& take, FindingOrder order, std::deque<RuleRun>& rule_runs,
               std::vector<PlanTask>& tasks) const {
        std::map<const LookupRegistry*, std::shared_ptr<LookupRegistry>> lookups;
        for (std::size_t number = 0; number < prepared_.size(); ++number) {
            const auto& prepared = prepared_[number];
            if (prepared.plan == nullptr) {
                continue;
            }
            auto& tables = lookups[prepared.lookups.get()];
            if (tables == nullptr) {
                tables = prepared.lookups->copy();
            }
            auto& rule_run =
                rule_runs.emplace_back(rules_.impl()->inner_rules()[number], rules_.rules()[number], context, take, order);
            rule_run.context.lookups = tables;
            tasks.push_back({prepared.plan, &rule_run.context, [&rule_run](const Plan& resolved) -> RowSink& {
                                 rule_run.begin(resolved.columns());
                                 return rule_run;
                             }});
        }
    }

    void end(const PlanTask& task, RuleRun& rule_run, RuleOutcome& outcome) const {
        const auto fail = [&](const std::string& problem) {
            outcome.error = problem;
            inner().log().warn(outcome.rule->file + ": " + problem);
        };
        if (task.error) {
            rule_run.forget();
            fail(task.problem());
        }
        outcome.findings = rule_run.findings();
        const auto& profile = task.profile;
        outcome.profile = {profile.scan.tested, profile.scan.matched, profile.seconds, profile.scan.found_by};
        try {
            rule_run.deliver();
        } catch (const std::system_error& problem) {
            fail(problem.what());
        }
        if (inner().log().wants(LogLevel::Debug)) {
            const auto seen = task.rows_seen.empty() ? std::uint64_t{0} : task.rows_seen.front();
            inner().log().debug(
                fmt::format("{}: {} rows into its first command, {} findings", outcome.rule->file, seen, outcome.findings));
        }
    }

    Engine engine_;
    RuleSet rules_;
    std::vector<Prepared> prepared_;  // of the rules of the same number
    std::size_t compiled_ = 0;
    std::vector<Diagnostic> diagnostics_;
};

Detector::Detector(const Engine& engine, const RuleSet& rules) : impl_(std::make_shared<const Impl>(engine, rules)) {}

const RuleSet& Detector::rules() const {
    return impl_->rules();
}

std::size_t Detector::compiled() const {
    return impl_->compiled();
}

const std::vector<Diagnostic>& Detector::diagnostics() const {
    return impl_->diagnostics();
}

DetectionSummary Detector::run(const std::vector<Source>& sources, const RunOptions& options, const FindingReceiver& receiver,
                               FindingOrder order) const {
    return impl_->run(sources, options, receiver, order);
}

std::vector<Finding> Detector::run(const std::vector<Source>& sources, const RunOptions& options) const {
    std::vector<Finding> findings;
    impl_->run(
        sources, options,
        [&](const Finding& finding) {
            findings.push_back(finding);
            return true;
        },
        FindingOrder::ByRule);
    return findings;
}

}  // namespace karst::api
