#include "tests/engine/operators/refusal.h"

#include <catch2/catch.hpp>

using namespace karst;

namespace {

using Rows = std::vector<TestRow>;

}  // namespace

TEST_CASE("addtotals adds what is a number in each row", "[operators]") {
    const Rows rows = {{{"a", {"1"}}, {"b", {"2.5"}}, {"t", {"text"}}, {"_time", {"100"}}},
                       {{"t", {"only"}}},
                       {{"a", {"1", "2"}}, {"b", {"4"}}}};
    CHECK(run_rows("addtotals | fields Total | fields - _time", rows) ==
          Rows{{{"Total", {"3.5"}}}, {{"Total", {"0"}}}, {{"Total", {"4"}}}});
    CHECK(run_rows("addtotals row=t fieldname=\"All of it\" a, x* | table \"All of it\"", {rows[0]}) ==
          Rows{{{"All of it", {"1"}}}});
    CHECK(run_rows("addtotals row=f", {rows[1]}) == Rows{rows[1]});
}

TEST_CASE("addtotals col=true adds a row with the sum of each column", "[operators]") {
    const Rows rows = {{{"name", {"x"}}, {"a", {"1"}}}, {{"name", {"y"}}, {"a", {"2"}}, {"b", {"5"}}}, {{"name", {"3"}}}};
    auto with_totals = rows;
    with_totals.push_back({{"a", {"3"}}, {"b", {"5"}}, {"name", {"3"}}});
    CHECK(run_rows("addtotals row=false col=true", rows) == with_totals);
    with_totals.back()["name"] = {"Total"};
    CHECK(run_rows("addcoltotals labelfield=name", rows) == with_totals);
    CHECK(run_rows("addtotals row=false col=true labelfield=name", rows) == with_totals);
    with_totals.back() = {{"a", {"3"}}, {"what", {"Sum"}}};
    CHECK(run_rows("addcoltotals labelfield=what label=Sum a", rows) == with_totals);
    with_totals.back() = {{"a", {"3"}}};
    CHECK(run_rows("addcoltotals label=Sum a", rows) == with_totals);
    const auto both = run_rows("addtotals col=true a b", rows);
    CHECK(both.back() == TestRow{{"a", {"3"}}, {"b", {"5"}}, {"Total", {"8"}}});
}

TEST_CASE("addtotals refuses options it does not have and says what it needs", "[operators]") {
    CHECK(refusal("addtotals column=true") == "spl-unknown-option: column=true");
    CHECK(refusal("addtotals col=maybe") == "spl-bad-option: maybe");
    CHECK(refusal("addcoltotals row=true") == "spl-unknown-option: row=true");
    CHECK(refusal("addtotals fieldname=") == "spl-missing-value: fieldname=");
    CHECK(needs_for("addtotals a x*", {"Total"}).contains("xy"));
    CHECK(needs_for("addtotals", {"Total"}).is_everything());
    CHECK_FALSE(needs_for("addcoltotals", {"a"}).contains("b"));
}

TEST_CASE("accum keeps a total of what is a number", "[operators]") {
    const Rows rows = {{{"n", {"1"}}}, {{"n", {"x"}}}, {{"n", {"2", "3"}}}, {{"n", {"-0.5"}}}};
    CHECK(run_rows("accum n", rows) == Rows{{{"n", {"1"}}}, {{"n", {"x"}}}, {{"n", {"2", "3"}}}, {{"n", {"0.5"}}}});
    CHECK(run_rows("accum n AS s | table s", rows) == Rows{{{"s", {"1"}}}, {}, {}, {{"s", {"0.5"}}}});
    CHECK(refusal("accum").substr(0, 20) == "spl-missing-argument");
    CHECK(refusal("accum a b") == "spl-syntax: b");
    CHECK(needs_for("accum n AS s", {"s"}).contains("n"));
}

TEST_CASE("delta looks back so many rows and needs two numbers", "[operators]") {
    const Rows rows = {{{"n", {"1"}}}, {{"n", {"4"}}}, {{"n", {"x"}}}, {{"n", {"4.3"}}}, {}, {{"n", {"4.1"}}}};
    CHECK(run_rows("delta n AS d | table d", rows) == Rows{{}, {{"d", {"3"}}}, {}, {}, {}, {}});
    CHECK(run_rows("delta n p=2 AS d | table d", rows) == Rows{{}, {}, {}, {{"d", {"0.3"}}}, {}, {{"d", {"-0.2"}}}});
    CHECK(run_rows("delta p=5 n | table \"delta(n)\"", rows).back() == TestRow{{"delta(n)", {"3.1"}}});
    CHECK(refusal("delta n p=0") == "spl-bad-option: 0");
    CHECK(refusal("delta n q=1") == "spl-unknown-option: q=1");
    CHECK(refusal("delta p=1").substr(0, 20) == "spl-missing-argument");
}

TEST_CASE("autoregress copies values of earlier rows over batches", "[operators]") {
    const Rows rows = {{{"v", {"a"}}}, {{"v", {"b", "c"}}}, {}, {{"v", {"d"}}}};
    CHECK(run_rows("autoregress v | fields v_p1", rows) == Rows{{}, {{"v_p1", {"a"}}}, {{"v_p1", {"b", "c"}}}, {}});
    CHECK(run_rows("autoregress v AS w p=2 | fields w", rows) == Rows{{}, {}, {{"w", {"a"}}}, {{"w", {"b", "c"}}}});
    CHECK(run_rows("autoregress v p=2-3 | fields v_p*", rows) ==
          Rows{{}, {}, {{"v_p2", {"a"}}}, {{"v_p2", {"b", "c"}}, {"v_p3", {"a"}}}});
    CHECK(refusal("autoregress v AS w p=1-2") == "spl-bad-argument: w");
    CHECK(refusal("autoregress v p=3-1") == "spl-bad-option: 3-1");
    CHECK(refusal("autoregress v p=x") == "spl-bad-option: x");
    CHECK(refusal("autoregress p=1").substr(0, 20) == "spl-missing-argument");
}
