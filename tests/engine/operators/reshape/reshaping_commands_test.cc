#include "tests/engine/operators/refusal.h"

#include <catch2/catch.hpp>

using namespace karst;

namespace {

using Rows = std::vector<TestRow>;

}  // namespace

TEST_CASE("untable makes a row of each cell that has a value, in the order of the columns", "[operators]") {
    const Rows rows = {{{"x", {"1"}}, {"a", {"p", "q"}}, {"b", {"r"}}, {"_time", {"5"}}}, {{"a", {"s"}}}, {{"x", {"2"}}}};
    CHECK(run_rows("table x b a _time | untable x k v", rows) == Rows{{{"x", {"1"}}, {"k", {"b"}}, {"v", {"r"}}},
                                                                      {{"x", {"1"}}, {"k", {"a"}}, {"v", {"p", "q"}}},
                                                                      {{"k", {"a"}}, {"v", {"s"}}}});
    CHECK(refusal("untable x k").substr(0, 20) == "spl-missing-argument");
    CHECK(refusal("untable x k v w") == "spl-syntax: w");
    CHECK(needs_for("untable x k v", {"v"}).is_everything());
}

TEST_CASE("xyseries sorts its rows, and keeps their order with grouped=true", "[operators]") {
    const Rows rows = {{{"x", {"10"}}, {"n", {"b"}}, {"v", {"1"}}},
                       {{"x", {"9"}}, {"n", {"a"}}, {"v", {"2"}}},
                       {{"x", {"10"}}, {"n", {"a"}}, {"v", {"3"}}},
                       {{"n", {"a"}}, {"v", {"4"}}},
                       {{"x", {"9"}}, {"v", {"5"}}}};
    CHECK(run_rows("xyseries x n v", rows) == Rows{{{"x", {"9"}}, {"a", {"2"}}}, {{"x", {"10"}}, {"a", {"3"}}, {"b", {"1"}}}});
    CHECK(run_rows("xyseries grouped=true x n v", rows) ==
          Rows{{{"x", {"10"}}, {"b", {"1"}}}, {{"x", {"9"}}, {"a", {"2"}}}, {{"x", {"10"}}, {"a", {"3"}}}});
}

TEST_CASE("xyseries names the columns of several data fields by sep or format", "[operators]") {
    const Rows rows = {{{"x", {"1"}}, {"n", {"a"}}, {"v", {"2"}}, {"w", {"3"}}}};
    CHECK(run_rows("xyseries x n v, w", rows) == Rows{{{"x", {"1"}}, {"v: a", {"2"}}, {"w: a", {"3"}}}});
    CHECK(run_rows("xyseries x n v w sep=\"-\"", rows) == Rows{{{"x", {"1"}}, {"v-a", {"2"}}, {"w-a", {"3"}}}});
    CHECK(run_rows("xyseries x n v w sep=\"-\" format=\"$VAL$ of $AGG$\"", rows) ==
          Rows{{{"x", {"1"}}, {"a of v", {"2"}}, {"a of w", {"3"}}}});
    CHECK(refusal("xyseries x n").substr(0, 20) == "spl-missing-argument");
    CHECK(refusal("xyseries x n v seperator=x") == "spl-unknown-option: seperator=x");
    const auto needs = needs_for("xyseries x n v w", {"anything"});
    CHECK((needs.contains("x") && needs.contains("n") && needs.contains("v") && needs.contains("w")));
    CHECK_FALSE(needs.contains("anything"));
}

TEST_CASE("transpose turns the first rows, five unless told otherwise", "[operators]") {
    Rows rows;
    for (int row = 1; row <= 7; ++row) {
        rows.push_back({{"n", {std::to_string(row)}}});
    }
    CHECK(run_rows("transpose", rows) ==
          Rows{{{"column", {"n"}}, {"row 1", {"1"}}, {"row 2", {"2"}}, {"row 3", {"3"}}, {"row 4", {"4"}}, {"row 5", {"5"}}}});
    CHECK(run_rows("transpose 2 column_name=field", rows) == Rows{{{"field", {"n"}}, {"row 1", {"1"}}, {"row 2", {"2"}}}});
    CHECK(run_rows("transpose 0", rows).at(0).size() == 8);
}

TEST_CASE("transpose names columns by a field and can leave out empty fields", "[operators]") {
    const Rows rows = {{{"h", {"a"}}, {"n", {"1", "2"}}}, {{"n", {"3"}}, {"e", {""}}}};
    CHECK(run_rows("table h e n x | transpose header_field=h", rows) ==
          Rows{{{"column", {"e"}}, {"row 2", {""}}},
               {{"column", {"n"}}, {"a", {"1", "2"}}, {"row 2", {"3"}}},
               {{"column", {"x"}}}});
    CHECK(run_rows("table h e n x | transpose header_field=h include_empty=false", rows) ==
          Rows{{{"column", {"n"}}, {"a", {"1", "2"}}, {"row 2", {"3"}}}});
    CHECK(refusal("transpose many") == "spl-bad-number: many");
    CHECK(refusal("transpose header=h") == "spl-unknown-option: header=h");
    CHECK(refusal("transpose include_empty=x") == "spl-bad-option: x");
}

TEST_CASE("contingency counts how often values come together, the most frequent first", "[operators]") {
    const Rows rows = {
        {{"a", {"x"}}, {"b", {"p"}}}, {{"a", {"y"}}, {"b", {"p", "q"}}}, {{"a", {"y"}}, {"b", {"q"}}}, {{"a", {"z"}}}};
    CHECK(run_rows("contingency a b", rows) == Rows{{{"a", {"y"}}, {"p", {"1"}}, {"q", {"2"}}, {"TOTAL", {"3"}}},
                                                    {{"a", {"x"}}, {"p", {"1"}}, {"q", {"0"}}, {"TOTAL", {"1"}}},
                                                    {{"a", {"TOTAL"}}, {"p", {"2"}}, {"q", {"2"}}, {"TOTAL", {"4"}}}});
    CHECK(run_rows("contingency usetotal=f maxrows=1 maxcols=1 a b", rows) == Rows{{{"a", {"y"}}, {"p", {"1"}}}});
    CHECK(run_rows("contingency usetotal=f minrowcover=0.7 a b", rows) == Rows{{{"a", {"y"}}, {"p", {"1"}}, {"q", {"2"}}}});
    CHECK(run_rows("contingency totalstr=All a b", rows).back().count("All") == 1);
    CHECK(run_rows("contingency a b", {}).empty());
}

TEST_CASE("contingency refuses what it cannot do", "[operators]") {
    CHECK(refusal("contingency a b*") == "spl-bad-argument: b*");
    CHECK(refusal("contingency mincolcover=2 a b") == "spl-bad-option: 2");
    CHECK(refusal("contingency maxrow=2 a b") == "spl-unknown-option: maxrow=2");
    CHECK(refusal("ctable a").substr(0, 20) == "spl-missing-argument");
}
