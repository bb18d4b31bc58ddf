#include "tests/rules/rule_fixture.h"
#include "tests/support/temporary_folder.h"

using namespace karst;

namespace {

struct Refused {
    std::vector<std::string> codes;
    Location where;  // of the first
};

Refused refused(const std::string& yaml) {
    Diagnostics diagnostics;
    INFO(yaml);
    CHECK_FALSE(read_rule(file_of(yaml), diagnostics).has_value());
    REQUIRE_FALSE(diagnostics.all().empty());
    return {codes(diagnostics), diagnostics.all().front().where};
}

using Codes = std::vector<std::string>;

}  // namespace

TEST_CASE("what is wrong with a rule file is said with its code and line") {
    CHECK(refused("search: a=1\n").codes == Codes{"rule-missing-key"});
    CHECK(refused("name: N\n").codes == Codes{"rule-missing-key"});
    CHECK(refused("").codes == Codes{"rule-missing-key"});
    CHECK(refused("- a\n- b\n").codes == Codes{"rule-wrong-type"});
    const auto empty = refused("name: N\nsearch: '  '\n");
    CHECK(empty.codes == Codes{"rule-empty-search"});
    CHECK(empty.where.line == 2);
    const auto type = refused("name: N\nsearch: a=1\nrba:\n  risk_objects:\n    - {field: user, score: high}\n");
    CHECK(type.codes == Codes{"rule-wrong-type"});
    CHECK(type.where.line == 5);
}

TEST_CASE("broken YAML is refused with its place") {
    const auto syntax = refused("name: N\nsearch: [a\n");
    CHECK(syntax.codes == Codes{"yaml-syntax"});
    CHECK(syntax.where.line >= 2);
    const auto twice = refused("name: N\nname: M\nsearch: a=1\n");
    CHECK(twice.codes == Codes{"yaml-duplicate-key"});
    CHECK(twice.where.line == 2);
    CHECK(refused(std::string("name: N\0\nsearch: a=1\n", 20)).codes == Codes{"yaml-encoding"});
    CHECK(refused("name: N\nsearch: a=1\ntags: " + std::string(200, '[') + std::string(200, ']') + "\n").codes ==
          Codes{"yaml-too-large"});
}

TEST_CASE("all that is wrong with one file is said at once") {
    CHECK(refused("rba:\n  risk_objects: [{type: user}]\n").codes.size() == 3);
}

TEST_CASE("a directory is read to its depths, by name, and its bad files do not stop the others") {
    const TemporaryFolder folder;
    folder.write("b/two.yml", "name: Two\nsearch: a=2\n");
    folder.write("a/one.yaml", "name: One\nsearch: a=1\n");
    folder.write("a/broken.yml", "name: [\nsearch: x\n");
    folder.write("macros/m.yml", "name: m\ndefinition: x\n");
    folder.write("baselines/b.yml", "name: B\ntype: Baseline\nsearch: a=1\n");
    folder.write("notes.txt", "search: no\n");
    folder.write(".git/hidden.yml", "name: H\nsearch: a=1\n");
    for (const std::size_t threads : {1u, 4u}) {
        const auto set = load_rules({folder.path()}, threads);
        REQUIRE(set.rules.size() == 2);
        CHECK(set.rules[0].name == "One");
        CHECK(set.rules[1].name == "Two");
        CHECK(set.rules[0].file == folder / "a/one.yaml");
        CHECK(set.files == 3);
        CHECK(set.files_failed == 1);
        CHECK(set.diagnostics.errors() == 1);
    }
}

TEST_CASE("a rule that is named and lies in a directory that is named, too, is loaded once") {
    const TemporaryFolder folder;
    const auto file = folder.write("one.yml", "name: One\nsearch: a=1\n");
    CHECK(load_rules({folder.path(), file}).rules.size() == 1);
}

TEST_CASE("a file that is named must hold a rule") {
    const TemporaryFolder folder;
    const auto set = load_rules({folder.write("m.yml", "name: m\ndefinition: x\n"), folder / "missing.yml"});
    CHECK(set.files_failed == 2);
    CHECK(set.diagnostics.errors() == 2);
}
