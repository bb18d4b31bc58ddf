// Commands that write to disk what does not fit into memory: the rows are those of a run without a limit.
#include "engine/plan/newest_first.h"
#include "engine/run/memory_limit.h"
#include "tests/engine/operators/row_pipeline.h"
#include "tests/support/memory_temporary_files.h"

#include <catch2/catch.hpp>

#include <random>
#include <string>
#include <vector>

namespace karst {

namespace {

const std::vector<std::string> kSearches = {
    "sort 0 n",
    "sort 0 -n a",
    "sort 0 a -str(n)",
    "sort 0 ip(n)",
    "sort 300 -n",
    "dedup a",
    "dedup 2 key",
    "dedup key n",
    "dedup 3 a n keepevents=t",
    "dedup key keepempty=t",
    "dedup 2 key keepevents=t keepempty=t",
    "dedup a consecutive=t keepempty=t",
    "dedup key sortby -n",
    "dedup 2 key keepevents=t sortby a n",
    "eventstats count sum(n) AS sum values(a) AS all BY a",
    "eventstats first(n) AS first max(id) AS last",
    "sort 0 n | dedup key | eventstats count BY a | sort 0 -id",
    "eventstats count BY a | sort 0 a | eventstats max(n) AS most | dedup key keepempty=t",
    "sort 0 key | head 20",
    "stats count sum(n) avg(n) stdev(n) median(n) min(n) max(a) dc(n) mode(a) BY key",
    "stats list(n) values(a) first(a) last(n) range(n) count(eval(n>9)) AS large BY key a",
    "stats values(*) AS * BY key",
    "stats allnum=t sum(a) avg(n) BY key",
    "stats count BY a key | sort 0 -count key | stats list(key) BY count",
    "stats count BY key | head 20",
    "dedup key | head 2000",
};

std::vector<TestRow> random_rows(unsigned seed, std::size_t count) {
    std::mt19937 random(seed);
    const auto below = [&](std::size_t limit) { return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random); };
    const std::vector<std::string> others = {"",   "x",  "X",     "10.0.0.9", "10.0.0.10", "9",
                                             "10", "1a", "-0.50", "1e3",      "nan",       "2001:db8::1"};
    std::vector<TestRow> rows;
    for (std::size_t number = 0; number < count; ++number) {
        TestRow row{{"id", {std::to_string(number)}}};
        if (below(10) > 0) {
            row["a"] = {others[below(others.size())]};
        }
        if (below(20) == 0) {
            row["a"] = {others[below(others.size())], others[below(others.size())]};
        }
        if (below(10) > 0) {
            row["n"] = {below(3) == 0 ? others[below(others.size())] : std::to_string(below(50))};
        }
        if (below(20) > 0) {
            row["key"] = {"key" + std::to_string(below(count))};
        }
        if (below(20) == 0) {
            row["long"] = {std::string(below(3000), 'x')};
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

struct Limited {
    std::size_t memory = 300'000;
    std::size_t disk = std::numeric_limits<std::size_t>::max();
    std::size_t batch_size = 2;
};

// A command that holds keys alone needs less.
std::vector<Limited> limits_for(const std::string& spl) {
    if (spl.rfind("dedup", 0) == 0 && spl.find("sortby") == std::string::npos) {
        return {{.memory = 100'000}, {.memory = 30'000}, {.memory = 3'000, .batch_size = 100}};
    }
    return {{}, {.memory = 100'000}, {.memory = 200'000, .batch_size = 50}};
}

std::vector<TestRow> run_limited(const std::string& spl, const std::vector<TestRow>& rows, const Limited& limited,
                                 const std::shared_ptr<MemoryTemporaryFiles>& files) {
    RunContext run;
    run.memory = std::make_shared<MemoryAccount>(limited.memory);
    run.temporary_files = files;
    return run_rows_in(run, spl, rows, limited.batch_size);
}

}  // namespace

TEST_CASE("rows that do not fit into memory give what they give without a limit", "[spill]") {
    for (unsigned seed = 0; seed < 2; ++seed) {
        const auto rows = random_rows(seed, 2500);
        for (const auto& spl : kSearches) {
            const auto expected = run_rows(spl, rows);
            std::size_t files_made = 0;
            for (const auto& limited : limits_for(spl)) {
                INFO(spl << ", " << limited.memory << " bytes, seed " << seed);
                const auto files = std::make_shared<MemoryTemporaryFiles>();
                CHECK(run_limited(spl, rows, limited, files) == expected);
                CHECK(files->open() == 0);
                files_made += files->made();
            }
            INFO(spl);
            CHECK((files_made > 0 || spl.find("consecutive") != std::string::npos));
        }
    }
}

TEST_CASE("keys that do not fit into memory by parts either are divided again", "[spill]") {
    const auto rows = random_rows(7, 40'000);
    const auto files = std::make_shared<MemoryTemporaryFiles>();
    const std::string spl = "fields key | dedup 2 key";
    CHECK(run_limited(spl, rows, {.memory = 60'000, .batch_size = 500}, files) == run_rows(spl, rows));
    CHECK(files->made() > 2 * 17);
    CHECK(files->open() == 0);
}

TEST_CASE("a disk that is full ends the command, or nothing is missing from its result", "[spill]") {
    const auto rows = random_rows(3, 3000);
    for (const auto& spl : kSearches) {
        const auto expected = run_rows(spl, rows);
        for (const std::size_t disk : {0, 1'000, 30'000, 60'000, 90'000, 120'000, 200'000, 400'000}) {
            INFO(spl << ", " << disk << " bytes of disk");
            const auto files = std::make_shared<MemoryTemporaryFiles>(disk);
            bool ended = false;
            std::vector<TestRow> found;
            try {
                found = run_limited(spl, rows, limits_for(spl)[1], files);
            } catch (const MemoryLimitError& error) {
                ended = true;
                CHECK_THAT(error.what(), Catch::Contains("No space left on device"));
            }
            CHECK((ended || found == expected));
            CHECK((ended || disk > 0 || files->made() == 0));
            CHECK(files->open() == 0);
        }
    }
}

TEST_CASE("without temporary files, rows that do not fit into memory end the command", "[spill]") {
    const auto rows = random_rows(4, 3000);
    for (const std::string spl : {"sort 0 n", "dedup key sortby n", "eventstats count"}) {
        CHECK_THROWS_AS(run_limited(spl, rows, {}, nullptr), MemoryLimitError);
    }
}

TEST_CASE("events that do not fit into memory are given newest first all the same", "[spill]") {
    const auto run_with = [](std::size_t memory, const std::shared_ptr<MemoryTemporaryFiles>& files) {
        RunContext run;
        run.memory = std::make_shared<MemoryAccount>(memory);
        run.temporary_files = files;
        const auto time = run.fields.intern("_time");
        const auto id = run.fields.intern("id");
        RowCollector collected;
        const auto newest_first = make_newest_first(time);
        const auto sorting = newest_first->start(run, collected);
        std::mt19937 random(5);
        for (int number = 0; number < 3000; ++number) {
            Batch batch;
            auto& row = batch.append(2);
            const auto when = std::uniform_int_distribution<int>(0, 100)(random);
            row.slots()[time] = when == 0 ? Value() : Value::number(when);
            row.slots()[id] = Value::number(number);
            sorting->push(batch);
        }
        sorting->finish();
        return shown_rows(collected.batches(), run.fields);
    };
    const auto files = std::make_shared<MemoryTemporaryFiles>();
    CHECK(run_with(200'000, files) == run_with(MemoryAccount::kNoLimit, nullptr));
    CHECK(files->made() > 16);
    CHECK(files->open() == 0);
}

}  // namespace karst
