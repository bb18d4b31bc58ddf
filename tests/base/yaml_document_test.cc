#include "base/yaml/yaml_characters.h"
#include "base/yaml/yaml_document.h"

#include <catch2/catch.hpp>
#include <fmt/format.h>

using namespace karst;

namespace {

YamlDocument read(std::string text) {
    return YamlDocument(std::make_shared<const SourceFile>(SourceFile{"rule.yml", std::move(text)}));
}

struct Error {
    std::string code;
    std::string message;
    std::string help;
    std::string place;  // line:column
};

Error error_of(const std::string& text) {
    INFO(text.substr(0, 200));
    try {
        read(text);
    } catch (const DiagnosticError& error) {
        const auto& found = error.diagnostic();
        return {std::string(found.code.text()), found.message, found.help,
                std::to_string(found.where.line) + ":" + std::to_string(found.where.column)};
    }
    FAIL("no error");
    return {};
}

std::string text_of(const std::string& yaml) {
    return read(yaml).root().find("a")->value.text;
}

std::string repeated(const std::string& text, std::size_t times) {
    std::string all;
    for (std::size_t i = 0; i < times; ++i) {
        all += text;
    }
    return all;
}

}  // namespace

TEST_CASE("every node of a YAML file knows its first byte") {
    const auto document = read("\xEF\xBB\xBFk: \xC3\xA9\r\nlist:\r\n- 'q'\r\n- &x [p, \"d\"]\r\n- *x\r\nnone:\r\n");
    const auto& root = document.root();
    CHECK(root.offset == 3);
    CHECK(root.find("k")->value.offset == 6);
    const auto& list = root.find("list")->value;
    CHECK(list.offset == 17);
    REQUIRE(list.items.size() == 3);
    CHECK(list.items[0].offset == 19);
    CHECK(list.items[0].style == YamlNode::Style::SingleQuoted);
    CHECK(list.items[2].items[1].style == YamlNode::Style::DoubleQuoted);
    CHECK(root.find("none")->value.is_null());
    CHECK(document.where(root.find("none")->key).line == 6);
}

TEST_CASE("a null is a word where a key stands") {
    const auto document = read("null: 1\n~: 2\nb: null\nc: !!str null\nd:\n");
    REQUIRE(document.root().entries.size() == 5);
    CHECK(document.root().entries[0].key.text == "null");
    CHECK(document.root().entries[1].key.text == "~");
    CHECK(document.root().find("b")->value.is_null());
    CHECK(document.root().find("c")->value.text == "null");
    CHECK(document.root().find("d")->value.is_null());
}

TEST_CASE("escapes of double quotes become UTF-8") {
    CHECK(text_of("a: \"x\\Ny\\_z\\u00e9\xC3\xA9\\x41\"\n") == "x\xC2\x85y\xC2\xA0z\xC3\xA9\xC3\xA9"
                                                               "A");
}

TEST_CASE("blanks at the end of a file are no part of its last text") {
    CHECK(text_of("a: >\n  b\n  c\n  ") == "b c\n");
    CHECK(text_of("a: |\n  b\n ") == "b\n");
}

TEST_CASE("what is not UTF-8 text is refused at its byte") {
    const auto stray = error_of("a: b\nc: x\xFFy\n");
    CHECK(stray.code == "yaml-encoding");
    CHECK(stray.place == "2:5");
    CHECK(stray.message.find("0xff") != std::string::npos);
    CHECK(error_of("a: \xC3").code == "yaml-encoding");
    CHECK(error_of("a: \xC0\x80\n").code == "yaml-encoding");
    CHECK(error_of("a: \xED\xA0\x80\n").code == "yaml-encoding");
    CHECK(error_of("a: \xF4\x90\x80\x80\n").code == "yaml-encoding");
    CHECK(error_of(std::string("\xFF\xFE"
                               "a\0",
                               4))
              .message == "the file is UTF-16, not UTF-8");
    CHECK(error_of(std::string("a\0:\0", 4)).code == "yaml-encoding");
    // yaml-cpp would end the file here.
    const auto control = error_of("a: b\x04: c\n");
    CHECK(control.message == "the control character U+0004, which YAML does not allow");
    CHECK(control.help == "in a text in double quotes it can be written as \\x04");
    CHECK(error_of("a: 1\rb: 2\r").message == "a carriage return without a line feed");
    CHECK(text_of("a: \xF0\x9F\x98\x80\n") == "\xF0\x9F\x98\x80");
}

TEST_CASE("a tab in the indentation is refused, one within a text or in brackets is not") {
    for (const auto* text : {"a:\n\tb: c\n", "a:\n\tx\n", "a: x\n\ty\n", "a:\n  - x\n\t- y\n", "a:\n  b: c\n \td: e\n",
                             "a:\n\t[x]\n", "a: |\n\tx\n"}) {
        const auto error = error_of(text);
        CHECK(error.code == "yaml-syntax");
        CHECK(error.message == "a tab in the indentation");
        CHECK(error.help.find("spaces") != std::string::npos);
    }
    CHECK(error_of("-\ta: b\n  c: d\n").message == "a tab in the indentation");
    CHECK(text_of("a: x\ty\n") == "x\ty");
    CHECK(text_of("a: |\n  x\n  \ty\n") == "x\n\ty\n");
    CHECK(read("a: [\n\tx,\n\ty\n\t]\n").root().find("a")->value.items.size() == 2);
}

TEST_CASE("a text that begins with a character of YAML is to be quoted") {
    for (const auto* text : {"a: `macro` | stats count\n", "a: @x\n", "a: %x\n", "- `x`\n", "a: [\n  b,\n  `c`\n]\n", "%a: b\n",
                             "a: b\n%c: d\n", "a: b\n%c: d\ne: f\n", ", a\n"}) {
        const auto error = error_of(text);
        CHECK(error.code == "yaml-syntax");
        CHECK(error.message.find("a text cannot begin with '") == 0);
        CHECK(error.help.find("quotes") != std::string::npos);
    }
    CHECK(error_of("a: `b`\n").place == "1:4");
    CHECK(error_of("a: * | stats count\n").message.find("a text cannot begin with '*'") == 0);
    CHECK(error_of("a: *.exe OR b\n").help.find("quotes") != std::string::npos);
    CHECK(error_of("a: !\"b c\n").message.find("a text cannot begin with '!'") == 0);
    CHECK(error_of("a: | tstats count\n").place == "1:4");
    CHECK(error_of("a: [b?, c]\n").message == "a '?' in a list or map in brackets");
    CHECK(read("%YAML 1.2\n---\na: b\n").root().find("a") != nullptr);
}

TEST_CASE("a bracket that is not closed is named where it opens") {
    for (const auto* text : {"a: [b, c\n", "a: [b, c\nd: e\n", "a: [b, c\nd:\n  - e\n", "a: {b: c\nd: e\n"}) {
        const auto error = error_of(text);
        CHECK(error.code == "yaml-syntax");
        CHECK(error.place == "1:4");
        CHECK(error.message.find("that opens here is not closed") != std::string::npos);
    }
    CHECK(error_of("[b, c\n").message == "the '[' that opens here is not closed");
    CHECK(error_of("a: [b} c\n").place == "1:6");
    CHECK(error_of("a: ]\n").message == "the ']' closes nothing");
    CHECK(error_of("a: [b,,c]\n").message == "nothing stands before this ','");
    CHECK(error_of("a: {, b}\n").message == "nothing stands before this ','");
}

TEST_CASE("a quote that is not closed is named where it opens") {
    for (const auto* text : {"a: 'b\n", "a: \"b\nc: d\n", "a: 'b''\n", "a: \"b\\\"\n", "a: 'b\n---\nc: d\n", "a: [x, 'b\n"}) {
        const auto error = error_of(text);
        CHECK(error.code == "yaml-syntax");
        CHECK(error.message == "the quote that opens here is not closed");
    }
    const auto later = error_of("a: 'b\nc: it's d\n");
    CHECK(later.place == "1:4");
    CHECK(later.message == "the quote that opens here is closed in line 2, where the text goes on");
    CHECK(error_of("a: \"b\" OR \"c\"\n").message == "a text goes on behind its closing quote");
    CHECK(error_of("a: [search b] c\n").message == "a text goes on behind its closing bracket");
    CHECK(error_of("a: \"\\d+\"\n").message == "the escape '\\d' is not known in double quotes");
    CHECK(error_of("a: \"\\'\"\n").message == "the escape '\\'' is not known in double quotes");
}

TEST_CASE("a line that fits nowhere is refused") {
    CHECK(error_of("- a\nb: c\n").code == "yaml-syntax");
    CHECK(error_of("- a\nb: c\n").place == "2:1");
    CHECK(error_of("a: b\ndescription\nc: d\n").place == "2:1");
    CHECK(error_of("a: b\ndescription\n").message == "a key without ':' behind it");
    CHECK(error_of("a:\nb\n").message == "a key without ':' behind it");
    CHECK(error_of("a: b: c\n").message == "a second ':' on the line");
    CHECK(error_of("a: - b\n").message == "a list item cannot begin here");
    CHECK(error_of("a:\n    b: c\n  d: e\n").place == "3:3");
    CHECK(error_of(": b\n").message == "nothing stands before this ':'");
    CHECK(error_of("a: b\n---\nc: d\n").code == "yaml-unsupported");
    CHECK(error_of("a: b\n...\nc: d\n").code == "yaml-unsupported");
}

TEST_CASE("what nests or expands without end is refused in little time and memory") {
    CHECK(error_of(repeated("[", 65) + repeated("]", 65)).code == "yaml-too-large");
    CHECK(error_of(repeated("[", 100'000)).code == "yaml-too-large");
    CHECK(error_of(repeated("{a: ", 100'000)).code == "yaml-too-large");
    CHECK(error_of(repeated("- ", 100'000)).code == "yaml-too-large");
    CHECK(error_of(repeated("? ", 100'000)).code == "yaml-unsupported");
    std::string deep;
    for (std::size_t depth = 0; depth < 1'000; ++depth) {
        deep += std::string(depth, ' ') + "a:\n";
    }
    CHECK(error_of(deep).code == "yaml-too-large");
    CHECK(error_of("[" + repeated("1,", kMaxBracketItems) + "1]").code == "yaml-too-large");
    CHECK(text_of("a: |\n  " + repeated("[", kMaxOpenBrackets) + "\n").size() == kMaxOpenBrackets + 1);
    std::string laughs = "a: &a [x, x, x, x, x, x, x, x, x]\n";
    for (char c = 'b'; c < 'k'; ++c) {
        laughs += fmt::format("{0}: &{0} [{1}]\n", c, repeated(fmt::format("*{}, ", static_cast<char>(c - 1)), 9));
    }
    CHECK(error_of(laughs).code == "yaml-too-large");
}
