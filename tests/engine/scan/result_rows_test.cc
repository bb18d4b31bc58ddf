// Rows that karst has printed, as input.
#include "engine/scan/result_rows.h"

#include <catch2/catch.hpp>

using namespace karst;

namespace {

class Rows {
public:
    bool add(std::string text) {
        const bool good = append_result_row(text, batch, fields);
        text.assign(text.size(), '?');  // the row must not refer to what it was read from
        return good;
    }
    Value value(std::string_view name) { return batch.rows().back().get(fields.intern(name)); }

    Batch batch;
    FieldTable fields;
};

}  // namespace

TEST_CASE("a result row has the values of its object as text", "[scan]") {
    Rows rows;
    REQUIRE(rows.add(R"({"a.b": "x\ty", "n": 1.50, "yes": true, "no": false, "none": null, "long": 123456789012345678901})"));
    CHECK(rows.value("a.b").as_string() == "x\ty");
    CHECK(rows.value("n").as_string() == "1.50");
    CHECK(rows.value("yes").as_string() == "true");
    CHECK(rows.value("no").as_string() == "false");
    CHECK(rows.value("none").is_null());
    CHECK(rows.value("long").as_string() == "123456789012345678901");
}

TEST_CASE("a list in a result row is a field of several values", "[scan]") {
    Rows rows;
    REQUIRE(rows.add(R"({"list": ["one", 2, null, true], "single": ["x"], "empty": []})"));
    const auto list = rows.value("list");
    REQUIRE(list.items().size() == 3);
    CHECK(list.items()[1].as_string() == "2");
    CHECK(rows.value("single").as_string() == "x");
    CHECK(rows.value("empty").is_null());
}

TEST_CASE("a text that is no flat object is no result row", "[scan]") {
    Rows rows;
    for (const auto* text : {"", "1", "[]", "{", R"({"a": {}})", R"({"a": [[1]]})", R"({"a": [{}]})", R"({"a": 1} x)",
                             R"({"a": 01})", "{\"a\": \"\xFF\"}"}) {
        CAPTURE(text);
        CHECK_FALSE(rows.add(text));
    }
    CHECK(rows.batch.rows().empty());
    CHECK(rows.add("{}"));
}
