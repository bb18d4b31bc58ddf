// What operators state about themselves, held to what they do: a scheduler relies on it.
#include "engine/plan/mergeable_run.h"
#include "parser/commands/command_table.h"
#include "tests/engine/operators/row_pipeline.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <random>
#include <set>

namespace karst {

namespace {

// Each command in the ways in which its operator differs. Commands whose rows come from elsewhere have none: those that only
// generate, and those that take rows of a subsearch.
const std::map<std::string_view, std::vector<std::string>> kSamples = {
    {"accum", {"accum n"}},
    {"addcoltotals", {"addcoltotals n"}},
    {"addinfo", {"addinfo"}},
    {"addtotals", {"addtotals n m", "addtotals col=t row=f n"}},
    {"append", {}},
    {"appendcols", {}},
    {"appendpipe", {"appendpipe [stats sum(n)]"}},
    {"autoregress", {"autoregress n"}},
    {"bin", {"bin n span=3", "bin n bins=3", "bin n"}},
    {"chart", {"chart count by a", "chart sum(n) over a by b", "chart first(n) by a"}},
    {"collect", {"collect index=x"}},
    {"concurrency", {"concurrency duration=n"}},
    {"contingency", {"contingency a b"}},
    {"convert", {"convert num(n)", "convert ctime(*)", "convert auto(*)"}},
    {"datamodel", {}},
    {"dedup", {"dedup a", "dedup a sortby n", "dedup 2 a b keepempty=t"}},
    {"delta", {"delta n"}},
    {"eval", {"eval x=n*2", "eval n=n.a, y=mvcount(tag)"}},
    {"eventstats", {"eventstats sum(n) by a", "eventstats first(n)"}},
    {"extract", {"extract"}},
    {"fieldformat", {"fieldformat n=tostring(n)"}},
    {"fields", {"fields a n", "fields - a"}},
    {"filldown", {"filldown a"}},
    {"fillnull", {"fillnull a value=x", "fillnull"}},
    {"foreach", {"foreach n m [eval <<FIELD>>='<<FIELD>>'+1]", "foreach * [eval <<FIELD>>='<<FIELD>>'.\"x\"]"}},
    {"format", {"format"}},
    {"from", {}},
    {"fromjson", {"fromjson j"}},
    {"gentimes", {}},
    {"head", {"head 3"}},
    {"inputlookup", {}},
    {"iplocation", {"iplocation a"}},
    {"join", {}},
    {"lookup", {}},
    {"makecontinuous", {"makecontinuous n span=1"}},
    {"makemv", {"makemv delim=\",\" a"}},
    {"makeresults", {}},
    {"map", {}},
    {"metadata", {}},
    {"mstats", {}},
    {"multikv", {"multikv"}},
    {"multisearch", {}},
    {"mvcombine", {"mvcombine a"}},
    {"mvexpand", {"mvexpand tag", "mvexpand tag limit=1"}},
    {"nomv", {"nomv tag"}},
    {"outlier", {"outlier n"}},
    {"outputlookup", {}},
    {"rangemap", {"rangemap field=n low=0-3 high=4-9"}},
    {"rare", {"rare a"}},
    {"regex", {"regex a=\"x|y\""}},
    {"reltime", {"reltime"}},
    {"rename", {"rename a AS c", "rename a* AS c*"}},
    {"replace", {"replace x WITH w IN a", "replace x WITH w"}},
    {"return", {"return 2 a n"}},
    {"reverse", {"reverse"}},
    {"rex", {"rex field=a \"(?<c>.)\"", "rex field=a mode=sed \"s/x/w/\""}},
    {"search", {"search a=x", "search NOT a=x n>2"}},
    {"set", {}},
    {"sort", {"sort n", "sort - a n"}},
    {"spath", {"spath input=j", "spath input=j path=k"}},
    {"stats", {"stats count by a", "stats sum(n) values(b) by a", "stats first(n) latest(b)", "stats list(n)"}},
    {"strcat", {"strcat a b c"}},
    {"streamstats", {"streamstats count by a", "streamstats window=2 sum(n)"}},
    {"table", {"table a n", "table a*"}},
    {"tags", {"tags"}},
    {"tail", {"tail 3"}},
    {"timechart", {"timechart span=1s count by a", "timechart span=1s sum(n)"}},
    {"tojson", {"tojson"}},
    {"top", {"top a", "top n by a"}},
    {"transaction", {"transaction a"}},
    {"transpose", {"transpose"}},
    {"tstats", {}},
    {"typer", {"typer"}},
    {"union", {}},
    {"uniq", {"uniq"}},
    {"untable", {"untable a name value"}},
    {"where", {"where n>2", "where isnull(b)"}},
    {"xmlkv", {"xmlkv"}},
    {"xmlunescape", {"xmlunescape"}},
    {"xpath", {"xpath outfield=c \"//k\""}},
    {"xyseries", {"xyseries a b n"}},
};

std::vector<TestRow> some_rows(unsigned seed) {
    std::mt19937 random(seed);
    const auto any = [&](std::size_t count) { return static_cast<std::size_t>(random() % count); };
    const std::vector<std::string> texts = {"x", "y", "z", "xy", ""};
    std::vector<TestRow> rows;
    for (std::size_t number = 0; number < 24; ++number) {
        TestRow row;
        row["_time"] = {std::to_string(1'700'000'000 + number / 2)};
        row["_raw"] = {"k=" + texts[any(4)] + " <k>v</k>"};
        row["j"] = {R"({"k":")" + texts[any(4)] + R"("})"};
        if (any(4) != 0) {
            row["a"] = {texts[any(texts.size())]};
        }
        if (any(3) != 0) {
            row["b"] = {texts[any(3)]};
        }
        if (any(5) != 0) {
            row["n"] = {std::to_string(any(9))};
        }
        if (any(3) == 0) {
            row["m"] = {std::to_string(any(4))};
        }
        if (any(2) == 0) {
            row["tag"] = {texts[any(3)], texts[any(3)]};
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

template <class Holds>
void for_each_sample(Holds holds) {
    for (const auto& [command, samples] : kSamples) {
        for (const auto& spl : samples) {
            for (const auto& op : plan_of(spl)->operators()) {
                INFO(spl);
                holds(spl, op->facts());
            }
        }
    }
}

}  // namespace

TEST_CASE("every command has its samples here", "[facts]") {
    std::set<std::string_view> known;
    for (const auto& command : all_commands()) {
        known.insert(command.name);
        INFO(command.name);
        CHECK(kSamples.count(command.name) == 1);
    }
}

TEST_CASE("an operator that works on each row by itself gives the same rows however they are cut", "[facts]") {
    std::size_t tried = 0;
    for_each_sample([&](const std::string& spl, const OperatorFacts& facts) {
        if (facts.distribution != Distribution::PerRow) {
            return;
        }
        ++tried;
        for (unsigned seed = 1; seed <= 5; ++seed) {
            const auto rows = some_rows(seed);
            std::vector<TestRow> one_by_one;
            for (const auto& row : rows) {
                for (auto& result : run_rows(spl, {row})) {
                    one_by_one.push_back(std::move(result));
                }
            }
            CHECK(run_rows(spl, rows, {}, nullptr, 7) == one_by_one);
        }
    });
    CHECK(tried > 25);
}

TEST_CASE("runs of an operator that merges have runs that merge", "[facts]") {
    for_each_sample([&](const std::string& spl, const OperatorFacts& facts) {
        if (facts.distribution == Distribution::Mergeable) {
            const auto plan = plan_of(spl);
            RunContext run;
            run.fields = plan->fields();
            RowCollector rows;
            CHECK(dynamic_cast<MergeableRun*>(plan->operators().front()->start(run, rows).get()) != nullptr);
        }
    });
}

TEST_CASE("an operator whose result depends on the order of rows says so", "[facts]") {
    for_each_sample([&](const std::string& spl, const OperatorFacts& facts) {
        if (facts.needs_order || facts.distribution == Distribution::PerRow) {
            return;
        }
        for (unsigned seed = 1; seed <= 5; ++seed) {
            auto rows = some_rows(seed);
            auto there = run_rows(spl, rows);
            std::reverse(rows.begin(), rows.end());
            auto back = run_rows(spl, rows);
            std::sort(there.begin(), there.end());
            std::sort(back.begin(), back.end());
            CHECK(there == back);
        }
    });
}

TEST_CASE("an operator that holds no rows passes each on before the next comes", "[facts]") {
    for_each_sample([&](const std::string& /*spl*/, const OperatorFacts& facts) {
        if (facts.distribution != Distribution::PerRow) {
            return;
        }
        CHECK(facts.state == StateSize::None);
        CHECK_FALSE(facts.sets_order);
    });
}

}  // namespace karst
