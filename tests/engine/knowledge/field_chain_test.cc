#include "tests/engine/knowledge/model_search.h"
#include "tests/engine/scan/scan_helper.h"

#include <catch2/catch.hpp>

namespace karst {

namespace {

constexpr std::size_t kMany = 4000;

using test::search_file;
using Texts = std::map<std::string, std::string>;

std::string numbered(const std::string& name, std::size_t number) {
    return name + std::to_string(number);
}

Texts one_row(const std::string& event, const std::string& pack, const std::string& spl) {
    const auto result = search_file({event + "\n", {pack}, "chain", "", ""}, spl);
    REQUIRE(result.rows.size() == 1);
    return result.rows.front();
}

}  // namespace

TEST_CASE("thousands of lookups of one sourcetype give what each says") {
    std::string pack = "pack: chain\nmatch: {sourcetype: chain}\nlookup:\n";
    for (std::size_t index = 0; index < kMany; ++index) {
        pack += "  - {name: l, by: [k: a], out: [v: " + numbered("b", index) + "], columns: [k, v], rows: [[one, " +
                numbered("two", index) + "]]}\n";
    }
    CHECK(one_row("{\"a\":\"one\"}", pack, "search a=one | table a b0 b996 b997 b3999") ==
          Texts{{"a", "one"}, {"b0", "two0"}, {"b996", "two996"}, {"b997", "two997"}, {"b3999", "two3999"}});
}

TEST_CASE("thousands of lookups may each read what the one before it gave") {
    std::string pack = "pack: chain\nmatch: {sourcetype: chain}\nlookup:\n";
    for (std::size_t index = 0; index < kMany; ++index) {
        pack += "  - {name: l, by: [k: " + numbered("f", index) + "], out: [v: " + numbered("f", index + 1) +
                "], columns: [k, v], rows: [[" + numbered("x", index) + ", " + numbered("x", index + 1) + "]]}\n";
    }
    CHECK(one_row("{\"f0\":\"x0\"}", pack, "search f4000=x4000 | table f1 f4000") == Texts{{"f1", "x1"}, {"f4000", "x4000"}});
    CHECK(search_file({"{\"f0\":\"x1\"}\n", {pack}, "chain", "", ""}, "search f4000=*").rows.empty());
}

TEST_CASE("of thousands of lookups that give one field the last that matches counts") {
    std::string pack = "pack: chain\nmatch: {sourcetype: chain}\nlookup:\n";
    for (std::size_t index = 0; index < 2000; ++index) {
        pack += "  - {name: l, by: [k: a], out: [v: b], columns: [k, v], rows: [[" + numbered("key", index) + ", " +
                numbered("value", index) + "]]}\n";
    }
    CHECK(one_row("{\"a\":\"key7\"}", pack, "search a=* | table b") == Texts{{"b", "value7"}});
    CHECK(one_row("{\"a\":\"key1999\",\"b\":\"own\"}", pack, "search b=value1999 | table b") == Texts{{"b", "value1999"}});
}

TEST_CASE("thousands of extractions may each read what the one before it found") {
    std::string pack = "pack: chain\nmatch: {sourcetype: chain}\nextract:\n";
    for (std::size_t index = 0; index < 1500; ++index) {
        pack += "  - {from: " + numbered("f", index) + ", regex: '^(?<" + numbered("f", index + 1) + ">.*)'}\n";
    }
    CHECK(one_row("{\"f0\":\"x\"}", pack, "search f0=x | table f1500") == Texts{{"f1500", "x"}});
}

TEST_CASE("thousands of aliases and calculated fields see the event, not each other") {
    std::string pack = "pack: chain\nmatch: {sourcetype: chain}\nalias:\n";
    for (std::size_t index = 0; index < kMany; ++index) {
        pack += "  " + numbered("f", index) + ": " + numbered("f", index + 1) + "\n";
    }
    pack += "eval:\n";
    for (std::size_t index = 0; index < kMany; ++index) {
        pack += "  " + numbered("c", index + 1) + ": coalesce(" + numbered("c", index) + ", \"none\") . f1\n";
    }
    CHECK(one_row("{\"f0\":\"x\",\"c0\":\"y\"}", pack, "search f0=x | table f1 f2 f4000 c1 c2 c4000") ==
          Texts{{"f1", "x"}, {"c1", "yx"}, {"c2", "nonex"}, {"c4000", "nonex"}});
}

TEST_CASE("event types and tags hold for a field that thousands of lookups give") {
    std::string pack = "pack: chain\nmatch: {sourcetype: chain}\nlookup:\n";
    for (std::size_t index = 0; index < kMany; ++index) {
        pack += "  - {name: l, by: [k: " + numbered("f", index) + "], out: [v: " + numbered("f", index + 1) +
                "], columns: [k, v], rows: [[x, x]]}\n";
    }
    pack += "eventtype:\n  end_reached: {search: 'f4000=x', tags: [end]}\n";
    CHECK(one_row("{\"f0\":\"x\"}", pack, "search tag=end | table eventtype") == Texts{{"eventtype", "end_reached"}});
}

TEST_CASE("a pack's time field may be a part of the time") {
    for (const std::string field : {"_time", "date_hour"}) {
        const auto pack = "pack: chain\nmatch: {sourcetype: chain}\nread: {time: {field: " + field + ", format: epoch}}\n";
        CHECK(one_row("{\"a\":\"x\"}", pack, "search a=x | table a") == Texts{{"a", "x"}});
    }
    const std::string pack = "pack: chain\nmatch: {sourcetype: chain}\nread: {time: {field: t, format: epoch}}\n"
                             "extract: [{from: _time, regex: '(?<t>\\d+)'}]\n";
    CHECK(one_row("{\"a\":\"x\",\"t\":\"1700000000\"}", pack, "search a=x | table a").at("a") == "x");
}

TEST_CASE("thousands of calculations of a dataset may each read the one before it", "[datamodel]") {
    std::string model = "model: M\ndatasets:\n  - name: D\n    search: a=x\n    fields:\n";
    for (std::size_t index = 0; index < kMany; ++index) {
        model +=
            "      " + numbered("c", index + 1) + ": coalesce(" + (index == 0 ? "a" : numbered("c", index)) + ", \"none\")\n";
    }
    ModelSearch search("", {model}, "{\"a\":\"x\"}\n");
    CHECK(search("| tstats count from datamodel=M.D by D.c4000") ==
          std::vector<TestRow>{{{"D.c4000", {"x"}}, {"count", {"1"}}}});
}

TEST_CASE("datasets that stand too deeply upon each other are refused", "[datamodel]") {
    const auto depth = [](std::size_t datasets) {
        std::string model = "model: M\ndatasets:\n  - {name: D0}\n";
        for (std::size_t index = 1; index < datasets; ++index) {
            model += "  - {name: " + numbered("D", index) + ", parent: " + numbered("D", index - 1) + "}\n";
        }
        Diagnostics diagnostics;
        read_data_model(source_file("model.yml", model), DataModels(), diagnostics);
        return diagnostics.all().empty() ? "" : std::string(diagnostics.all().front().code.text());
    };
    CHECK(depth(kMaxDatasetDepth) == "");
    CHECK(depth(kMaxDatasetDepth + 1) == "datamodel-datasets-too-deep");
}

}  // namespace karst
