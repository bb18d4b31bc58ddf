#include "engine/lookup/lookup.h"
#include "tests/engine/eval/eval_fixture.h"

#include <catch2/catch.hpp>

using namespace karst;

TEST_CASE("if() takes the false value for a condition that is null", "[eval]") {
    EvalFixture eval;
    eval.set("size", {"12"});
    CHECK(eval("if(size > 10, \"big\", \"small\")") == "big");
    CHECK(eval("if(missing > 10, \"big\", \"small\")") == "small");
    CHECK(eval("if(size > 10, null(), 1)") == "(null)");
    CHECK(eval.refused("if(size > 10, 1)") == "spl-argument-count");
}

TEST_CASE("case() gives the value of the first true condition and null without one", "[eval]") {
    EvalFixture eval;
    eval.set("code", {"404"});
    CHECK(eval("case(missing=1, \"a\", code>=400, \"b\", code=404, \"c\")") == "b");
    CHECK(eval("case(code=1, \"a\")") == "(null)");
    CHECK(eval("case(code=1, \"a\", true(), \"other\")") == "other");
    CHECK(eval.refused("case(code=1, \"a\", true())") == "spl-argument-count");
}

TEST_CASE("validate() gives the value of the first false condition", "[eval]") {
    EvalFixture eval;
    eval.set("port", {"70000"});
    CHECK(eval("validate(isint(port), \"no number\", port<65536, \"too large\")") == "too large");
    CHECK(eval("validate(isint(port), \"no number\")") == "(null)");
}

TEST_CASE("coalesce(), nullif() and in()", "[eval]") {
    EvalFixture eval;
    eval.set("a", {"x"});
    eval.set("b", {"x"});
    eval.set("list", {"p", "q"});
    CHECK(eval("coalesce(missing, a, \"none\")") == "x");
    CHECK(eval("coalesce(missing, null())") == "(null)");
    CHECK(eval("nullif(a, b)") == "(null)");
    CHECK(eval("nullif(a, \"y\")") == "x");
    CHECK(eval("nullif(a, missing)") == "x");
    CHECK(eval("in(a, \"w\", \"x\")") == "(true)");
    CHECK(eval("in(list, \"q\")") == "(true)");
    CHECK(eval("in(missing, \"q\")") == "(null)");
}

TEST_CASE("like() covers the whole text, with % for any text and _ for one character", "[eval]") {
    EvalFixture eval;
    const auto like = [&](const std::string& text, const std::string& pattern) {
        eval.set("text", {text});
        return eval("like(text, \"" + pattern + "\")") == "(true)";
    };
    CHECK(like("powershell.exe", "power%"));
    CHECK(like("powershell.exe", "%shell%"));
    CHECK(like("powershell.exe", "%.exe"));
    CHECK(like("powershell.exe", "p%l%.e_e"));
    CHECK(like("", "%"));
    CHECK(like("ä", "_"));
    CHECK(like("aXbXc", "a%X_"));
    CHECK_FALSE(like("powershell.exe", "shell"));
    CHECK_FALSE(like("POWERSHELL", "power%"));
    CHECK_FALSE(like("ab", "a%b_"));
    CHECK_FALSE(like("abc", "a.c"));
    CHECK_FALSE(like("aba", "ab%ba"));
    CHECK(eval("like(missing, \"%\")") == "(null)");
}

TEST_CASE("like() takes a backslash for itself, as rules about folders need it", "[eval]") {
    EvalFixture eval;
    eval.set("path", {R"(c:\windows\system32\cmd.exe)"});
    CHECK(eval(R"(like(path, "%\\windows\\system32\\%"))") == "(true)");
}

TEST_CASE("like() with a pattern from a field, and as an operator", "[eval]") {
    EvalFixture eval;
    eval.set("text", {"one two"});
    eval.set("pattern", {"one%"});
    CHECK(eval("like(text, pattern)") == "(true)");
    CHECK(eval("text LIKE \"%two\"") == "(true)");
    CHECK(eval("like(text, missing)") == "(null)");
}

TEST_CASE("match() looks anywhere and is true for a list when one value matches", "[eval]") {
    EvalFixture eval;
    eval.set("text", {"one two"});
    eval.set("list", {"alpha", "beta"});
    eval.set("pattern", {"t.o"});
    CHECK(eval("match(text, \"t.o\")") == "(true)");
    CHECK(eval("match(text, pattern)") == "(true)");
    CHECK(eval("match(text, \"^two\")") == "(false)");
    CHECK(eval("match(list, \"^b\")") == "(true)");
    CHECK(eval("match(missing, \".*\")") == "(null)");
    CHECK(eval.refused("match(text, \"(unclosed\")") == "spl-bad-regex");
}

TEST_CASE("A value that is no regular expression is said, not thrown", "[eval]") {
    EvalFixture eval;
    std::string said;
    eval.run.warn = [&](std::string_view message) { said = message; };
    eval.set("text", {"one"});
    eval.set("pattern", {"(unclosed"});
    CHECK(eval("match(text, pattern)") == "(null)");
    CHECK_FALSE(said.empty());
}

TEST_CASE("cidrmatch() knows version 4 and 6 and blocks from fields", "[eval]") {
    EvalFixture eval;
    eval.set("ip", {"10.1.2.3"});
    eval.set("block", {"10.1.0.0/16"});
    eval.set("six", {"2001:db8::1"});
    CHECK(eval("cidrmatch(\"10.0.0.0/8\", ip)") == "(true)");
    CHECK(eval("cidrmatch(\"10.2.0.0/16\", ip)") == "(false)");
    CHECK(eval("cidrmatch(\"10.1.2.3\", ip)") == "(true)");
    CHECK(eval("cidrmatch(block, ip)") == "(true)");
    CHECK(eval("cidrmatch(\"2001:db8::/32\", six)") == "(true)");
    CHECK(eval("cidrmatch(\"2001:db8::/32\", ip)") == "(false)");
    CHECK(eval("cidrmatch(\"10.0.0.0/8\", \"words\")") == "(false)");
    CHECK(eval("cidrmatch(\"10.0.0.0/8\", missing)") == "(null)");
    CHECK(eval.refused("cidrmatch(\"10.0.0.0/99\", ip)") == "spl-bad-argument");
}

TEST_CASE("searchmatch() has the search language, and its fields count as read", "[eval]") {
    EvalFixture eval;
    eval.set("user", {"Bob"});
    CHECK(eval("searchmatch(\"user=b*\")") == "(true)");
    CHECK(eval("searchmatch(\"user=b* NOT user=bob\")") == "(false)");
    CHECK(eval.refused("searchmatch(user)") == "spl-bad-argument");
    CHECK_FALSE(eval.refused("searchmatch(\"user=(\")").empty());

    const auto source = SourceText::whole("test", "if(searchmatch(\"user=b* host=x\"), 1, 0)");
    const auto names = fields_read(*parse_eval_expression(source));
    CHECK(std::find(names.begin(), names.end(), "user") != names.end());
    CHECK(std::find(names.begin(), names.end(), "host") != names.end());
}

TEST_CASE("lookup() gives the matching rows' columns as a JSON object", "[eval]") {
    EvalFixture eval;
    eval.run.lookups = std::make_shared<LookupRegistry>([](const LookupDefinition&) {
        return LookupRows{{"proto", "port", "name"}, {{"tcp", "22", "ssh"}, {"tcp", "80", "http"}, {"udp", "53", ""}}};
    });
    LookupDefinition ports;
    ports.name = "ports";
    ports.file = "ports.csv";
    eval.run.lookups->define(ports);
    eval.set("kind", {"tcp"});
    CHECK(eval("lookup(\"ports\", json_object(\"proto\", kind, \"port\", \"80\"), json_array(\"name\"))") ==
          R"({"name":"http"})");
    CHECK(eval("lookup(\"ports\", json_object(\"proto\", kind), json_array(\"name\", \"port\"))") ==
          R"({"name":["ssh","http"],"port":["22","80"]})");
    CHECK(eval("lookup(\"ports\", json_object(\"proto\", \"icmp\"), json_array(\"name\"))") == "(null)");
    CHECK(eval("lookup(\"ports\", json_object(\"proto\", missing), json_array(\"name\"))") == "(null)");
    CHECK(eval.refused("lookup(\"ports\", kind, json_array(\"name\"))") == "spl-bad-argument");
}
