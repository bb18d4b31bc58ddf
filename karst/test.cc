#include "karst/test.h"

#include "base/work_in_order.h"
#include "karst/engine_impl.h"
#include "karst/error_impl.h"
#include "karst/rule_set_impl.h"
#include "karst/run_impl.h"
#include "rules/compiled_rule.h"
#include "rules/test_run.h"

#include <algorithm>
#include <utility>

namespace karst::api {

namespace {

TestStatus public_form(karst::TestStatus status) {
    switch (status) {
    case karst::TestStatus::Passed:
        return TestStatus::Passed;
    case karst::TestStatus::Failed:
        return TestStatus::Failed;
    case karst::TestStatus::Skipped:
        return TestStatus::Skipped;
    case karst::TestStatus::Unsupported:
        return TestStatus::Unsupported;
    case karst::TestStatus::Error:
        return TestStatus::Error;
    }
    return TestStatus::Error;
}

TestResult public_form(karst::TestResult result, std::shared_ptr<const RuleInfo> rule) {
    return {std::move(rule), std::move(result.test), public_form(result.status),       std::move(result.reason),
            result.events,   result.results,         std::move(result.missing_fields), result.milliseconds};
}

void count(TestStatus status, TestReport& report) {
    switch (status) {
    case TestStatus::Passed:
        ++report.passed;
        break;
    case TestStatus::Failed:
        ++report.failed;
        break;
    case TestStatus::Skipped:
        ++report.skipped;
        break;
    case TestStatus::Unsupported:
        ++report.unsupported;
        break;
    case TestStatus::Error:
        ++report.errors;
        break;
    }
}

// What the tests of one rule gave.
struct Tested {
    std::size_t rule = 0;
    std::vector<karst::TestResult> results;
    std::vector<std::string> warnings;
};

// The rules and what all their tests share; used by several threads.
class RuleTester {
public:
    RuleTester(const Engine::Impl& engine, const RuleSet& rules, const TestOptions& options)
        : engine_(engine), rules_(rules.impl()->inner_rules()), options_(options), data_(options.data, engine.files()),
          run_(make_run_context(engine, options.run)) {
        // Read before the threads begin, so that each is read once.
        for (const auto& rule : rules_) {
            contents_.push_back(engine.content_of(rules.impl()->content_file(rule)).library.get());
        }
    }

    std::size_t threads() const { return std::max<std::size_t>(options_.run.threads, 1); }

    Tested test(std::size_t number) const {
        Tested tested;
        tested.rule = number;
        if (options_.run.stop.stop_requested()) {
            return tested;
        }
        // Tables of its own for each rule: what one writes (outputlookup) another must not see.
        const auto& content = *contents_[number];
        const auto environment = engine_.plan_environment(content, run_.limits);
        auto run = run_;
        run.lookups = environment.lookups;
        run.memory = std::make_shared<MemoryAccount>(run_.memory->limit());
        // Many rules are shared out among the threads; the events of one are.
        run.threads = rules_.size() == 1 ? threads() : 1;
        run.warn = [&](std::string_view message) { tested.warnings.emplace_back(message); };
        const auto compiled = compile_rule(rules_[number], content, environment);
        tested.results = karst::run_tests(compiled, data_, run, engine_.knowledge(), !options_.run.now.empty(), run.threads,
                                          engine_.clock());
        return tested;
    }

private:
    const Engine::Impl& engine_;
    const std::vector<Rule>& rules_;
    const TestOptions& options_;
    TestData data_;
    RunContext run_;
    std::vector<const ContentLibrary*> contents_;
};

}  // namespace

std::string_view name_of(TestStatus status) {
    switch (status) {
    case TestStatus::Passed:
        return "passed";
    case TestStatus::Failed:
        return "failed";
    case TestStatus::Skipped:
        return "skipped";
    case TestStatus::Unsupported:
        return "unsupported";
    case TestStatus::Error:
        return "error";
    }
    return "error";
}

TestReport run_tests(const Engine& engine, const RuleSet& rules, const TestOptions& options) {
    const auto& inner = *engine.impl();
    const auto began = inner.clock().elapsed();
    TestReport report;
    report.errors = rules.files_failed();
    const RuleTester tester(inner, rules, options);
    SaidOnce said(inner.log());
    std::size_t done = 0;
    work_in_order(
        rules.size(), tester.threads(), [&](std::size_t number) { return tester.test(number); },
        [&](Tested tested) {
            if (++done; options.progress) {
                options.progress(done, rules.size());
            }
            for (const auto& warning : tested.warnings) {
                said(LogLevel::Warning, warning);
            }
            for (auto& result : tested.results) {
                auto& shown = report.results.emplace_back(public_form(std::move(result), rules.rules()[tested.rule]));
                count(shown.status, report);
                inner.log().debug(shown.rule->file + ": " + std::string(name_of(shown.status)) +
                                  (shown.reason.empty() ? "" : ": " + shown.reason));
            }
        });
    report.seconds = inner.clock().elapsed() - began;
    inner.log().info("tests of " + std::to_string(rules.size()) + " rules run in " + milliseconds_since(inner, began));
    return report;
}

}  // namespace karst::api
