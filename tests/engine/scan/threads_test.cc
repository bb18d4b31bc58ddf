// A scan by several workers: rows, what is said and what is counted are the same as with one, in the same order.
#include "engine/compile/compile.h"
#include "engine/formats/input_formats.h"
#include "engine/plan/event_inputs.h"
#include "engine/plan/pipeline_run.h"
#include "engine/scan/event_scan.h"
#include "engine/scheduler/scheduler.h"
#include "engine/stream/input_error.h"
#include "engine/value/number.h"
#include "parser/grammar/macro.h"
#include "tests/support/no_macros.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <map>
#include <string>
#include <vector>

using namespace karst;

namespace {

// Lines with fields that come and go, and with some that are broken.
std::string some_lines(int from, int count) {
    std::string text;
    for (int number = from; number < from + count; ++number) {
        if (number % 29 == 3) {
            text += "{\"broken\": \n";
        } else if (number % 31 == 3) {
            text += "\n";
        } else {
            const auto digits = std::to_string(number);
            text += R"({"n":)" + digits + R"(,"user":"u)" + std::to_string(number * 7 % 11) + R"(","part)" +
                    std::to_string(number / 40) + R"(":"x","size":)" + std::to_string(number * 37 % 101) +
                    R"(.25,"time":"2024-05-)" + std::to_string(10 + number % 19) + R"(T10:00:00Z"})" + "\n";
        }
    }
    return text;
}

// All that a run says, in order, with the fields in the order of their ids; and what it finds, by their names.
class Log final : public RowSink {
public:
    explicit Log(const RunContext& run) : run_(run) {}
    void finish() override { lines.emplace_back("finished"); }
    std::vector<std::string> lines;
    std::vector<std::map<std::string, std::string>> rows;

protected:
    bool consume(Batch& batch) override {
        for (const auto& row : batch.rows()) {
            auto& line = lines.emplace_back();
            auto& fields = rows.emplace_back();
            for (FieldId id = 0; id < run_.fields.size(); ++id) {
                if (const Value value = row.get(id); !value.is_null()) {
                    const std::string name(run_.fields.name(id));
                    append_text(value, fields[name]);
                    line += name + "=" + fields[name] + " ";
                }
            }
        }
        return true;
    }

private:
    const RunContext& run_;
};

Log run_search(const std::vector<InputFile>& files, const std::string& spl, std::size_t threads, std::uint64_t unit_bytes,
               const char* format = "") {
    Diagnostics diagnostics;
    const auto plan = compile_spl(SourceText::whole("test", spl), NoMacros(), {}, diagnostics);
    REQUIRE(plan != nullptr);
    RunContext run;
    run.fields = plan->fields();
    Log log(run);
    ScanOptions options;
    options.threads = threads;
    options.unit_bytes = unit_bytes;
    options.read.format = find_input_format(format);
    options.problems = [&](const InputProblem& problem) {
        log.lines.push_back(problem.file + ":" + std::to_string(problem.line) + ": " + problem.message);
    };
    run.warn = [&](std::string_view message) { log.lines.emplace_back(message); };
    EventScan scan(files, options, std::make_shared<const KnowledgeBase>(std::vector<Pack>()));
    run.inputs = &scan;
    try {
        run_plan(plan, run, log);
    } catch (const InputError& error) {
        log.lines.push_back(std::string("failed: ") + error.what());
    }
    const auto& counts = scan.statistics();
    log.lines.push_back(std::to_string(counts.events) + " " + std::to_string(counts.skipped) + " " +
                        std::to_string(counts.bytes));
    return log;
}

const char* const kSearches[] = {
    "search *",
    "search n=1*",
    "search user=u3 | table n user part*",
    "search * | stats count sum(size) avg(size) values(user) list(n) first(n) last(n) by part1",
    "search * | stats count sum(size) stdev(size) perc90(size) min(user) max(n) dc(user) by user",
    "search * | stats count(*) dc(*)",
    "search * | sort 0 - size n | table n size",
    "search * | dedup user | table n user",
    "search * | streamstats count sum(size) as total by user | table n count total",
    "search * | eval r=random() | table n r",
    "search * | head 5 | table n",
    "search * | tail 3 | table n",
    "search * | timechart span=1d count by user",
    "search * | chart count over user by part2",
    "search * | top user",
    "search * | where n>100 | eval m=n*2, {user}=n | fields - part* | rex field=user \"u(?<digit>\\d)\"",
    "search * | eventstats avg(size) as mean by user | where size>mean | stats count by user",
    "search * | append [search user=u1 | stats count] | table n count",
    "search [search n=7 | table user] | stats count by user",
    "search * | transaction user maxspan=1d | table user eventcount",
};

}  // namespace

TEST_CASE("what a search gives does not depend on the number of threads") {
    const TemporaryFolder folder;
    const std::vector<InputFile> files = {
        {folder.write("a.ndjson", some_lines(0, 300)), "", "", ""},
        {folder.write("empty", ""), "", "", ""},
        {folder.write("b.json", "[" + std::string(R"({"n":1},{"n":2,"user":"u3"})") + "]"), "", "", ""},
        {folder.write("c.ndjson", some_lines(300, 200)), "", "", ""},
        {folder.write("d.csv", "n,user\n7,u1\n8,u2\n9,u3\n"), "", "", ""}};
    for (const auto* spl : kSearches) {
        CAPTURE(spl);
        for (const std::uint64_t unit_bytes : {300, 4'000, 4 << 20}) {
            const auto one = run_search(files, spl, 1, unit_bytes).lines;
            CHECK(one.size() > 2);
            CHECK(run_search(files, spl, 2, unit_bytes).lines == one);
            CHECK(run_search(files, spl, 4, unit_bytes).lines == one);
        }
    }
}

TEST_CASE("what a search finds does not depend on the parts in which a file is read") {
    const TemporaryFolder folder;
    const std::vector<InputFile> files = {{folder.write("a.ndjson", some_lines(0, 500)), "", "", ""}};
    for (const auto* spl : kSearches) {
        CAPTURE(spl);
        const auto whole = run_search(files, spl, 1, 4 << 20).rows;
        CHECK(run_search(files, spl, 1, 200).rows == whole);
        CHECK(run_search(files, spl, 3, 1'000).rows == whole);
    }
}

TEST_CASE("rows that a search has printed are read by several workers too") {
    const TemporaryFolder folder;
    const std::vector<InputFile> files = {{folder.write("a.ndjson", some_lines(0, 300)), "", "", ""}};
    for (const auto* spl : {"search *", "search user=u3 | table n user part*", "search * | head 20 | table n",
                            "search * | stats count by user"}) {
        CAPTURE(spl);
        const auto one = run_search(files, spl, 1, 300, "rows").lines;
        CHECK(run_search(files, spl, 2, 300, "rows").lines == one);
        CHECK(run_search(files, spl, 4, 300, "rows").lines == one);
    }
}

TEST_CASE("a file that cannot be read ends the scan after all that comes before it") {
    const TemporaryFolder folder;
    const std::vector<InputFile> files = {{folder.write("a.ndjson", some_lines(0, 300)), "", "", ""},
                                          {folder.write("b.gz", "\x1f\x8b\x08 no such thing"), "", "", ""},
                                          {folder.write("c.ndjson", some_lines(300, 300)), "", "", ""}};
    const auto one = run_search(files, "search user=u3 | table n", 1, 300).lines;
    CHECK(one.size() > 20);
    CHECK(one.at(one.size() - 2).substr(0, 7) == "failed:");
    CHECK(run_search(files, "search user=u3 | table n", 2, 300).lines == one);
    CHECK(run_search(files, "search user=u3 | table n", 4, 300).lines == one);
}

TEST_CASE("more is given than the passages between threads hold at a time") {
    const TemporaryFolder folder;
    std::string text;
    const std::string filler(3'000, 'x');
    for (int number = 0; number < 8'000; ++number) {
        text += R"({"n":)" + std::to_string(number) + R"(,"filler":")" + filler + "\"}\n";
    }
    const std::vector<InputFile> files = {{folder.write("a.ndjson", text), "", "", ""},
                                          {folder.write("b.json", "[\n" + text.substr(0, text.find('\n')) + "]"), "", "", ""}};
    const std::string spl = "search * | eval size=len(_raw) | stats count sum(size)";
    const auto one = run_search(files, spl, 1, 16 << 20).lines;
    CHECK(run_search(files, spl, 3, 16 << 20).lines == one);
    CHECK(run_search(files, "search * | head 2 | table n", 3, 1 << 20).lines ==
          run_search(files, "search * | head 2 | table n", 1, 1 << 20).lines);
}
