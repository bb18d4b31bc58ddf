#include "parser/grammar/macro.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace karst;

namespace {

class Macros final : public MacroSource {
public:
    explicit Macros(std::vector<Macro> all) : all_(std::move(all)) {}
    const Macro* find(std::string_view name, std::size_t arguments) const override {
        const auto found = std::find_if(all_.begin(), all_.end(), [&](const Macro& macro) {
            return macro.name == name && macro.arguments.size() == arguments;
        });
        return found == all_.end() ? nullptr : &*found;
    }
    std::vector<std::string_view> names() const override {
        std::vector<std::string_view> names;
        for (const auto& macro : all_) {
            names.push_back(macro.name);
        }
        return names;
    }

private:
    std::vector<Macro> all_;
};

Macro macro(std::string name, std::vector<std::string> arguments, std::string definition) {
    return {std::move(name), std::move(arguments), std::move(definition), false, "test.yml"};
}

const Macros& macros() {
    static const Macros kMacros({
        macro("trail", {}, "sourcetype=trail"),
        macro("ctime", {"field"}, "convert ctime($field$)"),
        macro("both", {"a", "b"}, "$a$ AND $b$"),
        macro("outer", {"u"}, "search `inner($u$)`"),
        macro("inner", {"name"}, "user=$name$"),
        macro("loop", {}, "x `loop2`"),
        macro("loop2", {}, "`loop`"),
        macro("broken", {}, "user="),
        macro("hits", {}, "`hits(\"5\")`"),
        macro("hits", {"n"}, "count>$n$"),
        macro("circle", {}, "`circle(1)`"),
        macro("circle", {"n"}, "$n$ `circle`"),
    });
    return kMacros;
}

std::string expanded(const std::string& text) {
    return expand_macros(SourceText::whole("rule.yml", text), macros()).text();
}

Diagnostic failure(const std::string& text) {
    try {
        expanded(text);
    } catch (const DiagnosticError& error) {
        return error.diagnostic();
    }
    throw std::logic_error("expanded without a mistake: " + text);
}

}  // namespace

TEST_CASE("macros are replaced by their text, arguments filled in, quotation marks of arguments removed") {
    CHECK(expanded("`trail` | `ctime(firstTime)`") == "sourcetype=trail | convert ctime(firstTime)");
    CHECK(expanded("`both(\"x y\", f(1,2))`") == "x y AND f(1,2)");
    CHECK(expanded("`outer(bob)`") == "search user=bob");
}

TEST_CASE("double-quoted strings are left alone, comments of both forms are removed") {
    CHECK(expanded("split(p,\"`\") ```note `trail` ``` x") == "split(p,\"`\")  x");
    CHECK(expanded("a `comment(\"says | nothing\")` b") == "a  b");
}

TEST_CASE("unknown macros, wrong numbers of arguments and cycles are refused") {
    CHECK(failure("`trial`").code.text() == "spl-unknown-macro");
    CHECK(failure("`trial`").help == "did you mean 'trail'?");
    CHECK(failure("`ctime(a,b)`").code.text() == "spl-macro-arguments");
    CHECK(failure("`loop`").code.text() == "spl-macro-cycle");
    CHECK(failure("a `trail").code.text() == "spl-unbalanced-backtick");
    CHECK(failure("a ```x").code.text() == "spl-unbalanced-comment");
}

TEST_CASE("a place inside a macro is shown at its call, with the macro named") {
    const auto text = expand_macros(SourceText::whole("rule.yml", "one\n  `broken` two"), macros());
    const auto at = static_cast<std::uint32_t>(text.text().find("user="));
    const auto diagnostic = text.diagnose("spl-syntax", {at, at + 5}, "m");
    CHECK(diagnostic.where.line == 2);
    CHECK(diagnostic.where.column == 3);
    CHECK(diagnostic.where.end_column == 11);
    REQUIRE(diagnostic.notes.size() == 1);
    CHECK(diagnostic.notes.front().find("`broken`") != std::string::npos);
    const auto two = static_cast<std::uint32_t>(text.text().find("two"));
    CHECK(text.locate({two, two + 3}).column == 12);
}

TEST_CASE("macros of one name with different numbers of arguments may call each other, but not in a circle") {
    CHECK(expanded("`hits` `hits(7)`") == "count>5 count>7");
    CHECK(failure("`circle`").code.text() == "spl-macro-cycle");
    CHECK(failure("`circle(2)`").code.text() == "spl-macro-cycle");
}
