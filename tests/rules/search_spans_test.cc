// A message about a search points at the very characters that its author wrote, however YAML spells the search.
#include "tests/rules/rule_fixture.h"
#include "tests/support/temporary_folder.h"

using namespace karst;

namespace {

// The one diagnostic of a rule that does not compile.
Diagnostic diagnostic_of(const std::string& yaml, const std::string& content = "") {
    Diagnostics diagnostics;
    const auto rule = read_rule(file_of(yaml), diagnostics);
    INFO(yaml);
    REQUIRE(rule.has_value());
    const auto compiled = Surroundings(content).compile(*rule);
    REQUIRE(compiled.diagnostics.all().size() == 1);
    return compiled.diagnostics.all().front();
}

void check_marks(const std::string& yaml, std::uint32_t line, const std::string& marked) {
    const auto diagnostic = diagnostic_of(yaml);
    INFO(yaml);
    CHECK(diagnostic.where.line == line);
    CHECK(text_at(diagnostic.where) == marked);
}

}  // namespace

TEST_CASE("spans survive plain scalars") {
    check_marks("name: N\nsearch: a=1 | eval x=mvcuont(y)\n", 2, "mvcuont");
    check_marks("name: N\nsearch: a=1\n  | where b=1\n  | eval x=mvcuont(y)\n", 4, "mvcuont");
}

TEST_CASE("spans survive quoted scalars") {
    check_marks("name: N\nsearch: 'a=''1'' | eval x=mvcuont(y)'\n", 2, "mvcuont");
    check_marks("name: N\nsearch: \"a=\\\"1\\\" \\u00e9 | eval x=mvcuont(y)\"\n", 2, "mvcuont");
    check_marks("name: N\nsearch: 'a=1\n\n    | eval x=mvcuont(y)'\n", 4, "mvcuont");
    check_marks("name: N\nsearch: \"a=1 \\\n    | eval x=mvcuont(y)\"\n", 3, "mvcuont");
}

TEST_CASE("spans survive literal scalars") {
    check_marks("name: N\nsearch: |\n  a=1\n  | eval x=mvcuont(y)\n", 4, "mvcuont");
    check_marks("name: N\nsearch: |-\n    a=1\n      | eval x=mvcuont(y)\n\n    | head 1\n", 4, "mvcuont");
    check_marks("name: N\nsearch: |2+\n    a=1\n   | eval x=mvcuont(y)\n\n", 4, "mvcuont");
    check_marks("name: N\r\nsearch: |-\r\n  a=1\r\n  | eval x=mvcuont(y)\r\n", 4, "mvcuont");
}

TEST_CASE("spans survive folded scalars") {
    check_marks("name: N\nsearch: >\n  a=1\n  | eval x=mvcuont(y)\n", 4, "mvcuont");
    check_marks("name: N\nsearch: >-\n  a=1\n\n\n  b=2\n    more=3\n  | eval x=mvcuont(y)\n", 8, "mvcuont");
}

TEST_CASE("columns count characters, not bytes") {
    const auto diagnostic = diagnostic_of("name: N\nsearch: a=\"\xC3\xA4\xC3\xB6\" | eval x=mvcuont(y)\n");
    CHECK(diagnostic.where.column == 25);
}

TEST_CASE("a mistake in a macro's argument is marked at the call") {
    const TemporaryFolder folder;
    folder.write("macros/check.yml", "name: check\narguments: [e]\ndefinition: where $e$\n");
    const auto diagnostic = diagnostic_of("name: N\nsearch: |-\n  a=1\n  | `check(mvcuont(y) > 1)`\n", folder.path());
    CHECK(diagnostic.code.text() == "spl-unknown-function");
    CHECK(diagnostic.where.line == 4);
    CHECK(text_at(diagnostic.where) == "`check(mvcuont(y) > 1)`");
    REQUIRE_FALSE(diagnostic.notes.empty());
    CHECK(diagnostic.notes.front().find("check") != std::string::npos);
}

TEST_CASE("what follows a macro is marked where it stands") {
    const TemporaryFolder folder;
    folder.write("macros/outer.yml", "name: outer\ndefinition: '`inner` b=2'\n");
    folder.write("macros/inner.yml", "name: inner\ndefinition: a=1\n");
    const auto diagnostic = diagnostic_of("name: N\nsearch: '`outer` ```why``` | eval x=mvcuont(y)'\n", folder.path());
    CHECK(text_at(diagnostic.where) == "mvcuont");
    CHECK(diagnostic.notes.empty());
}

TEST_CASE("a mistake deep in nested macros names all of them, innermost first") {
    const TemporaryFolder folder;
    folder.write("macros/outer.yml", "name: outer\ndefinition: eval z=1 | `inner`\n");
    folder.write("macros/inner.yml", "name: inner\ndefinition: eval x=mvcuont(y)\n");
    const auto diagnostic = diagnostic_of("name: N\nsearch: a=1 | `outer`\n", folder.path());
    CHECK(text_at(diagnostic.where) == "`outer`");
    REQUIRE(diagnostic.notes.size() == 2);
    CHECK(diagnostic.notes[0].find("inner") != std::string::npos);
    CHECK(diagnostic.notes[1].find("outer") != std::string::npos);
}
