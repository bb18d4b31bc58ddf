#include "tests/engine/operators/row_pipeline.h"

#include <catch2/catch.hpp>

using namespace karst;

namespace {

using Rows = std::vector<TestRow>;

}  // namespace

TEST_CASE("makemv splits at blanks, at a delimiter, or with a tokenizer", "[operators]") {
    CHECK(run_rows("makemv f", {{{"f", {"a b  c"}}}}) == Rows{{{"f", {"a", "b", "c"}}}});
    CHECK(run_rows("makemv delim=\"::\" f", {{{"f", {"a::b:c"}}}, {{"id", {"1"}}}}) ==
          Rows{{{"f", {"a", "b:c"}}}, {{"id", {"1"}}}});
    CHECK(run_rows("makemv delim=\",\" f", {{{"f", {",a,,b,"}}}}) == Rows{{{"f", {"a", "b"}}}});
    CHECK(run_rows("makemv delim=\",\" allowempty=true f", {{{"f", {"a,,b"}}}}) == Rows{{{"f", {"a", "", "b"}}}});
    CHECK(run_rows("makemv tokenizer=\"(\\w)\\d\" f", {{{"f", {"a1 b2 c"}}}}) == Rows{{{"f", {"a", "b"}}}});
    CHECK(run_rows("makemv tokenizer=\"(x*)\" f", {{{"f", {"axxb"}}}}) == Rows{{{"f", {"xx"}}}});
    CHECK(run_rows("makemv delim=\",\" f", {{{"f", {"a,b", "c"}}}}) == Rows{{{"f", {"a", "b", "c"}}}});
}

TEST_CASE("makemv keeps a field that nothing comes of", "[operators]") {
    CHECK(run_rows("makemv delim=\",\" f", {{{"f", {","}}}}) == Rows{{{"f", {","}}}});
}

TEST_CASE("makemv refuses what it cannot do", "[operators]") {
    CHECK(refused("makemv tokenizer=\"(\" f") == "spl-bad-regex");
    CHECK(refused("makemv delim=\"\" f") == "spl-bad-option");
    CHECK(refused("makemv setsv=true f") == "spl-unsupported-option");
    CHECK(refused("makemv delimiter=\",\" f") == "spl-unknown-option");
    CHECK(refused("makemv delim=\",\"") == "spl-missing-argument");
}

TEST_CASE("mvexpand makes a row of each value and copies the other fields", "[operators]") {
    const Rows rows = {{{"id", {"1"}}, {"f", {"a", "b", "c"}}}, {{"id", {"2"}}, {"f", {"d"}}}, {{"id", {"3"}}}};
    CHECK(run_rows("mvexpand f", rows) == Rows{{{"id", {"1"}}, {"f", {"a"}}},
                                               {{"id", {"1"}}, {"f", {"b"}}},
                                               {{"id", {"1"}}, {"f", {"c"}}},
                                               {{"id", {"2"}}, {"f", {"d"}}},
                                               {{"id", {"3"}}}});
    CHECK(run_rows("mvexpand f limit=1", rows).size() == 3);
    CHECK(run_rows("mvexpand limit=0 f", rows).size() == 5);
    CHECK(refused("mvexpand f limit=-1") == "spl-bad-option");
    CHECK(needs_for("mvexpand f", {"id"}).contains("f"));
}

TEST_CASE("mvexpand stops at its memory limit and says so", "[operators]") {
    TestRow row;
    for (int value = 0; value < 100'000; ++value) {
        row["f"].push_back("x");
    }
    for (int field = 0; field < 100; ++field) {
        row["field" + std::to_string(field)] = {"y"};
    }
    Limits limits;
    limits.mvexpand_memory_mb = 10;
    std::vector<std::string> warnings;
    const auto rows = run_rows("mvexpand f", {row}, limits, &warnings);
    CHECK(rows.size() > 100);
    CHECK(rows.size() < 20'000);
    CHECK(warnings.size() == 1);
}

TEST_CASE("mvcombine combines rows that differ in one field, over batches", "[operators]") {
    const Rows rows = {{{"max", {"4"}}, {"host", {"a"}}},
                       {{"max", {"5"}}, {"host", {"c"}}},
                       {{"max", {"4"}}, {"host", {"b"}}},
                       {{"max", {"4"}}},
                       {{"max", {"4"}}, {"host", {"d"}}}};
    CHECK(run_rows("mvcombine host", rows) ==
          Rows{{{"max", {"4"}}, {"host", {"a", "b", "d"}}}, {{"max", {"5"}}, {"host", {"c"}}}, {{"max", {"4"}}}});
    CHECK(refused("mvcombine _raw") == "spl-bad-argument");
    CHECK(needs_for("mvcombine host", {"host"}).is_everything());
}

TEST_CASE("mvcombine does not take a list for the text that looks like it", "[operators]") {
    CHECK(run_rows("mvcombine host", {{{"k", {"a", "b"}}, {"host", {"x"}}}, {{"k", {"a\nb"}}, {"host", {"y"}}}}).size() == 2);
}

TEST_CASE("nomv joins with newlines, or with the delimiter of mvcombine", "[operators]") {
    CHECK(run_rows("nomv f", {{{"f", {"ab", "c"}}}, {{"f", {"one"}}}}) == Rows{{{"f", {"ab\nc"}}}, {{"f", {"one"}}}});
    const Rows rows = {{{"k", {"1"}}, {"host", {"a"}}}, {{"k", {"1"}}, {"host", {"b"}}}};
    CHECK(run_rows("mvcombine delim=\", \" host | nomv host", rows) == Rows{{{"k", {"1"}}, {"host", {"a, b"}}}});
    CHECK(run_rows("mvcombine host | nomv host", rows) == Rows{{{"k", {"1"}}, {"host", {"a b"}}}});
}
