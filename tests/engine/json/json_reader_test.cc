#include "engine/json/json_reader.h"
#include "engine/json/json_value.h"

#include <catch2/catch.hpp>

using namespace karst;

namespace {

bool valid(std::string_view text) {
    JsonReader reader(text);
    auto token = reader.next();
    while (token != JsonToken::End && token != JsonToken::Error) {
        token = reader.next();
    }
    return token == JsonToken::End;
}

std::string compact(std::string_view text) {
    const auto json = JsonValue::parse(text);
    return json ? json->to_text() : "(none)";
}

}  // namespace

TEST_CASE("The JSON reader takes what RFC 8259 takes and nothing else", "[text]") {
    for (const auto* text :
         {"{}", "[]", " [1, -0.5e+3, \"a\", true, false, null] ", R"({"a":{"b":[{}]}})", "5", R"("\u00e4\n")"}) {
        CAPTURE(text);
        CHECK(valid(text));
    }
    for (const auto* text : {"",     " ",    "{",    "[1,]",       "{\"a\"}", "{\"a\":}", "{a:1}",     "[1 2]",
                             "[01]", "[1.]", "[.5]", "[+1]",       "[tru]",   "\"\\x\"",  "\"\\u12\"", "\"a",
                             "[1]]", "[}",   "{]",   "{\"a\":1,}", "\"\t\"",  "[-]",      "[1e]",      "{} x"}) {
        CAPTURE(text);
        CHECK_FALSE(valid(text));
    }
}

TEST_CASE("Nesting beyond the limit is an error, not a crash", "[text]") {
    const std::size_t deep = kMaxJsonDepth;
    CHECK(valid(std::string(deep, '[') + std::string(deep, ']')));
    CHECK_FALSE(valid(std::string(deep + 1, '[') + std::string(deep + 1, ']')));
    CHECK_FALSE(JsonValue::parse(std::string(1'000'000, '[')));
}

TEST_CASE("A JSON tree keeps the order of members and the text of numbers", "[text]") {
    CHECK(compact(R"( {"b" : 1.50, "a" : [ 1e3, "x" ], "n": 12345678901234567890 } )") ==
          R"({"b":1.50,"a":[1e3,"x"],"n":12345678901234567890})");
    CHECK(compact(R"(["\u00e4\/\"\\\b\u0001"])") == "[\"ä/\\\"\\\\\\b\\u0001\"]");
    CHECK(compact("[1,") == "(none)");
}

TEST_CASE("Escapes outside of the basic plane are pairs; half of one is replaced", "[text]") {
    std::string text;
    append_json_unescaped(R"(\ud83d\ude00 \ud83d \u0041)", text);
    CHECK(text == "\xF0\x9F\x98\x80 \xEF\xBF\xBD A");
}

TEST_CASE("An escape that JSON does not know stays as it is", "[text]") {
    std::string text;
    append_json_unescaped(R"(C:\Windows \u12 \q \ud83d\u0041 \)", text);
    CHECK(text == "C:\\Windows \\u12 \\q \xEF\xBF\xBD"
                  "A \\");
    Arena arena;
    const std::string_view plain = "no escapes";
    CHECK(json_unescaped(plain, arena).data() == plain.data());
    CHECK(json_unescaped(R"(a\tb)", arena) == "a\tb");
}

TEST_CASE("A text written as a JSON string is read as the same text", "[text]") {
    std::string text;
    for (char c = 0; c >= 0 && c < 0x7F; ++c) {
        text += c;
    }
    text += "\xC3\xA4\xF0\x9F\x98\x80";
    std::string quoted;
    append_json_quoted(text, quoted);
    JsonReader reader(quoted);
    REQUIRE(reader.next() == JsonToken::String);
    Arena arena;
    CHECK(json_string(reader, arena) == text);
    CHECK(reader.next() == JsonToken::End);
}

TEST_CASE("Bytes that are not UTF-8 are kept in a JSON string, or replaced", "[text]") {
    const auto quoted = [](std::string_view text, InvalidBytes invalid) {
        std::string out;
        append_json_quoted(text, out, invalid);
        return out;
    };
    CHECK(quoted("a\xFF\xC3", InvalidBytes::Keep) == "\"a\xFF\xC3\"");
    CHECK(quoted("a\xFF\xC3", InvalidBytes::Replace) == "\"a\xEF\xBF\xBD\xEF\xBF\xBD\"");
    CHECK(quoted("\xC3\xA4\xED\xA0\x80", InvalidBytes::Replace) == "\"\xC3\xA4\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"");
}

TEST_CASE("Numbers of JSON have digits on both sides of a point, and no zeros in front", "[text]") {
    for (const auto* text : {"0", "-0", "12", "-1.50", "1e9", "1E-2", "0.1e+3"}) {
        CAPTURE(text);
        CHECK(is_json_number(text));
        CHECK(is_json_scalar(text));
    }
    for (const auto* text : {"", "-", "01", "1.", ".5", "+1", "1e", "1e+", "0x1", "1 ", "nan"}) {
        CAPTURE(text);
        CHECK_FALSE(is_json_number(text));
        CHECK_FALSE(is_json_scalar(text));
    }
    CHECK(is_json_scalar("null"));
    CHECK_FALSE(is_json_scalar("nul"));
}
