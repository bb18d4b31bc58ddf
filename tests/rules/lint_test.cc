#include "rules/lint.h"

#include "tests/rules/rule_fixture.h"
#include "tests/support/temporary_folder.h"

using namespace karst;

namespace {

std::vector<Diagnostic> linted(const std::string& yaml) {
    const auto rule = rule_from(yaml);
    const auto compiled = Surroundings().compile(rule);
    INFO(yaml);
    REQUIRE(codes(compiled.diagnostics).empty());
    Diagnostics diagnostics;
    lint_rule(compiled, diagnostics);
    return diagnostics.all();
}

std::string with_search(const std::string& search) {
    return "name: N\nsearch: '" + search +
           "'\nrba:\n  message: $user$ was there\n  risk_objects: [{field: user, type: user, score: 9}]\n"
           "  threat_objects: [{field: src, type: ip_address}]\n";
}

}  // namespace

TEST_CASE("fields that the results have are no lint") {
    CHECK(linted(with_search("a=1 | stats count BY user src")).empty());
}

TEST_CASE("an entity, threat object or token that the search does not return is a warning at its place") {
    const auto all = linted(with_search("a=1 | stats count BY usr"));
    REQUIRE(all.size() == 3);
    CHECK(all[0].code.text() == "rule-unknown-token");
    CHECK(all[0].severity() == Severity::Warning);
    CHECK(text_at(all[0].where) == "$user$");
    CHECK(all[0].help == "did you mean 'usr'?");
    CHECK(all[1].code.text() == "rule-unknown-entity");
    CHECK(text_at(all[1].where) == "user");
    CHECK(text_at(all[2].where) == "src");
}

TEST_CASE("a search that no index can serve is a note") {
    for (const auto* search : {"a!=1 | stats count BY user src", "* | stats count BY user src",
                               "NOT a=1 | stats count BY user src", "a>1 OR b=1 | stats count BY user src"}) {
        CAPTURE(search);
        const auto all = linted(with_search(search));
        REQUIRE(all.size() == 1);
        CHECK(all[0].code.text() == "rule-without-index");
        CHECK(all[0].severity() == Severity::Note);
    }
    CHECK(linted(with_search("a>1 b=1 | stats count BY user src")).empty());
    CHECK(linted(with_search("someword a>1 | stats count BY user src")).empty());
    CHECK(linted(with_search("a>1 [search b=1 | fields c] | stats count BY user src")).empty());
}

TEST_CASE("a regular expression that needs backtracking is a note at its place") {
    const auto all = linted(with_search("a=1 | rex \"(?<x>b)(?=c)\" | regex d!=\"^a(?!b)\" | where match(e, \"(f)\\1\")"
                                        " | makemv g tokenizer=\"(h++)\" | rex mode=sed \"s/(?<=i)j/k/\""
                                        " | transaction t startswith=eval(match(u, \"v(?=w)\"))"
                                        " | foreach y z [eval <<FIELD>>=replace(<<FIELD>>, \"(?<=a)b\", \"\")]"
                                        " | append [search l=1 | regex m=\"n(?=o)\"] | eval p=replace(q, \"r|s\", \"\")"
                                        " | stats count BY user src"));
    std::vector<std::string> places;
    for (const auto& one : all) {
        CHECK(one.code.text() == "spl-regex-backtracks");
        CHECK(one.severity() == Severity::Note);
        places.push_back(text_at(one.where));
    }
    CHECK(places == std::vector<std::string>{"\"(?<x>b)(?=c)\"", "\"^a(?!b)\"", "\"(f)\\1\"", "\"(h++)\"", "\"s/(?<=i)j/k/\"",
                                             "\"v(?=w)\"", "eval <<FIELD>>=replace(<<FIELD>>, \"(?<=a)b\", \"\")",
                                             "\"n(?=o)\""});
}

TEST_CASE("where the columns are not known nothing is said") {
    CHECK(linted(with_search("a=1 | head 3")).empty());
    CHECK(linted(with_search("a=1 | stats count | eval x=1 | fields - y")).size() == 3);
}

TEST_CASE("a column that a lookup does not have is a warning at its name") {
    const TemporaryFolder content;
    content.write("lookups/roles.csv", "user,role\ndana,admin\n");
    content.write("lookups/roles.yml", "name: roles\nfilename: roles.csv\n");
    const auto rule = rule_from("name: N\nsearch: a=1 | lookup roles user OUTPUT role rloe | lookup roles usr AS user\n");
    const auto compiled = Surroundings(content.path()).compile(rule);
    REQUIRE(compiled.plan);
    CHECK(codes(compiled.diagnostics) == std::vector<std::string>{"spl-unknown-column", "spl-unknown-column"});
    const auto& first = compiled.diagnostics.all().front();
    CHECK(first.severity() == Severity::Warning);
    CHECK(text_at(first.where) == "rloe");
    CHECK(first.help == "did you mean 'role'?");
}
