#include "tests/engine/extract/extract_helper.h"

#include <catch2/catch.hpp>

using namespace karst;
using namespace karst::test;

TEST_CASE("of several JSON objects on one line the first gives the fields") {
    const std::string text = R"({"url":"a/x.dll","n":1}{"url":"b","m":2} {"k":3})";
    CHECK(extract_all("json", text) == FieldMap{{"n", "1"}, {"url", "a/x.dll"}});
    CHECK(extract_some("json", text, {"url", "m"}) == FieldMap{{"url", "a/x.dll"}});
}
