// Scans of what a program hands in: bytes in memory give what a file of them gives, and need neither files nor a clock.
#include "base/clock.h"
#include "base/memory_file_system.h"
#include "engine/compile/compile.h"
#include "engine/formats/open_events.h"
#include "engine/input/input_format.h"
#include "engine/plan/pipeline_run.h"
#include "engine/scan/event_scan.h"
#include "engine/scheduler/scheduler.h"
#include "engine/stream/byte_source.h"
#include "tests/engine/input/read_helper.h"
#include "tests/engine/operators/row_pipeline.h"
#include "tests/support/no_macros.h"

#include <catch2/catch.hpp>

#include <atomic>
#include <string>
#include <vector>

using namespace karst;
using namespace karst::test;

namespace {

std::string some_lines(int count) {
    std::string text;
    for (int number = 0; number < count; ++number) {
        text += number % 29 == 3 ? std::string("{\"broken\": \n")
                                 : R"({"n":)" + std::to_string(number) + R"(,"user":"u)" + std::to_string(number * 7 % 11) +
                                       R"(","time":"2024-05-)" + std::to_string(10 + number % 19) + "T10:00:00Z\"}\n";
    }
    return text;
}

std::shared_ptr<const KnowledgeBase> no_knowledge() {
    return std::make_shared<const KnowledgeBase>(std::vector<Pack>());
}

// What a search finds and what is said, with the counts of its last scan.
struct Outcome {
    std::vector<TestRow> rows;
    std::vector<std::string> problems;
    std::uint64_t events = 0;
    std::uint64_t skipped = 0;
    std::uint64_t bytes = 0;
    friend bool operator==(const Outcome&, const Outcome&) = default;
};

Outcome search(InputFile input, const std::string& spl, ScanOptions options = {}, bool keep = false) {
    Diagnostics diagnostics;
    const auto plan = compile_spl(SourceText::whole("test", spl), NoMacros(), spl_environment(), diagnostics);
    REQUIRE(plan != nullptr);
    Outcome outcome;
    options.problems = [&](const InputProblem& problem) {
        outcome.problems.push_back(std::to_string(problem.line) + ": " + problem.message);
    };
    EventScan scan({std::move(input)}, options, no_knowledge());
    if (keep) {
        scan.keep_inputs();
    }
    RunContext run;
    run.inputs = &scan;
    run.fields = plan->fields();
    RowCollector rows;
    run_plan(plan, run, rows);
    outcome.rows = shown_rows(rows.batches(), run.fields);
    outcome.events = scan.statistics().events;
    outcome.skipped = scan.statistics().skipped;
    outcome.bytes = scan.statistics().bytes;
    return outcome;
}

InputFile in_file(const std::string& path) {
    InputFile file;
    file.path = path;
    file.source = "given";
    return file;
}

InputFile in_memory(std::string bytes) {
    auto file = input_of(memory_bytes("memory", std::move(bytes)));
    file.source = "given";
    return file;
}

const char* const kSearches[] = {
    "search *",
    "search user=u3 | table n user source",
    "search * | stats count values(user) by n",
    "search * | head 5 | table n",
    "search [search n=7 | table user] | table n",
    "search * | append [search user=u1 | stats count] | table n count",
};

// Bytes that can be read once, as those of a pipe.
class OnceSource final : public ByteSource {
public:
    explicit OnceSource(std::string bytes) : bytes_(memory_bytes("once", std::move(bytes))) {}
    const std::string& name() const override { return bytes_->name(); }
    bool can_reopen() const override { return false; }
    std::unique_ptr<ByteStream> open(std::uint64_t) const override {
        if (opened_.exchange(true)) {
            throw InputError("once: opened again");
        }
        return bytes_->open();
    }

private:
    std::shared_ptr<const ByteSource> bytes_;
    mutable std::atomic<bool> opened_ = false;
};

}  // namespace

TEST_CASE("a scan of bytes in memory gives what one of a file gives") {
    const auto text = some_lines(300);
    for (const auto& bytes : {text, gzip(text), zstd(text)}) {
        const TemporaryFile file(bytes);
        for (const auto* spl : kSearches) {
            CAPTURE(spl);
            for (const std::size_t threads : {1, 3}) {
                for (const std::uint64_t unit_bytes : {300, 4 << 20}) {
                    ScanOptions options;
                    options.threads = threads;
                    options.unit_bytes = unit_bytes;
                    const auto of_file = search(in_file(file.path()), spl, options);
                    CHECK_FALSE(of_file.rows.empty());
                    CHECK(search(in_memory(bytes), spl, options) == of_file);
                }
            }
        }
    }
}

TEST_CASE("events of bytes have the name of their source, unless another is given") {
    const auto source_of = [](InputFile input) {
        return search(std::move(input), "search * | table source").rows.at(0).at("source").at(0);
    };
    CHECK(source_of(input_of(memory_bytes("the uploads", "{\"a\":1}\n"))) == "the uploads");
    InputFile unnamed;
    unnamed.bytes = memory_bytes("the uploads", "{\"a\":1}\n");
    CHECK(source_of(unnamed) == "the uploads");
    CHECK(source_of(in_memory("{\"a\":1}\n")) == "given");
}

TEST_CASE("bytes that can be read once are read again by a search with a subsearch when they are kept") {
    const auto text = some_lines(100);
    const std::string spl = "search [search n=7 | table user] | append [search user=u1 | stats count] | table n count";
    const auto once = [&] { return input_of(std::make_shared<const OnceSource>(text)); };
    CHECK(search(once(), spl, {}, true).rows == search(in_memory(text), spl).rows);
    CHECK_THROWS_AS(search(once(), spl), InputError);
}

TEST_CASE("inputs are looked for in the given files, those of a folder in the order of their paths") {
    const MemoryFileSystem files({{"/logs/b", ""}, {"/logs/a/z", ""}, {"/logs/a-b", ""}, {"/other", ""}});
    CHECK(expand_inputs({"/other", "-", "/logs"}, files) ==
          std::vector<std::string>{"/other", "-", "/logs/a-b", "/logs/a/z", "/logs/b"});
    CHECK_THROWS_WITH(expand_inputs({"/missing"}, files), "/missing: no such file or directory");
}

TEST_CASE("the newest time is looked for before the events are scanned") {
    EventScan scan({input_of(std::make_shared<const OnceSource>(some_lines(40)))}, {}, no_knowledge());
    scan.keep_inputs();
    CHECK(scan.newest_time() == 1716890400);
    CHECK(scan.newest_time() == 1716890400);
}

TEST_CASE("events without a year are of the year before the clock's time") {
    ScanOptions options;
    options.clock = std::make_shared<const FixedClock>(1'559'347'200);  // 2019-06-01
    const auto found = search(in_memory("May  2 10:00:00 gate sshd[7]: opened\n"), "search * | table _time", options);
    REQUIRE(found.rows.size() == 1);
    CHECK(found.rows[0].at("_time") == std::vector<std::string>{"1556791200"});
}
