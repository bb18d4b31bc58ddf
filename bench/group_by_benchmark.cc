// The table behind stats: six keys of some thirty bytes each, with few groups and with many.
#include "engine/aggregate/group_table.h"

#include <benchmark/benchmark.h>

#include <string>
#include <vector>

namespace {

using karst::GroupTable;
using karst::Value;

void group_by(benchmark::State& state) {
    constexpr std::size_t kColumns = 6;
    const auto groups = static_cast<std::size_t>(state.range(0));
    std::vector<std::string> texts;
    for (std::size_t group = 0; group < groups; ++group) {
        for (std::size_t column = 0; column < kColumns; ++column) {
            texts.push_back("arn:aws:iam::111122223333:user/" + std::to_string(group * 7919 + column));
        }
    }
    GroupTable table(kColumns);
    std::size_t row = 0;
    for (auto _ : state) {
        Value key[kColumns];
        const auto group = row++ * 2654435761U % groups;
        for (std::size_t column = 0; column < kColumns; ++column) {
            key[column] = Value::string(texts[group * kColumns + column]);
        }
        benchmark::DoNotOptimize(table.find_or_add(key));
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
}
BENCHMARK(group_by)->Arg(10)->Arg(1'000)->Arg(100'000);

}  // namespace
