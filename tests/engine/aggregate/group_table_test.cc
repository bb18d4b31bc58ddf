#include "engine/aggregate/group_table.h"

#include <catch2/catch.hpp>

#include <array>
#include <string>

namespace karst {

namespace {

std::uint32_t group_of(GroupTable& table, Value left, Value right) {
    const std::array<Value, 2> key = {left, right};
    return table.find_or_add(key).group;
}

std::string shown(const GroupTable& table) {
    std::string text;
    for (const auto group : sorted_groups(table)) {
        const Value value = table.key(group).front();
        text += value.is_null() ? "(null)" : value.is_number() ? "#" : std::string(value.as_string());
        text += ' ';
    }
    return text;
}

}  // namespace

TEST_CASE("no two texts look like other two", "[aggregate]") {
    GroupTable table(2);
    CHECK(group_of(table, Value::string("ab"), Value::string("c")) == 0);
    CHECK(group_of(table, Value::string("a"), Value::string("bc")) == 1);
    CHECK(group_of(table, Value::string(""), Value::string("abc")) == 2);
    CHECK(group_of(table, Value::string("ab"), Value::string("c")) == 0);
    CHECK(table.size() == 3);
}

TEST_CASE("a number is in the group of its text, and null in one of its own", "[aggregate]") {
    GroupTable table(2);
    CHECK(group_of(table, Value::number(200), Value::string("")) == 0);
    CHECK(group_of(table, Value::string("200"), Value::string("")) == 0);
    CHECK(group_of(table, Value::string("200"), Value()) == 1);
    CHECK(group_of(table, Value::string("200.0"), Value()) == 2);
    CHECK(group_of(table, Value::number(0.5), Value()) == group_of(table, Value::string("0.5"), Value()));
    CHECK(table.key(0)[0].is_number());
    CHECK(table.key(1)[1].is_null());
}

TEST_CASE("keys are the table's own, however many groups there are", "[aggregate]") {
    GroupTable table(2);
    for (int number = 0; number < 5000; ++number) {
        const auto text = "value " + std::to_string(number);
        group_of(table, Value::string(text), Value::number(number));
    }
    CHECK(table.size() == 5000);
    CHECK(table.key(4321)[0].as_string() == "value 4321");
    CHECK(table.key(4321)[1].as_number() == 4321);
    CHECK(table.bytes() > 5000 * 2 * sizeof(Value));
}

TEST_CASE("a table without columns has one group", "[aggregate]") {
    GroupTable table(0);
    CHECK(table.find_or_add({}).is_new);
    CHECK_FALSE(table.find_or_add({}).is_new);
    CHECK(sorted_groups(table).size() == 1);
}

TEST_CASE("groups are sorted with numbers by size before text by bytes", "[aggregate]") {
    GroupTable table(1);
    for (const auto* text : {"b", "10", "1a", "9", "", "1.0", "B", "-3", "1"}) {
        const Value key = Value::string(text);
        table.find_or_add({&key, 1});
    }
    const Value null;
    table.find_or_add({&null, 1});
    CHECK(shown(table) == "-3 1 1.0 9 10  1a B b (null) ");
}

}  // namespace karst
