// The tests of rules: each rule's own test block, judged by Splunk's content-testing criterion.
#pragma once

#include "karst/engine.h"
#include "karst/rule_set.h"
#include "karst/run_options.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace karst::api {

enum class TestStatus { Passed, Failed, Skipped, Unsupported, Error };

/// "passed", "failed" …
std::string_view name_of(TestStatus status);

/// What came of one test; a rule without a test, or one that does not compile, has one result too.
struct TestResult {
    std::shared_ptr<const RuleInfo> rule;
    std::string test;  // its name, may be empty
    TestStatus status = TestStatus::Skipped;
    std::string reason;  // why it did not pass
    std::uint64_t events = 0;
    std::size_t results = 0;
    std::vector<std::string> missing_fields;
    double milliseconds = 0;
};

struct TestOptions {
    RunOptions run;  // where `now` is empty, now() is the time of each test's newest event
    /// Folders with the attack data that tests name by URL.
    std::vector<std::string> data;
    /// Told after each rule; may be empty.
    std::function<void(std::size_t done, std::size_t of)> progress;
};

struct TestReport {
    std::vector<TestResult> results;  // in the order of the rules
    std::size_t passed = 0;
    std::size_t failed = 0;
    std::size_t skipped = 0;
    std::size_t errors = 0;  // rules that could not be read are among them
    std::size_t unsupported = 0;
    double seconds = 0;
};

/// Runs the tests of all rules. Where RunOptions name several threads, each takes rules of its own. After a request to stop,
/// the results so far are given. Throws ArgumentError.
TestReport run_tests(const Engine& engine, const RuleSet& rules, const TestOptions& options);

}  // namespace karst::api
