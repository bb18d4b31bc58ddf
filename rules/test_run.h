// Running the test block of a rule, judged by Splunk's own content-testing criterion: the search returns a result; every result
// has a value for every risk entity's field; every threat object's field has a value in some result.
#pragma once

#include "base/clock.h"
#include "base/file_system.h"
#include "engine/knowledge/knowledge_base.h"
#include "engine/run/run_context.h"
#include "engine/stream/byte_source.h"
#include "rules/compiled_rule.h"

#include <memory>
#include <string>
#include <vector>

namespace karst {

enum class TestStatus { Passed, Failed, Skipped, Unsupported, Error };

struct TestResult {
    const Rule* rule = nullptr;
    std::string test;
    TestStatus status = TestStatus::Skipped;
    std::string reason;
    std::uint64_t events = 0;
    std::size_t results = 0;
    std::vector<std::string> missing_fields;
    double milliseconds = 0;
};

/// Where a test's data are: URLs of the attack_data repository are looked for below each folder, other paths beside the rule
/// and below the folders.
class TestData {
public:
    explicit TestData(std::vector<std::string> folders, std::shared_ptr<const FileSystem> files = real_file_system())
        : folders_(std::move(folders)), files_(std::move(files)) {}

    /// The file; "" with `reason` when it is not to be had (a Git LFS pointer counts as absent).
    std::string find(const std::string& data, const std::string& rule_file, std::string& reason) const;
    /// The content of a file that was found.
    std::shared_ptr<const ByteSource> open(const std::string& path) const { return file_bytes(path, files_); }

private:
    std::vector<std::string> folders_;
    std::shared_ptr<const FileSystem> files_;
};

/// Runs all tests of a rule; a rule without any gives one skipped result. `run` holds time zone, limits and memory; now() is
/// the time of the newest event unless `fixed_now`. So many threads read the events of each test. `clock` says how long a test
/// took.
std::vector<TestResult> run_tests(const CompiledRule& compiled, const TestData& data, const RunContext& run,
                                  const std::shared_ptr<const KnowledgeBase>& knowledge, bool fixed_now,
                                  std::size_t threads = 1, const Clock& clock = *real_clock());

}  // namespace karst
