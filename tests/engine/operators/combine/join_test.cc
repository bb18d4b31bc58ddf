#include "tests/engine/operators/refusal.h"

#include <catch2/catch.hpp>

using namespace karst;

namespace {

using Rows = std::vector<TestRow>;

// Three rows of user u at the times 100, 200 and 300.
const std::string kVisits =
    "[| makeresults count=3 | streamstats count AS n | eval _time=n*100, user=\"u\" | table _time user n]";

}  // namespace

TEST_CASE("join by time takes rows of the subsearch that are not later", "[join]") {
    const Rows rows = {{{"_time", {"200"}}, {"user", {"u"}}}};
    const auto numbers = [&](const std::string& options) {
        std::string all;
        for (const auto& row :
             run_rows(std::string("join max=0 overwrite=f ").append(options).append(" user ").append(kVisits), rows)) {
            all += row.at("n").front();
        }
        return all;
    };
    CHECK(numbers("") == "123");
    CHECK(numbers("earlier=false") == "123");
    CHECK(numbers("usetime=true") == "12");
    CHECK(numbers("usetime=true earlier=false") == "23");
}

TEST_CASE("join by time keeps a row that nothing fits when it keeps what has no match", "[join]") {
    const Rows rows = {{{"_time", {"50"}}, {"user", {"u"}}}};
    CHECK(run_rows("join usetime=true user " + kVisits, rows).empty());
    CHECK(run_rows("join usetime=true type=left user " + kVisits, rows) == rows);
    CHECK(needs_for("join usetime=true user " + kVisits, {"n"}).contains("_time"));
}

TEST_CASE("join with aliases compares fields of different names and keeps both sides apart", "[join]") {
    const Rows rows = {{{"id", {"2"}}, {"name", {"left"}}}, {{"id", {"9"}}}};
    const std::string right = "[| makeresults count=3 | streamstats count AS pid | eval name=\"r\".pid | table pid name]";
    CHECK(run_rows("join left=L right=R where L.id=R.pid " + right, rows) ==
          Rows{{{"L.id", {"2"}}, {"L.name", {"left"}}, {"R.pid", {"2"}}, {"R.name", {"r2"}}}});
    CHECK(run_rows("join type=left left=a right=b where b.pid = a.id " + right + " | table a.id b.name", rows) ==
          Rows{{{"a.id", {"2"}}, {"b.name", {"r2"}}}, {{"a.id", {"9"}}}});
}

TEST_CASE("join says what is missing", "[join]") {
    CHECK(refusal("join user") == "spl-missing-argument: ");
    CHECK(refusal("join left=L user [| makeresults]").substr(0, 10) == "spl-syntax");
    CHECK(refusal("join left=L right=R [| makeresults]").substr(0, 10) == "spl-syntax");
    CHECK(refusal("join left=L right=R where L.a=S.b [| makeresults]") == "spl-bad-argument: L.a=S.b");
    CHECK(refusal("join type=cross user [| makeresults]") == "spl-bad-option: cross");
}

TEST_CASE("join tells fields apart whatever stands in their values", "[join]") {
    const Rows rows = {{{"a", {"p\x1fq"}}, {"b", {"r"}}}, {{"a", {"p"}}, {"b", {"q\x1fr"}}}};
    const auto joined = run_rows("join a b [| makeresults | eval a=\"p\", b=\"q\x1fr\", right=2 | table a b right]", rows);
    REQUIRE(joined.size() == 1);
    CHECK(joined.front().at("a") == std::vector<std::string>{"p"});
}
