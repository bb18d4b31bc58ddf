#include "tests/engine/operators/refusal.h"

#include <catch2/catch.hpp>

using namespace karst;

namespace {

using Rows = std::vector<TestRow>;

TestRow event(const std::string& time, const std::string& raw, TestRow fields = {}) {
    fields["_time"] = {time};
    fields["_raw"] = {raw};
    return fields;
}

// The members' raw texts of each transaction, in the order of results.
std::vector<std::string> grouped(const std::string& spl, const Rows& rows) {
    std::vector<std::string> texts;
    for (auto& row : run_rows(spl, rows)) {
        std::string text = row["_raw"].at(0);
        std::replace(text.begin(), text.end(), '\n', ' ');
        texts.push_back(text);
    }
    return texts;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("transaction gives the union of the fields, the time of the earliest event, and what it counted", "[operators]") {
    const Rows rows = {event("30.5", "c", {{"id", {"1"}}, {"user", {"zoe", "adam"}}, {"date_hour", {"3"}}}),
                       event("20", "b", {{"id", {"1"}}, {"user", {"bob"}}, {"only", {"x"}}}),
                       event("10.25", "a", {{"id", {"1"}}, {"user", {"adam"}}, {"date_hour", {"1"}}})};
    CHECK(run_rows("transaction id", rows) == Rows{{{"_time", {"10.25"}},
                                                    {"_raw", {"a\nb\nc"}},
                                                    {"id", {"1"}},
                                                    {"user", {"adam", "bob", "zoe"}},
                                                    {"only", {"x"}},
                                                    {"date_hour", {"1"}},
                                                    {"duration", {"20.25"}},
                                                    {"eventcount", {"3"}},
                                                    {"closed_txn", {"0"}}}});
}

TEST_CASE("transaction puts events in order of time by itself, and those of one time last-come first", "[operators]") {
    const Rows ascending = {event("1", "a", {{"id", {"1"}}}), event("2", "b", {{"id", {"1"}}}),
                            event("2", "c", {{"id", {"1"}}})};
    CHECK(grouped("transaction id", ascending) == Texts{"a b c"});
    const Rows mixed = {event("2", "b", {{"id", {"1"}}}), event("3", "c", {{"id", {"1"}}}), event("1", "a", {{"id", {"1"}}})};
    CHECK(grouped("transaction id", mixed) == Texts{"a b c"});
}

TEST_CASE("transaction ends a group at maxspan, maxpause and maxevents", "[operators]") {
    const Rows rows = {event("100", "e"), event("70", "d"), event("60", "c"), event("31", "b"), event("30", "a")};
    CHECK(grouped("transaction maxspan=30s", rows) == Texts{"d e", "a b c"});
    CHECK(grouped("transaction maxspan=30", rows) == Texts{"d e", "a b c"});
    CHECK(grouped("transaction maxspan=1m", rows) == Texts{"c d e", "a b"});
    CHECK(grouped("transaction maxpause=10s", rows) == Texts{"e", "c d", "a b"});
    CHECK(grouped("transaction maxspan=-1 maxpause=-1", rows) == Texts{"a b c d e"});
    CHECK(grouped("transaction maxevents=2", rows) == Texts{"d e", "b c", "a"});
    const auto closed = run_rows("transaction maxevents=2 | table closed_txn eventcount", rows);
    CHECK(closed == Rows{{{"closed_txn", {"1"}}, {"eventcount", {"2"}}},
                         {{"closed_txn", {"1"}}, {"eventcount", {"2"}}},
                         {{"closed_txn", {"0"}}, {"eventcount", {"1"}}}});
}

TEST_CASE("transaction finds where groups start and end by search expressions and eval expressions", "[operators]") {
    const Rows rows = {event("6", "late", {{"n", {"6"}}}), event("5", "user log out", {{"n", {"5"}}}),
                       event("4", "work", {{"n", {"4"}}}), event("3", "user log in", {{"n", {"3"}}}),
                       event("2", "early", {{"n", {"2"}}})};
    CHECK(grouped("transaction startswith=\"log in\" endswith=\"log out\"", rows) == Texts{"user log in work user log out"});
    CHECK(grouped("transaction startswith=(\"log in\") endswith=(\"log out\")", rows) ==
          Texts{"user log in work user log out"});
    CHECK(grouped("transaction startsWith=eval(n == 3) endsWith=eval(match(_raw, \"out$\"))", rows) ==
          Texts{"user log in work user log out"});
    CHECK(grouped("transaction startswith=\"eval(n<4 AND n>2)\" endswith=\"n=5\"", rows) ==
          Texts{"user log in work user log out"});
    CHECK(grouped("transaction startswith=(n=3 OR n=2) endswith=(n=5 OR n=2)", rows) ==
          Texts{"user log in work user log out", "early"});
    CHECK(grouped("transaction startswith=early endswith=late | eval x=1", rows) ==
          Texts{"early user log in work user log out late"});
}

TEST_CASE("transaction needs only the end that it was told of", "[operators]") {
    const Rows rows = {event("5", "x"), event("4", "s2"), event("3", "y"), event("2", "s1"), event("1", "z")};
    CHECK(grouped("transaction startswith=\"s*\"", rows) == Texts{"s2 x", "s1 y"});
    CHECK(grouped("transaction endswith=\"s*\"", rows) == Texts{"y s2", "z s1"});
}

TEST_CASE("transaction keeps what was not closed with keepevicted, and what belongs nowhere with keeporphans", "[operators]") {
    const Rows rows = {event("5", "no field"), event("4", "out", {{"id", {"1"}}}), event("3", "in", {{"id", {"1"}}}),
                       event("2", "lone", {{"id", {"2"}}})};
    CHECK(grouped("transaction id startswith=in endswith=out", rows) == Texts{"in out"});
    CHECK(run_rows("transaction id startswith=in endswith=out keepevicted=true | table _raw closed_txn", rows) ==
          Rows{{{"_raw", {"in\nout"}}, {"closed_txn", {"1"}}}, {{"_raw", {"lone"}}, {"closed_txn", {"0"}}}});
    CHECK(run_rows("transaction id startswith=in endswith=out keeporphans=true | table _raw _txn_orphan eventcount", rows) ==
          Rows{{{"_raw", {"no field"}}, {"_txn_orphan", {"1"}}},
               {{"_raw", {"in\nout"}}, {"eventcount", {"2"}}},
               {{"_raw", {"lone"}}, {"_txn_orphan", {"1"}}}});
}

TEST_CASE("transaction joins by several fields where they do not contradict each other", "[operators]") {
    const Rows rows = {event("4", "d", {{"host", {"a"}}, {"cookie", {"x"}}}), event("3", "c", {{"cookie", {"y"}}}),
                       event("2", "b", {{"host", {"a"}}, {"cookie", {"y"}}}), event("1", "a", {{"host", {"a"}}})};
    CHECK(grouped("transaction host, cookie", rows) == Texts{"d", "a b c"});
    CHECK(grouped("transaction \"host, cookie\"", rows) == Texts{"d", "a b c"});
    CHECK(grouped("transaction fields=\"host,cookie\"", rows) == Texts{"d", "a b c"});
}

TEST_CASE("transaction connected=false takes events whose fields it has no values of yet", "[operators]") {
    const Rows rows = {event("2", "b", {{"host", {"h"}}}), event("1", "a", {{"cookie", {"c"}}})};
    CHECK(grouped("transaction host cookie", rows) == Texts{"b", "a"});
    CHECK(grouped("transaction host cookie connected=false", rows) == Texts{"a b"});
}

TEST_CASE("transaction takes ends without the fields unless unifyends is set", "[operators]") {
    const Rows rows = {event("2", "work", {{"user", {"u"}}}), event("1", "start")};
    CHECK(grouped("transaction user startswith=start", rows) == Texts{"start work"});
    CHECK(grouped("transaction user startswith=start unifyends=true", rows).empty());
}

TEST_CASE("transaction shows fields as lists with mvlist, where nullstr stands for missing values", "[operators]") {
    const Rows rows = {event("3", "c", {{"id", {"1"}}, {"cmd", {"ls"}}}), event("2", "b", {{"id", {"1"}}}),
                       event("1", "a", {{"id", {"1"}}, {"cmd", {"ls"}}})};
    CHECK(run_rows("transaction id mvlist=true | table id cmd", rows) ==
          Rows{{{"id", {"1", "1", "1"}}, {"cmd", {"ls", "NULL", "ls"}}}});
    CHECK(run_rows("transaction id mvlist=\"cmd, other\" nullstr=\"-\" | table id cmd", rows) ==
          Rows{{{"id", {"1"}}, {"cmd", {"ls", "-", "ls"}}}});
    CHECK(run_rows("transaction id mvraw=t | table _raw", rows) == Rows{{{"_raw", {"a", "b", "c"}}}});
    CHECK(run_rows("transaction id mvraw=t delim=\";\" | nomv _raw | table _raw", rows) == Rows{{{"_raw", {"a;b;c"}}}});
}

TEST_CASE("transaction ends transactions early beyond its limits, and says so", "[operators]") {
    const Rows rows = {event("4", "d", {{"id", {"1"}}}), event("3", "c", {{"id", {"2"}}}), event("2", "b", {{"id", {"3"}}}),
                       event("1", "a", {{"id", {"1"}}})};
    std::vector<std::string> warnings;
    Limits limits;
    limits.transaction_open = 2;
    CHECK(run_rows("transaction id", rows, limits, &warnings).size() == 4);
    CHECK(warnings.size() == 1);
    CHECK(run_rows("transaction id maxspan=1h", rows, limits).size() == 2);
    CHECK(run_rows("transaction id maxspan=1h keepevicted=true maxopentxn=2", rows).size() == 4);
    CHECK(run_rows("transaction id maxopenevents=1", rows).size() == 4);
    warnings.clear();
    limits = {};
    limits.transaction_events = 1;
    CHECK(run_rows("transaction id", rows, limits, &warnings).size() == 4);
    CHECK(warnings.size() == 1);
    CHECK(run_rows("transaction id maxevents=-1", rows, limits).size() == 3);
}

TEST_CASE("transaction without times groups all the same", "[operators]") {
    CHECK(run_rows("transaction id maxspan=1s", {{{"id", {"1"}}}, {{"id", {"1"}}}}) ==
          Rows{{{"id", {"1"}}, {"duration", {"0"}}, {"eventcount", {"2"}}, {"closed_txn", {"0"}}}});
}

TEST_CASE("transaction refuses what it cannot do", "[operators]") {
    CHECK(refusal("transaction id maxspam=5m") == "spl-unknown-option: maxspam=5m");
    CHECK(refusal("transaction id maxspan=5x") == "spl-bad-span: 5x");
    CHECK(refusal("transaction id maxevents=many") == "spl-bad-option: many");
    CHECK(refusal("transaction id name=web") == "spl-unsupported-option: name=web");
    CHECK(refusal("transaction id startswith=(a=1") == "spl-unbalanced-parenthesis: (");
    CHECK(refused("transaction id startswith=") == "spl-missing-argument");
    CHECK(refusal("transaction id startswith=eval(nosuch(x))") == "spl-unknown-function: nosuch");
    CHECK(refusal("transaction id endswith=\"a=1 OR\"").substr(0, 10) == "spl-syntax");
}

TEST_CASE("transaction needs its fields, the time and what its filters read", "[operators]") {
    const auto needs = needs_for("transaction id startswith=(code=1) endswith=eval(x>y)", {"duration", "user"});
    for (const auto* name : {"id", "_time", "code", "x", "y", "user"}) {
        CHECK(needs.contains(name));
    }
    CHECK_FALSE(needs.contains("duration"));
    CHECK_FALSE(needs.contains("_raw"));
}

TEST_CASE("transaction takes conditions without quotation marks, and eval in parentheses", "[operators]") {
    const std::vector<TestRow> rows = {
        {{"_time", {"3"}}, {"c", {"log off"}}}, {{"_time", {"2"}}, {"c", {"5"}}}, {{"_time", {"1"}}, {"c", {"log on"}}}};
    const auto counted = [&](const std::string& filters) {
        const auto found = run_rows("transaction " + filters + " | table eventcount", rows);
        return found.empty() ? "" : found.front().at("eventcount").front();
    };
    CHECK(counted("startswith=c=\"log on\" endswith=c=\"log off\"") == "3");
    CHECK(counted("endswith=c=5 startswith=c=\"log on\"") == "2");
    CHECK(counted("startswith=c!=5 endswith=(eval(c=5))") == "2");
    CHECK(counted("startswith=eval (c=\"log on\") endswith=\" eval(c=5) \"") == "2");
    CHECK(refused("transaction startswith=match(c, \"x\")") == "spl-syntax");
    CHECK(refused("transaction startswith= | head") == "spl-missing-argument");
}
