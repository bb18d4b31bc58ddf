#include "engine/aggregate/stored_value.h"

#include <catch2/catch.hpp>

#include <array>
#include <string>

namespace karst {

TEST_CASE("a stored value outlives what it was copied from", "[aggregate]") {
    StoredValue stored;
    {
        const std::string text = "a text that is too long to be kept in place";
        const std::array<Value, 2> items = {Value::string(text), Value::number(3)};
        stored.set(Value::multivalue(items));
    }
    const Value kept = stored.get();
    REQUIRE(kept.items().size() == 2);
    CHECK(kept.items()[0].as_string() == "a text that is too long to be kept in place");
    CHECK(kept.items()[1].as_number() == 3);
}

TEST_CASE("a stored value takes longer and shorter values in turn", "[aggregate]") {
    StoredValue stored(Value::string("short"));
    stored.set(Value::string(std::string(500, 'x')));
    CHECK(stored.get().as_string() == std::string(500, 'x'));
    stored.set(Value::string(""));
    CHECK(stored.get().is_string());
    CHECK(stored.get().as_string().empty());
    stored.set(Value());
    CHECK(stored.is_null());
}

TEST_CASE("a stored value that was moved from can be set again", "[aggregate]") {
    StoredValue first(Value::string("one"));
    const StoredValue second = std::move(first);
    CHECK(second.get().as_string() == "one");
    first.set(Value::string("two"));  // NOLINT(bugprone-use-after-move): that is what this is about
    CHECK(first.get().as_string() == "two");
}

}  // namespace karst
