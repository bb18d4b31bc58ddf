#include "base/spl_text.h"
#include "base/utf8.h"

#include <catch2/catch.hpp>

using namespace karst;

TEST_CASE("A quoted text reads as what was quoted") {
    for (const std::string text : {"", "plain", "a \"b\" c", "C:\\Windows\\", "\\\"", "tab\there"}) {
        CAPTURE(text);
        const auto quoted = quoted_text(text);
        const auto read = read_quoted(SourceText::whole("", quoted), 0, '"');
        CHECK(read.text == text);
        CHECK(read.end == quoted.size());
        CHECK(undo_escapes(with_escapes(text)) == text);
    }
}

TEST_CASE("Characters are code points, and stray bytes go with the character before them") {
    CHECK(characters("a\xC3\xA4\xE2\x82\xAC") == std::vector<std::string_view>{"a", "\xC3\xA4", "\xE2\x82\xAC"});
    CHECK(characters("a\x80\x80"
                     "b") == std::vector<std::string_view>{"a\x80\x80", "b"});
    CHECK(characters("").empty());
}
