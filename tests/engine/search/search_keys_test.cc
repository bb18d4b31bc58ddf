// What an index can find the events of a search by.
#include "engine/search/search_keys.h"

#include "parser/parser.h"

#include <catch2/catch.hpp>

using namespace karst;

namespace {

std::string keys(const std::string& search) {
    return describe_search_keys(*parse_search_expression(SourceText::whole("test", search)));
}

}  // namespace

TEST_CASE("exact values come before texts, and few keys before many", "[condition]") {
    CHECK(keys("process=*evil* EventCode=1") == "EventCode=\"1\"");
    CHECK(keys("name IN (a, b, c, d, e) EventCode=1") == "EventCode=\"1\"");
    CHECK(keys("name IN (a, b, c, d, e)") == "name=\"a\" or name=\"b\" or name=\"c\" or 2 more");
    CHECK(keys("process=*Evil*") == "process=\"*evil*\"");
    CHECK(keys("someword") == "_raw=\"*someword*\"");
}

TEST_CASE("an alternative is found by the keys of its sides", "[condition]") {
    CHECK(keys("(a=1 b=2) OR a=3") == "a=\"1\" or a=\"3\"");
    CHECK(keys("a=1 OR b!=2").empty());
}

TEST_CASE("what later filters ask for are keys, too", "[condition]") {
    const auto with = [](const char* search, const FilterCondition& filter) {
        return describe_search_keys(*parse_search_expression(SourceText::whole("test", search)), {&filter, 1});
    };
    FilterCondition condition{FilterCondition::Kind::OneOf};
    condition.field = "EventCode";
    condition.numbers = {1, 4688};
    CHECK(with("*", condition) == "EventCode=\"1\" or EventCode=\"4688\"");
    SearchValue value;
    value.text = "*ab*";
    condition.values.push_back(value);
    CHECK(with("*", condition).empty());
    CHECK(with("a=1", condition) == "a=\"1\"");
}

TEST_CASE("a search without a value or text has no keys", "[condition]") {
    CHECK(keys("*").empty());
    CHECK(keys("NOT a=1").empty());
    CHECK(keys("a>1").empty());
}
