#include "engine/text/path.h"

#include <catch2/catch.hpp>

using namespace karst;

namespace {

std::string at(std::string_view text, std::string_view path) {
    Arena arena;
    std::vector<Value> values;
    const auto parsed = LocationPath::parse(path);
    REQUIRE(parsed);
    extract_path(text, *parsed, arena, values);
    std::string shown;
    for (const auto& value : values) {
        shown += (shown.empty() ? "" : "|") + std::string(value.as_string());
    }
    return shown;
}

std::string leaves(std::string_view text) {
    Arena arena;
    std::string shown;
    extract_leaves(text, arena, [&](std::string_view name, Value value) {
        shown += (shown.empty() ? "" : " ") + std::string(name) + "=" + std::string(value.as_string());
    });
    return shown;
}

}  // namespace

TEST_CASE("Location paths that are none are refused", "[text]") {
    for (const auto* path : {"", ".", "a.", "a..b", "a{", "a{x}", "a{1}b", "{1}.", "a{-1}"}) {
        CAPTURE(path);
        CHECK_FALSE(LocationPath::parse(path));
    }
    CHECK_FALSE(LocationPath::parse(std::string(2000, 'a') + std::string(600, '{')));
    std::string longest = "a";
    for (int step = 0; step < 300; ++step) {
        longest += ".a";
    }
    CHECK_FALSE(LocationPath::parse(longest));
    CHECK(LocationPath::parse("a.b{}.c{0}{1}"));
    CHECK(LocationPath::parse("{}"));
    CHECK(LocationPath::parse("a{@id}"));
}

TEST_CASE("A JSON path finds members, elements and all elements", "[text]") {
    const auto* text = R"({"a":{"b":[{"c":"x"},{"d":1},{"c":"\u00e4"}]},"n":1.50,"t":true,"z":null,"e":""})";
    CHECK(at(text, "a.b{}.c") == "x|ä");
    CHECK(at(text, "a.b{1}.d") == "1");
    CHECK(at(text, "a.b{9}").empty());
    CHECK(at(text, "a.b.c").empty());
    CHECK(at(text, "n") == "1.50");
    CHECK(at(text, "t") == "true");
    CHECK(at(text, "z") == "null");
    CHECK(at(text, "a.b{0}") == R"({"c":"x"})");
    CHECK(at(text, "a.b") == R"([{"c":"x"},{"d":1},{"c":"\u00e4"}])");
    CHECK(at("[[1,2],[3]]", "{}{}") == "1|2|3");
    CHECK(at("words", "a").empty());
    CHECK(at(R"({"\u0061":1})", "a") == "1");
}

TEST_CASE("What stands before a mistake is found", "[text]") {
    CHECK(at(R"({"a":1,"b":)", "a") == "1");
    CHECK(at(R"({"b":{"a":1)", "b").empty());
    CHECK(leaves(R"({"a":"x","b":[1,2,"cut of)") == "a=x b{}=1 b{}=2");
    CHECK(leaves(R"({"a":"x","b":123)") == "a=x");
}

TEST_CASE("JSON leaves have the names of automatic extraction", "[text]") {
    CHECK(leaves(R"({"a":"x","b":{"c":5,"d":[{"e":"p"},{"e":"q","f":null}]},"g":["m",true],"h":[],"i":{},"j":[[1],[2]]})") ==
          "a=x b.c=5 b.d{}.e=p b.d{}.e=q b.d{}.f=null g{}=m g{}=true j{}{}=1 j{}{}=2");
    CHECK(leaves(R"([{"k":1},{"k":2}])") == "{}.k=1 {}.k=2");
    CHECK(leaves(R"({"x.y/z":{"a":1}})") == "x.y/z.a=1");
}

TEST_CASE("XML paths count from 1 and reach attributes", "[text]") {
    const auto* text =
        R"(<set id="2"><p><d><l k="es">uno</l><l k="fr">deux &amp; un</l></d></p><p><d><l k="de">eins</l></d></p></set>)";
    CHECK(at(text, "set.p.d.l") == "uno|deux & un|eins");
    CHECK(at(text, "set.p.d.l{}") == "uno|deux & un|eins");
    CHECK(at(text, "set.p{1}.d.l{2}") == "deux & un");
    CHECK(at(text, "set.p.d.l{@k}") == "es|fr|de");
    CHECK(at(text, "set.p{1}.d.l{2}{@k}") == "fr");
    CHECK(at(text, "set{@id}") == "2");
    CHECK(at(text, "set.p{2}.d") == R"(<l k="de">eins</l>)");
    CHECK(at(text, "set.p{0}").empty());
    CHECK(at(text, "p.d").empty());
}

TEST_CASE("XML leaves are elements with text, and attributes", "[text]") {
    CHECK(leaves(R"(<?xml version="1.0"?><a id="7"><b>x</b><b>y</b><c/> <d><e>z</e></d></a>)") ==
          "a{@id}=7 a.b=x a.b=y a.d.e=z");
    CHECK(leaves("<a><b>x</b><c>unfinished") == "a.b=x a.c=unfinished");
    CHECK(leaves("<a>1</a><b>2</b>") == "a=1 b=2");
}

TEST_CASE("Deep XML does no harm", "[text]") {
    std::string text;
    for (int level = 0; level < 100'000; ++level) {
        text += "<a x='1'>";
    }
    Arena arena;
    std::size_t found = 0;
    extract_leaves(text, arena, [&](std::string_view, Value) { ++found; });
    CHECK(found == LocationPath::kMaxLength);
}

TEST_CASE("The first characters end between characters", "[text]") {
    CHECK(first_characters("abc", 5) == "abc");
    CHECK(first_characters("abc", 2) == "ab");
    CHECK(first_characters("äöü", 2) == "äö");
    CHECK(first_characters("äöü", 3) == "äöü");
}
