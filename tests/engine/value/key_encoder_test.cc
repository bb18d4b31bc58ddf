// Keys of several values.
#include "engine/value/key_encoder.h"

#include <catch2/catch.hpp>

#include <set>
#include <vector>

using namespace karst;

namespace {

std::string key_of(const std::vector<Value>& values) {
    KeyEncoder encoder;
    for (const Value value : values) {
        encoder.add(value);
    }
    return std::string(encoder.key());
}

std::string key_of_items(const std::vector<std::vector<Value>>& lists) {
    KeyEncoder encoder;
    for (const auto& list : lists) {
        encoder.add_items(Value::multivalue(list));
    }
    return std::string(encoder.key());
}

}  // namespace

TEST_CASE("no list of values has the key of another") {
    const auto text = [](std::string_view one) { return Value::string(one); };
    const std::vector<std::vector<Value>> lists = {
        {},
        {Value()},
        {text("")},
        {text(""), text("")},
        {text(""), Value()},
        {Value(), text("")},
        {text("a"), text("bc")},
        {text("ab"), text("c")},
        {text("abc")},
        {text("a\x1f"), text("b")},
        {text("a"), text("\x1f"
                         "b")},
        {text(std::string_view("\1\0\0\0a", 5)), text("b")},
    };
    std::set<std::string> keys;
    for (const auto& list : lists) {
        keys.insert(key_of(list));
    }
    CHECK(keys.size() == lists.size());
}

TEST_CASE("a key knows a number by the text that it is shown as") {
    CHECK(key_of({Value::number(12)}) == key_of({Value::string("12")}));
    CHECK(key_of({Value::number(-0.5)}) == key_of({Value::string("-0.5")}));
    CHECK(key_of({Value::number(1, 2)}) == key_of({Value::string("1.0")}));
    CHECK(key_of({Value::number(1e15)}) == key_of({Value::string("1000000000000000")}));
}

TEST_CASE("a list is one text of a key, or as many as it has items") {
    const std::vector<Value> items = {Value::string("a"), Value::string("b")};
    CHECK(key_of({Value::multivalue(items)}) == key_of({Value::string("a\nb")}));
    CHECK(key_of_items({items}) != key_of_items({{Value::string("a\nb")}}));
    CHECK(key_of_items({items, {}}) != key_of_items({{items[0]}, {items[1]}}));
}

TEST_CASE("a key without case is that of the text in lower case") {
    KeyEncoder folded;
    folded.add_folded("AdmiN");
    CHECK(folded.key() == key_of({Value::string("admin")}));
    folded.clear();
    folded.add_text("AdmiN");
    CHECK(folded.key() == key_of({Value::string("AdmiN")}));
}

TEST_CASE("a key gives its values back") {
    const auto key = key_of({Value::string("one"), Value(), Value::string(""), Value::number(4)});
    KeyReader reader(key);
    CHECK(reader.next() == "one");
    CHECK(reader.next() == std::nullopt);
    CHECK(reader.next() == "");
    CHECK(reader.next() == "4");
}
