// Numbers between text and double, in both directions.
#include "engine/value/number.h"

#include <benchmark/benchmark.h>

namespace {

void parse(benchmark::State& state, const char* text) {
    for (auto _ : state) {
        benchmark::DoNotOptimize(karst::parse_number(text));
    }
}
BENCHMARK_CAPTURE(parse, whole, "1784213");
BENCHMARK_CAPTURE(parse, fraction, "1784213.718");
BENCHMARK_CAPTURE(parse, address_is_none, "198.51.100.7");
BENCHMARK_CAPTURE(parse, word_is_none, "AssumeRole");

void format(benchmark::State& state, double number) {
    for (auto _ : state) {
        benchmark::DoNotOptimize(karst::format_number(number));
    }
}
BENCHMARK_CAPTURE(format, whole, 1784213.0);
BENCHMARK_CAPTURE(format, fraction, 0.1 + 0.2);

}  // namespace
