#include "packs/library/pack_lint.h"

#include "packs/library/data_model_loader.h"
#include "packs/reader/pack_loader.h"
#include "tests/rules/rule_fixture.h"
#include "tests/support/temporary_folder.h"

using namespace karst;

namespace {

// What lint says of packs that load without a complaint.
std::vector<Diagnostic> linted(const std::string& pack, const std::string& model = "") {
    const TemporaryFolder folder;
    folder.write("pack.yml", "pack: p\nmatch: {sourcetype: s}\n" + pack);
    if (!model.empty()) {
        folder.write("model.yml", model);
    }
    Diagnostics loading;
    auto packs = load_packs({folder.path()}, loading);
    auto models = load_data_models({folder.path()}, loading);
    INFO(pack << model);
    REQUIRE(codes(loading).empty());
    Diagnostics diagnostics;
    lint_packs({folder.path()}, KnowledgeBase(std::move(packs), std::move(models)), diagnostics);
    return diagnostics.all();
}

const Diagnostic& only(const std::vector<Diagnostic>& all) {
    REQUIRE(all.size() == 1);
    return all.front();
}

}  // namespace

TEST_CASE("aliases that go in a circle are an error at the first of them") {
    const auto all = linted("alias:\n  c: d\n  a: b\n  b: [x, a]\n");
    CHECK(only(all).code.text() == "pack-alias-cycle");
    CHECK(only(all).severity() == Severity::Error);
    CHECK(text_at(only(all).where) == "a");
    CHECK(only(all).where.line == 5);
    CHECK(only(all).message == "the aliases go in a circle: a -> b -> a");
    CHECK(linted("alias: {a: b, b: c, d: b}\n").empty());
    CHECK(only(linted("alias: {\"a?\": a}\n")).code.text() == "pack-alias-cycle");
    CHECK(only(linted("stanzas:\n  - {match: {source: t}, alias: {a: b, b: c, c: a}}\n")).code.text() == "pack-alias-cycle");
}

TEST_CASE("a tag that looks like one of a data model is an error, another unknown one a warning") {
    const auto slip = linted("eventtype:\n  e: {search: a=1, tags: [network, authentification]}\n");
    CHECK(only(slip).code.text() == "pack-unknown-tag");
    CHECK(only(slip).severity() == Severity::Error);
    CHECK(text_at(only(slip).where) == "authentification");
    CHECK(only(slip).help == "did you mean 'authentication'?");
    CHECK(only(linted("tags: {action: {open: [gatekeeping]}}\n")).severity() == Severity::Warning);
    CHECK(linted("eventtype:\n  e: {search: a=1, tags: [authentication]}\n").empty());
    CHECK(only(linted("eventtype:\n  e: {search: a=1, tags: ['process report']}\n")).code.text() == "pack-bad-tag");
}

TEST_CASE("a tag that a search of the packs asks for is no slip") {
    CHECK(linted("eventtype:\n  e: {search: a=1, tags: [gatekeeping]}\n  f: {search: 'tag=gatekeeping'}\n").empty());
}

TEST_CASE("tags of an event type that does not exist are an error at its name") {
    const auto all = linted("eventtype: {acme_login: {search: a=1}}\ntags:\n  eventtype:\n    acme_lgin: [authentication]\n");
    CHECK(only(all).code.text() == "pack-unknown-eventtype");
    CHECK(text_at(only(all).where) == "acme_lgin");
    CHECK(only(all).help == "did you mean 'acme_login'?");
}

TEST_CASE("a constraint of a data model with a tag that no pack gives is an error at the tag") {
    const std::string model =
        "model: Doors\ndatasets:\n  - name: Swipes\n    search: a=1 tag=dor NOT tag IN (network, test*)\n";
    const auto all = linted("eventtype: {e: {search: a=1, tags: [authentication]}}\n", model);
    CHECK(only(all).code.text() == "datamodel-unknown-tag");
    CHECK(text_at(only(all).where) == "dor");
    CHECK(only(all).where.line == 4);
    CHECK(only(all).where.file->name.find("model.yml") != std::string::npos);
}

TEST_CASE("tags that come with karst are known, whichever packs are looked at") {
    CHECK(linted("eventtype: {e: {search: a=1, tags: [configuration]}}\n").empty());
    CHECK(linted("alias: {a: b}\n", "model: Mine\ndatasets:\n  - {name: Plain, search: tag=cleartext}\n").empty());
}

TEST_CASE("the built-in packs and data models have nothing that lint complains of, but for slow expressions") {
    const std::string folder = KARST_PACKS_FOLDER;
    Diagnostics loading;
    auto packs = load_packs({folder}, loading);
    auto models = load_data_models({folder}, loading);
    REQUIRE(codes(loading).empty());
    Diagnostics diagnostics;
    lint_packs({folder}, KnowledgeBase(std::move(packs), std::move(models)), diagnostics);
    for (const auto& diagnostic : diagnostics.all()) {
        CHECK(diagnostic.code.text() == "spl-regex-backtracks");
    }
}

TEST_CASE("a pack's regular expressions that need backtracking are notes at their places") {
    const auto all = linted("read: {host: 'h(?=x)(.)'}\nextract: [{regex: '(?<a>b)(?!c)'}, {regex: '(?<d>e)'}]\n"
                            "eval: {f: 'if(match(g, \"(?<=h)i\"), 1, 2)'}\n",
                            "model: M\ndatasets: [{name: D, fields: {j: 'replace(k, \"(l)\\\\1\", \"\")'}}]\n");
    std::vector<std::string> places;
    for (const auto& one : all) {
        CHECK(one.code.text() == "spl-regex-backtracks");
        CHECK(one.severity() == Severity::Note);
        places.push_back(text_at(one.where));
    }
    CHECK(places == std::vector<std::string>{"h(?=x)(.)", "(?<a>b)(?!c)", "\"(?<=h)i\"", "\"(l)\\\\1\""});
    CHECK(only(linted("stanzas:\n  - {match: [{source: a}, {source: b}], extract: [{regex: '(?<a>b)(?!c)'}]}\n")).code.text() ==
          "spl-regex-backtracks");
}
