#include "engine/aggregate/group_keys.h"

#include <catch2/catch.hpp>

#include <string>

namespace karst {

namespace {

class KeyFixture {
public:
    void set(FieldId field, const std::vector<std::string>& values) {
        const auto items = batch_.arena().values(values.size());
        for (std::size_t index = 0; index < items.size(); ++index) {
            items[index] = Value::string(batch_.arena().copy(values[index]));
        }
        batch_.set(row_, field, Value::multivalue(items));
    }

    /// The keys as "a,b a,c ", with - for null.
    std::string keys(GroupKeys& keys) {
        std::string text;
        result = keys.for_each(row_, [&](std::span<const Value> key) {
            for (const Value value : key) {
                text += value.is_null() ? "-" : std::string(value.as_string());
                text += ',';
            }
            text.back() = ' ';
        });
        return text;
    }

    GroupKeys::Result result = GroupKeys::Result::NoKey;
    const Row& row() const { return row_; }

private:
    Batch batch_;
    Row row_ = batch_.make_row(4);
};

}  // namespace

TEST_CASE("a row has a key for each combination of its values", "[aggregate]") {
    KeyFixture row;
    row.set(0, {"a", "b"});
    row.set(1, {"x"});
    row.set(2, {"1", "2"});
    GroupKeys keys(plain_columns({0, 1, 2}));
    CHECK(row.keys(keys) == "a,x,1 a,x,2 b,x,1 b,x,2 ");
    REQUIRE(keys.first(row.row()));
    CHECK((*keys.first(row.row()))[0].as_string() == "a");
}

TEST_CASE("a row that lacks a field has no key, unless the column keeps nulls", "[aggregate]") {
    KeyFixture row;
    row.set(0, {"a"});
    GroupKeys strict(plain_columns({0, 1}));
    CHECK(row.keys(strict).empty());
    CHECK(row.result == GroupKeys::Result::NoKey);
    CHECK_FALSE(strict.first(row.row()));
    GroupKeys lenient(std::vector<GroupColumn>{{0}, {1, true}});
    CHECK(row.keys(lenient) == "a,- ");
}

TEST_CASE("values that occur twice count twice, or once where that is asked for", "[aggregate]") {
    KeyFixture row;
    row.set(0, {"b", "a", "b"});
    GroupKeys all(plain_columns({0}));
    CHECK(row.keys(all) == "b a b ");
    GroupKeys distinct(plain_columns({0}), true);
    CHECK(row.keys(distinct) == "a b ");
}

TEST_CASE("a column may map its values, and leave some out", "[aggregate]") {
    KeyFixture row;
    row.set(0, {"a", "b"});
    const auto map = [](Value value) { return value.as_string() == "a" ? Value() : Value::string("mapped"); };
    GroupKeys keys(std::vector<GroupColumn>{{0, false, map}});
    CHECK(row.keys(keys) == "mapped ");
}

TEST_CASE("lists that multiply beyond reason give no keys", "[aggregate]") {
    KeyFixture row;
    const std::vector<std::string> many(100, "x");
    row.set(0, many);
    row.set(1, many);
    row.set(2, many);
    GroupKeys keys(plain_columns({0, 1, 2}));
    CHECK(row.keys(keys).empty());
    CHECK(row.result == GroupKeys::Result::TooMany);
}

}  // namespace karst
