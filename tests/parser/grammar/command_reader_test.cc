#include "parser/commands/command_table.h"
#include "parser/grammar/command_reader.h"

#include <catch2/catch.hpp>

#include <string>

namespace karst {

namespace {

struct Reading {
    explicit Reading(const std::string& text) : source(SourceText::whole("test", text)), reader(source, 0, context) {}
    SourceText source;
    ParseContext context{kSplCommands};
    CommandReader reader;
};

}  // namespace

TEST_CASE("a name in a list of fields may look like a call", "[parser]") {
    Reading reading("unusual* predicted(logits), plain");
    const auto names = reading.reader.field_list();
    REQUIRE(names.size() == 3);
    CHECK(names[1].name == "predicted(logits)");
    CHECK(names[2].name == "plain");
}

TEST_CASE("the name after AS may look like a call", "[parser]") {
    Reading reading("values(flags) as flags(inherited) count");
    const auto calls = reading.reader.aggregates();
    REQUIRE(calls.size() == 2);
    CHECK(calls[0].function == "values");
    CHECK(calls[0].output == "flags(inherited)");
    CHECK(calls[1].function == "count");
}

TEST_CASE("parentheses after a blank are no part of a name", "[parser]") {
    Reading reading("one (two)");
    CHECK(reading.reader.column_name().name == "one");
    CHECK(reading.reader.peek_char() == '(');
}

TEST_CASE("a delimiter or a regular expression needs no quotation marks as the value of an option", "[parser]") {
    Reading reading("tokenizer=([^,]+)\\] delim=, sep=\": \" kvdelim==:;|");
    const auto value = [&] {
        auto name = reading.reader.option_name();
        name->bare_value = true;
        return reading.reader.option_value(*name).value.text;
    };
    CHECK(value() == "([^,]+)\\]");
    CHECK(value() == ",");
    CHECK(value() == ": ");
    CHECK(value() == "=:;");
    CHECK(reading.reader.at_end());
}

TEST_CASE("the bracket of a subsearch ends a regular expression without quotation marks", "[parser]") {
    Reading reading("[a-z]+] x");
    CHECK(reading.reader.expect_text("a regular expression").text == "[a-z]+");
    CHECK(reading.reader.at_end());
}

}  // namespace karst
