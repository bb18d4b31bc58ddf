// Regular expressions of the kinds that detections use, over a command line.
#include "engine/text/regex.h"

#include <benchmark/benchmark.h>

#include <string>
#include <vector>

namespace {

constexpr std::string_view kLine =
    "\"C:\\Windows\\System32\\cmd.exe\" /c powershell.exe -NoProfile -ExecutionPolicy Bypass -EncodedCommand "
    "SQBFAFgAIAAoAE4AZQB3AC0ATwBiAGoAZQBjAHQAKQA= http://198.51.100.7:8080/stage/two.ps1 owner@example.org";

void matches(benchmark::State& state, const char* pattern) {
    const karst::Regex regex(pattern);
    karst::RegexLimitHits limits;
    for (auto _ : state) {
        benchmark::DoNotOptimize(regex.matches(kLine, limits));
    }
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * kLine.size()));
}
BENCHMARK_CAPTURE(matches, alternation, "(?i)iex|invoke-expression|downloadstring");
BENCHMARK_CAPTURE(matches, flag, "(?i)[-/]e(nc\\w*)?\\s+");
BENCHMARK_CAPTURE(matches, look_ahead, "(?=.*Bypass)powershell");

void captures(benchmark::State& state, const char* pattern) {
    const karst::Regex regex(pattern);
    karst::RegexLimitHits limits;
    std::vector<std::string_view> groups;
    for (auto _ : state) {
        benchmark::DoNotOptimize(regex.find(kLine, 0, groups, limits));
    }
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * kLine.size()));
}
BENCHMARK_CAPTURE(captures, address, "(?<ip>\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3})");
BENCHMARK_CAPTURE(captures, url, "(?<url>https?://[^\\s\"]+)");
BENCHMARK_CAPTURE(captures, file_name, "(?<file>[^\\\\/]+\\.exe)");

}  // namespace
