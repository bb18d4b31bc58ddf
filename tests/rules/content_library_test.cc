#include "tests/rules/rule_fixture.h"
#include "tests/support/temporary_folder.h"

using namespace karst;

TEST_CASE("macros of a content folder are found by name and number of arguments") {
    const TemporaryFolder folder;
    folder.write("macros/a.yml", "name: doors\ndefinition: sourcetype=doors\n");
    folder.write("macros/b.yml", "name: doors\narguments: [u]\ndefinition: sourcetype=doors user=$u$\n");
    const Surroundings around(folder.path());
    REQUIRE(around.library.find("doors", 0) != nullptr);
    CHECK(around.library.find("doors", 0)->definition == "sourcetype=doors");
    CHECK(around.library.find("doors", 0)->origin == "macros/a.yml");
    CHECK(around.library.find("doors", 1)->arguments == std::vector<std::string>{"u"});
    CHECK(around.library.find("doors", 2) == nullptr);
    CHECK(around.library.find("windows", 0) == nullptr);
}

TEST_CASE("the macros of packs stand behind those of the folder") {
    const TemporaryFolder folder;
    CHECK(Surroundings().library.find("security_content_ctime", 1) != nullptr);
    folder.write("macros/c.yml", "name: security_content_ctime\narguments: [f]\ndefinition: convert ctime($f$)\n");
    CHECK(Surroundings(folder.path()).library.find("security_content_ctime", 1)->definition == "convert ctime($f$)");
}

TEST_CASE("a rule's filter macro lets everything through unless it is defined") {
    const TemporaryFolder folder;
    CHECK(Surroundings().library.find("some_rule_filter", 0)->definition == "search *");
    folder.write("macros/f.yml", "name: some_rule_filter\ndefinition: search user!=admin\n");
    CHECK(Surroundings(folder.path()).library.find("some_rule_filter", 0)->definition == "search user!=admin");
}

TEST_CASE("a wrong macro file is reported and does not stop the others") {
    const TemporaryFolder folder;
    folder.write("macros/a.yml", "definition: x\n");
    folder.write("macros/b.yml", "name: [\n");
    folder.write("macros/c.yml", "name: good\ndefinition: x\n");
    const Surroundings around(folder.path());
    CHECK(around.diagnostics.errors() == 2);
    CHECK(around.library.find("good", 0) != nullptr);
}

TEST_CASE("lookups are found by the name of their definition and by the name of their file") {
    const TemporaryFolder folder;
    folder.write("lookups/teams.yml", "name: team_of_user\nfilename: teams.csv\ncase_sensitive_match: false\n"
                                      "default_match: none\nmatch_type: [WILDCARD(user)]\nmax_matches: 2\n");
    folder.write("lookups/teams.csv", "user,team\nda*,red\n");
    folder.write("lookups/beside.yml", "name: beside\n");
    folder.write("lookups/beside.csv", "a,b\n1,2\n");
    folder.write("lookups/kv.yml", "name: kv\nlookup_type: kvstore\nfields: [_key, host]\n");
    const Surroundings around(folder.path());
    CHECK(codes(around.diagnostics).empty());
    const auto compiles = [&](const std::string& spl) {
        const auto rule = rule_from("name: N\nsearch: '" + spl + "'\n");
        return codes(around.compile(rule).diagnostics);
    };
    for (const char* name : {"team_of_user", "teams.csv", "beside", "beside.csv", "kv"}) {
        CHECK(compiles("| inputlookup " + std::string(name)).empty());
    }
    CHECK(compiles("| inputlookup tems.csv") == std::vector<std::string>{"spl-unknown-lookup"});
}

TEST_CASE("the content folder of a rule is the nearest one above it") {
    const TemporaryFolder folder;
    const auto rule = folder.write("content/detections/cloud/rule.yml", "name: N\nsearch: a=1\n");
    folder.write("content/macros/a.yml", "name: a\ndefinition: x\n");
    CHECK(ContentLibrary::find_above(rule) == folder / "content");
    CHECK(ContentLibrary::find_above(folder.write("elsewhere/rule.yml", "")).empty());
}
