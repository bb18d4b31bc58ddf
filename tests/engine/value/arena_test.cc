// Memory of a batch.
#include "engine/value/arena.h"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace karst;

TEST_CASE("a list of an arena is its own, and the texts in it are not") {
    Arena arena;
    const std::string text = "one";
    std::vector<Value> values = {Value::string(text), Value::string("two")};
    const Value list = arena.list(values);
    values[1] = Value();
    REQUIRE(list.items().size() == 2);
    CHECK(list.items()[1].as_string() == "two");
    CHECK(list.items()[0].as_string().data() == text.data());
}

TEST_CASE("a list of no values is null, of one value that value") {
    Arena arena;
    CHECK(arena.list({}).is_null());
    const std::vector<Value> one = {Value::number(5)};
    CHECK(arena.list(one).is_number());
    CHECK(arena.bytes() == 0);
}
