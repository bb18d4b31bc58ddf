// Fields out of JSON events, the start of every scan: the index alone, few fields, many, all.
#include "bench/sample_events.h"
#include "engine/json/json_document.h"

#include <benchmark/benchmark.h>

#include <string>

namespace {

using karst::Arena;
using karst::JsonDocument;
using karst::JsonProjection;
using karst::Value;
using karst::bench::sample_bytes;
using karst::bench::sample_events;

constexpr const char* kNames[] = {"eventName",
                                  "requestParameters.x-amz-server-side-encryption",
                                  "eventTime",
                                  "userIdentity.arn",
                                  "userIdentity.type",
                                  "userIdentity.userName",
                                  "userIdentity.sessionContext.sessionIssuer.userName",
                                  "awsRegion",
                                  "sourceIPAddress",
                                  "userAgent",
                                  "errorCode",
                                  "requestParameters.bucketName",
                                  "requestParameters.key",
                                  "requestParameters.groupId",
                                  "requestParameters.ipPermissions.items{}.ipRanges.items{}.cidrIp",
                                  "responseElements.accessKey.userName",
                                  "recipientAccountId",
                                  "resources{}.ARN"};

void index_only(benchmark::State& state) {
    JsonDocument document;
    for (auto _ : state) {
        for (const auto event : sample_events()) {
            benchmark::DoNotOptimize(document.index(event));
        }
    }
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * sample_bytes()));
}
BENCHMARK(index_only);

void some_fields(benchmark::State& state) {
    const auto wanted = static_cast<std::size_t>(state.range(0));
    JsonProjection projection;
    for (std::size_t field = 0; field < wanted; ++field) {
        projection.add(kNames[field], field);
    }
    projection.compile();
    JsonDocument document;
    Arena arena;
    std::vector<Value> values(wanted);
    for (auto _ : state) {
        for (const auto event : sample_events()) {
            arena.clear();
            values.assign(wanted, Value());
            document.index(event);
            document.project(projection, values, arena);
            benchmark::DoNotOptimize(values.data());
        }
    }
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * sample_bytes()));
}
BENCHMARK(some_fields)->Arg(2)->Arg(9)->Arg(std::size(kNames));

void all_fields(benchmark::State& state) {
    JsonDocument document;
    Arena arena;
    std::size_t fields = 0;
    for (auto _ : state) {
        for (const auto event : sample_events()) {
            arena.clear();
            document.index(event);
            document.for_each_field(arena, [&](std::string_view, Value) { ++fields; });
        }
    }
    benchmark::DoNotOptimize(fields);
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * sample_bytes()));
}
BENCHMARK(all_fields);

}  // namespace
