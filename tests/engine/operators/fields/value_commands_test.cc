#include "engine/scheduler/scheduler.h"
#include "tests/engine/operators/refusal.h"

#include <catch2/catch.hpp>

using namespace karst;

namespace {

using Rows = std::vector<TestRow>;

// The results of a pipeline that begins with its own source.
Rows produced(const std::string& spl, double now) {
    const auto plan = plan_of(spl);
    RunContext run;
    run.now = now;
    RowCollector collected;
    run_plan(plan, run, collected);
    Rows rows;
    for (auto& batch : collected.batches()) {
        for (const auto& row : batch.rows()) {
            TestRow shown;
            for (FieldId id = 0; id < std::min(row.slots().size(), run.fields.size()); ++id) {
                const Value value = row.get(id);
                for (const Value item : value.items()) {
                    append_text(item, shown[std::string(run.fields.name(id))].emplace_back());
                }
            }
            rows.push_back(std::move(shown));
        }
    }
    return rows;
}

}  // namespace

TEST_CASE("replace replaces each value of a list, and numbers as they are shown", "[operators]") {
    CHECK(run_rows("replace 1 WITH one, \"two words\" WITH 2", {{{"f", {"1", "x", "two words"}}, {"g", {"11"}}}}) ==
          Rows{{{"f", {"one", "x", "2"}}, {"g", {"11"}}}});
    CHECK(run_rows("eval f=2-1 | replace 1 WITH one", {{{"g", {"1"}}}}) == Rows{{{"f", {"one"}}, {"g", {"one"}}}});
    CHECK(run_rows("replace \"\" with none in f", {{{"f", {""}}}, {}}) == Rows{{{"f", {"none"}}}, {}});
    CHECK(run_rows("replace a=b with c", {{{"f", {"a=b"}}}}) == Rows{{{"f", {"c"}}}});
}

TEST_CASE("replace carries over what wildcards stood for", "[operators]") {
    CHECK(run_rows("replace \"* localhost\" WITH \"localhost *\" IN host", {{{"host", {"my localhost"}}}}) ==
          Rows{{{"host", {"localhost my"}}}});
    CHECK(run_rows("replace \"::ffff:*\" with * in src*", {{{"src_ip", {"::ffff:10.0.0.1"}}, {"dest", {"::ffff:x"}}}}) ==
          Rows{{{"src_ip", {"10.0.0.1"}}, {"dest", {"::ffff:x"}}}});
    CHECK(run_rows("replace a*b*c WITH *-*", {{{"f", {"a1b2c"}}}}) == Rows{{{"f", {"1-2"}}}});
}

TEST_CASE("replace prefers the last literal and then the fullest wildcard", "[operators]") {
    CHECK(run_rows("replace ab WITH 1 ab WITH 2 ab* WITH 3 a* WITH 4", {{{"f", {"ab", "abc", "ax"}}}}) ==
          Rows{{{"f", {"2", "3", "4"}}}});
    CHECK(run_rows("replace a WITH b b WITH c", {{{"f", {"a"}}}}) == Rows{{{"f", {"b"}}}});
}

TEST_CASE("replace refuses what it cannot do", "[operators]") {
    CHECK(refusal("replace a b") == "spl-syntax: b");
    CHECK(refusal("replace a* WITH *x*") == "spl-wildcard-mismatch: a* WITH *x*");
    CHECK(refusal("replace IN f").substr(0, 10) == "spl-syntax");
    CHECK(refusal("replace a WITH b IN").substr(0, 20) == "spl-missing-argument");
}

TEST_CASE("strcat takes missing fields as empty unless all are required", "[operators]") {
    const Rows rows = {{{"a", {"1"}}, {"b", {"2"}}}, {{"a", {"3"}}, {"d", {"old"}}}};
    CHECK(run_rows("strcat a \": \" b d | fields d", rows) == Rows{{{"d", {"1: 2"}}}, {{"d", {"3: "}}}});
    CHECK(run_rows("strcat allrequired=t a b d | fields d", rows) == Rows{{{"d", {"12"}}}, {{"d", {"old"}}}});
    CHECK(run_rows("strcat a a a | fields a", rows) == Rows{{{"a", {"11"}}}, {{"a", {"33"}}}});
    CHECK(refusal("strcat a").substr(0, 20) == "spl-missing-argument");
    CHECK(refusal("strcat all=t a b") == "spl-unknown-option: all=t");
    CHECK(needs_for("strcat a \"x\" b d", {"d"}).contains("b"));
    CHECK_FALSE(needs_for("strcat a \"x\" b d", {"d"}).contains("x"));
}

TEST_CASE("rangemap names every range that holds the number", "[operators]") {
    const Rows rows = {{{"n", {"10"}}}, {{"n", {"-3"}}}, {{"n", {"0.5"}}}, {{"n", {"x"}}}, {}};
    CHECK(run_rows("rangemap field=n low=1-10 Elevated=5-15 minus=-5--1 | fields range", rows) ==
          Rows{{{"range", {"low", "Elevated"}}},
               {{"range", {"minus"}}},
               {{"range", {"None"}}},
               {{"range", {"None"}}},
               {{"range", {"None"}}}});
    CHECK(run_rows("rangemap field=n half=0.25-0.75 default=\"no range\" | fields range", rows).at(0) ==
          TestRow{{"range", {"no range"}}});
    CHECK(refusal("rangemap low=1-2") == "spl-missing-value: low=1-2");
    CHECK(refusal("rangemap field=n low=5-1") == "spl-bad-option: 5-1");
    CHECK(refusal("rangemap field=n low=5") == "spl-bad-option: 5");
    CHECK(refusal("rangemap n").substr(0, 20) == "spl-missing-argument");
}

TEST_CASE("reltime says how long ago a time was", "[operators]") {
    // A run of a test takes place at 0.
    const Rows rows = {{{"_time", {"-60"}}, {"t", {"-7300"}}}, {{"_time", {"0"}}, {"t", {"x"}}}, {{"_time", {"-172800"}}}};
    CHECK(run_rows("reltime | fields reltime | fields - _time", rows) ==
          Rows{{{"reltime", {"1 minute ago"}}}, {{"reltime", {"now"}}}, {{"reltime", {"2 days ago"}}}});
    CHECK(run_rows("reltime timefield=\"_time, t\" | table reltime_*", {rows[0]}) ==
          Rows{{{"reltime__time", {"1 minute ago"}}, {"reltime_t", {"2 hours ago"}}}});
    CHECK(run_rows("reltime timefield=t prefix=ago_ | table ago_t", {rows[0]}) == Rows{{{"ago_t", {"2 hours ago"}}}});
    CHECK(refusal("reltime field=t") == "spl-unknown-option: field=t");
    CHECK(refusal("reltime t") == "spl-syntax: t");
}

TEST_CASE("gentimes makes spans up to its end", "[operators]") {
    CHECK(produced("gentimes start=10/1/20:22:00:00 end=10/02/2020 increment=1h", 0) ==
          Rows{{{"starttime", {"1601589600"}},
                {"starthuman", {"Thu Oct  1 22:00:00 2020"}},
                {"endtime", {"1601593199"}},
                {"endhuman", {"Thu Oct  1 22:59:59 2020"}}},
               {{"starttime", {"1601593200"}},
                {"starthuman", {"Thu Oct  1 23:00:00 2020"}},
                {"endtime", {"1601596799"}},
                {"endhuman", {"Thu Oct  1 23:59:59 2020"}}}});
    const double noon = 10.5 * 86400;
    CHECK(produced("gentimes start=-2 | table starttime", noon) ==
          Rows{{{"starttime", {"691200"}}}, {{"starttime", {"777600"}}}});
    CHECK(produced("gentimes start=-3 end=-2 | table endtime", noon) == Rows{{{"endtime", {"691199"}}}});
    CHECK(produced("gentimes start=1 end=-1", noon).empty());
}

TEST_CASE("gentimes refuses what is no time", "[operators]") {
    CHECK(refusal("gentimes end=1/1/2020") == "spl-missing-value: end=1/1/2020");
    CHECK(refusal("gentimes start=yesterday") == "spl-bad-option: yesterday");
    CHECK(refusal("gentimes start=1/1/2020x") == "spl-bad-option: 1/1/2020x");
    CHECK(refusal("gentimes start=-1 increment=1mon") == "spl-bad-span: 1mon");
    CHECK(refusal("gentimes start=-1 step=1d") == "spl-unknown-option: step=1d");
    CHECK(refused("head 1 | gentimes start=-1") == "spl-generating-place");
}

TEST_CASE("concurrency counts the events in progress when each begins", "[operators]") {
    const Rows rows = {{{"_time", {"10"}}, {"d", {"5"}}},
                       {{"_time", {"12"}}, {"d", {"0"}}},
                       {{"_time", {"15"}}, {"d", {"1"}}},
                       {{"_time", {"16.5"}}, {"d", {"1"}}},
                       {{"_time", {"11"}}},
                       {{"d", {"3"}}}};
    CHECK(run_rows("concurrency duration=d | table concurrency", rows) ==
          Rows{{{"concurrency", {"1"}}}, {{"concurrency", {"2"}}}, {{"concurrency", {"2"}}}, {{"concurrency", {"1"}}}, {}, {}});
    CHECK(run_rows("concurrency duration=d start=s output=c | table c", {{{"s", {"1"}}, {"d", {"2"}}}}) ==
          Rows{{{"c", {"1"}}}});
    CHECK(refusal("concurrency start=s") == "spl-missing-value: start=s");
    CHECK(refusal("concurrency duration=d as=c") == "spl-unknown-option: as=c");
}

TEST_CASE("bin takes its AS wherever it stands behind the field", "[operators]") {
    const Rows rows = {{{"n", {"15"}}}};
    for (const auto* spl : {"bin n span=10 AS b", "bin span=10 n AS b", "bin n AS b span=10", "discretize n span=10 as b",
                            "bucket n, span=10, bins=5 AS b"}) {
        CHECK(run_rows(spl, rows) == Rows{{{"n", {"15"}}, {"b", {"10-20"}}}});
    }
    CHECK(refusal("bin n AS b AS c") == "spl-syntax: AS");
    CHECK(refusal("bin n m") == "spl-syntax: m");
}

TEST_CASE("head, tail and reverse keep the rows that they should, in their order", "[operators]") {
    Rows rows;
    for (int row = 1; row <= 12; ++row) {
        rows.push_back({{"n", {std::to_string(row)}}});
    }
    rows.push_back({});
    CHECK(run_rows("head", rows).size() == 10);
    CHECK(run_rows("head limit=3", rows).size() == 3);
    CHECK(run_rows("head (n<12)", rows).size() == 11);
    CHECK(run_rows("head (n<13)", rows).size() == 12);
    CHECK(run_rows("head (n<13) null=true", rows).size() == 13);
    CHECK(run_rows("head (n<3) keeplast=true", rows).size() == 3);
    CHECK(run_rows("head limit=2 (n<5)", rows).size() == 2);
    CHECK(run_rows("tail 2", rows) == Rows{{}, {{"n", {"12"}}}});
    CHECK(run_rows("tail", rows).size() == 10);
    CHECK(run_rows("reverse | head 2", rows) == Rows{{}, {{"n", {"12"}}}});
    CHECK(refused("tail x") == "spl-bad-number");
}

TEST_CASE("replace takes commas between its pairs and before WITH", "[operators]") {
    const std::vector<TestRow> rows = {{{"a", {"1"}}}, {{"a", {"2"}}}, {{"a", {"3"}}}};
    const std::vector<TestRow> replaced = {{{"a", {"x"}}}, {{"a", {"y"}}}, {{"a", {"z"}}}};
    CHECK(run_rows("replace \"1\", with \"x\", \"2\" with, \"y\", 3 with z in a", rows) == replaced);
    CHECK(run_rows("replace 1, with x,2 with y,3 with z in a", rows) == replaced);
}

TEST_CASE("setfields gives every row the same values, with clean names", "[operators]") {
    CHECK(
        run_rows("setfields ip=\"10.0.0.1\", __a.b=\"x y\"", {{{"ip", {"1"}}}, {{"c", {"2"}}}}) ==
        std::vector<TestRow>{{{"ip", {"10.0.0.1"}}, {"a_b", {"x y"}}}, {{"c", {"2"}}, {"ip", {"10.0.0.1"}}, {"a_b", {"x y"}}}});
    CHECK(refused("setfields") == "spl-missing-argument");
    CHECK(refused("setfields a") == "spl-missing-argument");
    CHECK(refused("setfields _=1") == "spl-missing-field");
    CHECK_FALSE(needs_for("setfields a=1", {"a"}).contains("a"));
}

TEST_CASE("uniq drops a row that is equal to the one before, over batches", "[operators]") {
    const std::vector<TestRow> rows = {{{"a", {"1"}}}, {{"a", {"1"}}},      {{"a", {"1"}}, {"b", {""}}}, {{"a", {"1"}}},
                                       {{"a", {"1"}}}, {{"a", {"1", "2"}}}, {{"a", {"1", "2"}}},         {{"a", {"1 2"}}}};
    for (const std::size_t size : {1, 2, 3, 8}) {
        CHECK(run_rows("uniq", rows, {}, nullptr, size) == std::vector<TestRow>{rows[0], rows[2], rows[3], rows[5], rows[7]});
    }
    CHECK(run_rows("uniq", {{}, {}}).size() == 1);
    CHECK(refused("uniq a") == "spl-syntax");
}

TEST_CASE("a field between dollar signs may be read and assigned to", "[operators]") {
    CHECK(run_rows("eval $a.b$=$x.y$+1, c=$a.b$ | where $a.b$=3 | fields - x.y", {{{"x.y", {"2"}}}, {{"x.y", {"5"}}}}) ==
          std::vector<TestRow>{{{"a.b", {"3"}}, {"c", {"3"}}}});
    CHECK(run_rows("stats sum(eval($x.y$*2)) AS s", {{{"x.y", {"2"}}}, {{"x.y", {"5"}}}}) ==
          std::vector<TestRow>{{{"s", {"14"}}}});
    CHECK(refused("eval $a=1") == "spl-unbalanced-quote");
}
