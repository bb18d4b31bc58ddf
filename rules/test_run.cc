#include "rules/test_run.h"

#include "engine/detect/detect.h"
#include "engine/input/event_reader.h"
#include "engine/scan/event_scan.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

namespace karst {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kAttackData = "https://media.githubusercontent.com/media/splunk/attack_data/master/";
constexpr std::string_view kPointer = "version https://git-lfs.github.com/spec";

bool is_pointer(const std::string& path, const FileSystem& files) {
    try {
        const auto file = files.open(path);
        std::string head(kPointer.size(), '\0');
        std::size_t size = 0;
        while (size < head.size()) {
            const auto got = file->read(head.data() + size, head.size() - size);
            if (got == 0) {
                break;
            }
            size += got;
        }
        return head == kPointer;
    } catch (const std::system_error&) {
        return false;  // whoever reads it says why
    }
}

bool has_value(const Detection& detection, const Row& row, const std::string& field) {
    const auto id = detection.fields.find(field);
    return id && !row.get(*id).is_null();
}

// The fields that the criterion misses.
std::vector<std::string> missing_fields(const Rule& rule, const Detection& detection) {
    std::vector<std::string> missing;
    const auto every = [&](const std::string& field) {
        return std::all_of(detection.results.begin(), detection.results.end(), [&](const Batch& batch) {
            return std::all_of(batch.rows().begin(), batch.rows().end(),
                               [&](const Row& row) { return has_value(detection, row, field); });
        });
    };
    const auto some = [&](const std::string& field) {
        return std::any_of(detection.results.begin(), detection.results.end(), [&](const Batch& batch) {
            return std::any_of(batch.rows().begin(), batch.rows().end(),
                               [&](const Row& row) { return has_value(detection, row, field); });
        });
    };
    for (const auto& entity : rule.entities) {
        if (!every(entity.field)) {
            missing.push_back(entity.field);
        }
    }
    for (const auto& object : rule.threat_objects) {
        if (!some(object.field)) {
            missing.push_back(object.field);
        }
    }
    return missing;
}

void judge(const Detection& detection, TestResult& result) {
    result.results = detection.rows();
    if (!detection.error.empty()) {
        result.status = TestStatus::Error;
        result.reason = detection.error;
        return;
    }
    if (result.results == 0) {
        result.status = TestStatus::Failed;
        result.reason = "the search returned no results";
        // Which stage lost the rows is the first thing that its author asks.
        for (std::size_t stage = 0; stage < detection.rows_seen.size(); ++stage) {
            if (detection.rows_seen[stage] == 0) {
                result.reason += stage == 0 ? ": no event matches its first stage"
                                            : ": no rows are left after stage " + std::to_string(stage + 1);
                break;
            }
        }
        return;
    }
    result.missing_fields = missing_fields(*result.rule, detection);
    result.status = result.missing_fields.empty() ? TestStatus::Passed : TestStatus::Failed;
    if (!result.missing_fields.empty()) {
        result.reason = "results without a value of " + result.missing_fields.front();
    }
}

}  // namespace

std::string TestData::find(const std::string& data, const std::string& rule_file, std::string& reason) const {
    std::vector<fs::path> candidates;
    const bool is_url = data.compare(0, 8, "https://") == 0 || data.compare(0, 7, "http://") == 0;
    if (data.compare(0, kAttackData.size(), kAttackData) == 0) {
        for (const auto& folder : folders_) {
            candidates.push_back(fs::path(folder) / data.substr(kAttackData.size()));
        }
    } else if (!is_url) {
        candidates.push_back(fs::path(rule_file).parent_path() / data);
        candidates.emplace_back(data);
        for (const auto& folder : folders_) {
            candidates.push_back(fs::path(folder) / data);
        }
    }
    for (const auto& candidate : candidates) {
        const auto path = candidate.string();
        if (!files_->exists(path)) {
            continue;
        }
        if (files_->is_file(path) && is_pointer(path, *files_)) {
            reason = "the data are a Git LFS pointer, not the file itself: " + data;
            continue;
        }
        return path;
    }
    if (reason.empty()) {
        reason =
            "the data are not there: " + data + (folders_.empty() && is_url ? " (--data names a folder that has them)" : "");
    }
    return "";
}

std::vector<TestResult> run_tests(const CompiledRule& compiled, const TestData& data, const RunContext& run,
                                  const std::shared_ptr<const KnowledgeBase>& knowledge, bool fixed_now, std::size_t threads,
                                  const Clock& clock) {
    const Rule& rule = *compiled.rule;
    std::vector<TestResult> results;
    const auto whole = [&](TestStatus status, std::string reason) {
        TestResult result;
        result.rule = &rule;
        result.status = status;
        result.reason = std::move(reason);
        results.push_back(std::move(result));
        return results;
    };
    if (!compiled.plan) {
        const auto& all = compiled.diagnostics.all();
        return whole(compiled.unsupported() ? TestStatus::Unsupported : TestStatus::Error,
                     all.empty() ? "does not compile" : all.front().message);
    }
    if (!rule.manual_reason.empty()) {
        return whole(TestStatus::Skipped, "to be tested by hand: " + rule.manual_reason);
    }
    if (rule.tests.empty()) {
        return whole(TestStatus::Skipped, "the rule has no test");
    }
    for (const auto& test : rule.tests) {
        auto& result = results.emplace_back();
        result.rule = &rule;
        result.test = test.name;
        if (!test.manual_reason.empty()) {
            result.reason = "to be tested by hand: " + test.manual_reason;
            continue;
        }
        std::vector<InputFile> files;
        for (const auto& attack : test.attack_data) {
            const auto path = data.find(attack.data, rule.file, result.reason);
            if (!path.empty()) {
                files.push_back({path, attack.sourcetype, attack.source, attack.host, data.open(path)});
            }
        }
        if (files.size() < test.attack_data.size() || files.empty()) {
            result.reason = files.empty() && result.reason.empty() ? "the test names no data" : result.reason;
            continue;
        }
        result.reason.clear();
        const auto began = clock.elapsed();
        try {
            ScanOptions options;
            options.threads = threads;
            EventScan scan(files, options, knowledge);
            auto context = run;
            context.push_down = false;  // a test that finds nothing says which stage lost the rows
            if (!fixed_now && compiled.plan->uses_now()) {
                context.now = scan.newest_time().value_or(run.now);
            }
            context.inputs = &scan;
            std::vector<Detection> detections;
            auto& detection = detections.emplace_back();
            detection.plan = compiled.plan;
            detection.name = rule.file;
            run_detections(detections, context);
            result.events = scan.statistics().events;
            judge(detections.front(), result);
        } catch (const std::runtime_error& problem) {
            result.status = TestStatus::Error;
            result.reason = problem.what();
        }
        result.milliseconds = (clock.elapsed() - began) * 1000;
    }
    return results;
}

}  // namespace karst
