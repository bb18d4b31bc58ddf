#include "tests/karst/library_fixture.h"

#include <catch2/catch.hpp>

namespace karst::test {

TEST_CASE("a public value shows numbers as Splunk does and spells lists line by line") {
    CHECK(Value().is_null());
    CHECK(Value("x").text() == "x");
    CHECK(Value(3.0).text() == "3");
    CHECK(Value(0.5).text() == "0.5");
    CHECK(Value(5.0, 3).text() == "5.00");
    CHECK(Value(std::vector<Value>{"a", "b"}).text() == "a\nb");
    CHECK(Value("12").number() == 12.0);
    CHECK_FALSE(Value("twelve").number());
}

TEST_CASE("a public list of one value is that value, and lists do not nest") {
    CHECK(Value(std::vector<Value>{}).is_null());
    CHECK(Value(std::vector<Value>{"a", Value()}) == Value("a"));
    const Value nested(std::vector<Value>{"a", Value(std::vector<Value>{"b", "c"})});
    CHECK(nested.kind() == Value::Kind::List);
    CHECK(nested.items().size() == 3);
}

TEST_CASE("rows of a search own their values: they outlive the search, the engine and its source") {
    Row row;
    {
        const Engine engine;
        const auto table = Search(engine, "user=dana | stats count values(n) AS n BY user").run(logins());
        REQUIRE(table.size() == 1);
        row = table[0];
    }
    CHECK(row.columns() == std::vector<std::string>{"user", "count", "n"});
    CHECK(row.value("user") == Value("dana"));
    CHECK(row.value("count") == Value(2.0));
    CHECK(row.value("n").items().size() == 2);
    CHECK(row.value("nothing").is_null());
    CHECK(to_json(row) == R"({"user":"dana","count":2,"n":["3","4"]})");
}

TEST_CASE("columns that a search names are shown although no row has a value, others are not") {
    const auto table = rows_of("user=dana | table user missing");
    std::vector<std::string> shown;
    for (const auto column : table.shown_columns()) {
        shown.push_back(table.columns()[column]);
    }
    CHECK(shown == std::vector<std::string>{"user", "missing"});
}

TEST_CASE("a public table can be made of rows and added to") {
    auto table = Table::of({{{"user", "ann"}, {"n", 1.0}}, {{"user", "bob"}}});
    CHECK(table.size() == 2);
    CHECK(table.columns() == std::vector<std::string>{"user", "n"});
    CHECK(table[1].value("n").is_null());
    const auto copy = table;
    table.append(copy);
    REQUIRE(table.size() == 4);
    CHECK(table[3].value("user") == Value("bob"));
    CHECK(table[4].columns().empty());
}

TEST_CASE("JSON texts are valid UTF-8 whatever the values hold") {
    CHECK(to_json(Table::of({{{"a\"b", "\xFF\x01"}}})[0]) == "{\"a\\\"b\":\"\xEF\xBF\xBD\\u0001\"}");
}

}  // namespace karst::test
