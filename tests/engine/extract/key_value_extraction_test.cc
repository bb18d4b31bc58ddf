#include "tests/engine/extract/extract_helper.h"

#include <catch2/catch.hpp>

using namespace karst;
using namespace karst::test;

TEST_CASE("automatic extraction takes key=value pairs, the first of each key") {
    const auto fields = extract_all("kv", "door=7 user=\"dana d\", door=8 a-b=1 empty= x");
    CHECK(fields == FieldMap{{"door", "7"}, {"user", "dana d"}, {"a_b", "1"}});
}

TEST_CASE("auto decides by the event") {
    CHECK(extract_all("auto", "{\"a\":{\"b\":1}}") == FieldMap{{"a.b", "1"}});
    CHECK(extract_all("auto", "a=1") == FieldMap{{"a", "1"}});
    CHECK(extract_all("auto", "Mar  2 18:04:11 host agent: <Event><System><EventID>3</EventID></System></Event>")
              .at("EventCode") == "3");
    CHECK(extract_all("auto", "{not json} a=1").at("a") == "1");
    CHECK(extract_all("none", "a=1").empty());
}
