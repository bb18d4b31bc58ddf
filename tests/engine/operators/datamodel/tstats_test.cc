#include "tests/engine/knowledge/model_search.h"

#include <catch2/catch.hpp>

namespace karst {

namespace {

constexpr const char* kModel = R"(
model: Net
datasets:
  - name: Flows
    search: kind=flow
    plain: [src, dest, port, app]
)";

// Times are 2023-11-14T22:13:20 and after.
constexpr const char* kEvents = R"({"timestamp":1700000000,"kind":"flow","src":"10.0.0.1","dest":"a","port":"443","app":"web"}
{"timestamp":1700000100,"kind":"flow","src":"10.0.0.2","dest":"b","port":"53"}
{"timestamp":1700003600,"kind":"flow","src":"192.168.0.1","dest":"A","port":"80","app":"web"}
{"timestamp":1700003700,"kind":"flow","src":"10.0.0.1","port":"443","app":"tls"}
)";

constexpr const char* kPack =
    "pack: p\nmatch: {sourcetype: _json}\nread: {time: {field: timestamp, format: epoch}}\nkv_mode: json\n";

std::vector<std::string> counts(const std::vector<TestRow>& rows) {
    std::vector<std::string> values;
    for (const auto& row : rows) {
        values.push_back(row.at("count").front());
    }
    return values;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("The WHERE of tstats is in the language of search", "[tstats]") {
    ModelSearch search(kPack, {kModel}, kEvents);
    const auto count = [&](const std::string& where) {
        return search("| tstats count from datamodel=Net.Flows where " + where).front().at("count").front();
    };
    CHECK(count("Flows.dest=A") == "2");
    CHECK(count("Flows.src=10.0.0.0/8") == "3");
    CHECK(count("Flows.src=10.* OR Flows.src=192.* Flows.port=443") == "2");
    CHECK(count("Flows.port IN (53, 80)") == "2");
    CHECK(count("Flows.app!=web") == "1");
    CHECK(count("NOT Flows.app=web") == "2");
    CHECK(count("\"Flows.port\">=100") == "2");
    CHECK(count("earliest=1700003600 latest=1700003700") == "1");
    CHECK(count("") == "4");
}

TEST_CASE("The clauses of tstats may come with commas, quotes, capitals and either word for BY", "[tstats]") {
    ModelSearch search(kPack, {kModel}, kEvents);
    for (const std::string spl :
         {"| tstats count FROM datamodel=Net.Flows WHERE Flows.port=443 BY Flows.src",
          "| tstats count from datamodel=\"Net.Flows\" where (Flows.port=443) groupby \"Flows.src\"",
          "| tstats count, from datamodel:Net.Flows where Flows.port=443 by Flows.src,",
          "| tstats summariesonly=t local=f count from datamodel=\"Net\".\"Flows\" where Flows.port=443 by Flows.src",
          "| tstats allow_old_summaries=true count from datamodel = Net where Flows.port=443 by Flows.src"}) {
        INFO(spl);
        CHECK(counts(search(spl)) == Texts{"2"});
    }
}

TEST_CASE("A row without a BY field is left out, unless tstats fills it", "[tstats]") {
    ModelSearch search(kPack, {kModel}, kEvents);
    CHECK(counts(search("| tstats count from datamodel=Net.Flows by Flows.dest")) == Texts{"1", "1", "1"});
    const auto rows = search("| tstats fillnull_value=none count from datamodel=Net.Flows by Flows.dest");
    REQUIRE(rows.size() == 4);
    CHECK(rows.back().at("Flows.dest") == Texts{"none"});
}

TEST_CASE("Each value of a multivalue BY field has a row", "[tstats]") {
    const std::string model = "model: Net\ndatasets:\n  - name: Flows\n    search: kind=flow\n    fields:\n"
                              "      app: 'split(\"web tls\", \" \")'\n";
    ModelSearch lists(kPack, {model}, R"({"timestamp":1,"kind":"flow","src":"a"})");
    CHECK(counts(lists("| tstats count from datamodel=Net.Flows by Flows.app")) == Texts{"1", "1"});
}

TEST_CASE("Buckets of _time do not change the times that functions see", "[tstats]") {
    ModelSearch search(kPack, {kModel}, kEvents);
    const auto rows = search("| tstats count min(_time) as first latest(Flows.port) as port from datamodel=Net.Flows by _time "
                             "span=1h");
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].at("_time") == Texts{"1699999200"});
    CHECK(rows[0].at("first") == Texts{"1700000000"});
    CHECK(rows[0].at("port") == Texts{"53"});
    CHECK(rows[1].at("_time") == Texts{"1700002800"});
    CHECK(rows[1].at("first") == Texts{"1700003600"});
}

TEST_CASE("Without a span the buckets of _time become as long as they must", "[tstats]") {
    ModelSearch search(kPack, {kModel}, kEvents);
    // 3,700 seconds in buckets of a minute.
    const auto rows = search("| tstats count from datamodel=Net.Flows by _time");
    REQUIRE(rows.size() == 4);
    CHECK(rows[0].at("_time") == Texts{"1699999980"});
    ModelSearch near(kPack, {kModel},
                     "{\"timestamp\":1700000001,\"kind\":\"flow\"}\n{\"timestamp\":1700000003,\"kind\":\"flow\"}\n");
    CHECK(counts(near("| tstats count from datamodel=Net.Flows by _time")) == Texts{"1", "1"});
}

TEST_CASE("tstats knows whole seconds only", "[tstats]") {
    ModelSearch search(kPack, {kModel}, "{\"timestamp\":1700000001.25,\"kind\":\"flow\"}\n");
    const auto rows = search("| tstats min(_time) as first latest(_time) as last from datamodel=Net.Flows by _time span=1s");
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].at("first") == Texts{"1700000001"});
    CHECK(rows[0].at("last") == Texts{"1700000001"});
}

TEST_CASE("tstats without a data model reads the events themselves", "[tstats]") {
    ModelSearch search(kPack, {kModel}, kEvents);
    CHECK(search("| tstats count where index=* by sourcetype") ==
          std::vector<TestRow>{{{"sourcetype", {"_json"}}, {"count", {"4"}}}});
    CHECK(counts(search("| tstats count")) == Texts{"4"});
}

TEST_CASE("prestats passes on what the next command needs", "[tstats]") {
    ModelSearch search(kPack, {kModel}, kEvents);
    CHECK(search("| tstats prestats=true count from datamodel=Net.Flows by Flows.port | stats count by Flows.port") ==
          search("| tstats count from datamodel=Net.Flows by Flows.port"));
    const auto chart = search("| tstats prestats=t count from datamodel=Net.Flows by _time span=1h Flows.port "
                              "| timechart span=1h count by Flows.port");
    REQUIRE(chart.size() == 2);
    CHECK(chart[0].at("443") == Texts{"1"});
    CHECK(counts(search("| tstats prestats=t count from datamodel=Net.Flows where Flows.port=53 by Flows.src "
                        "| tstats prestats=t append=t count from datamodel=Net.Flows where Flows.port=80 by Flows.src "
                        "| stats count")) == Texts{"2"});
    CHECK(counts(search("| tstats prestats=t count from datamodel=Net.Flows by Flows.dest | stats count")) == Texts{"3"});
}

TEST_CASE("append=true puts the results behind those that are there", "[tstats]") {
    ModelSearch search(kPack, {kModel}, kEvents);
    CHECK(counts(search(
              "| tstats count from datamodel=Net.Flows where Flows.port=53 "
              "| tstats append=t count from datamodel=Net.Flows "
              "where [| tstats count from datamodel=Net.Flows where Flows.port=80 by Flows.port | fields Flows.port]")) ==
          Texts{"1", "1"});
}

TEST_CASE("The search of map may be a tstats with macros", "[tstats][map]") {
    ModelSearch search(kPack, {kModel}, kEvents);
    search.macros.macros = {{"flows", {"port"}, "from datamodel=Net.Flows where Flows.port=$port$", false, "test"}};
    CHECK(counts(search("| tstats count from datamodel=Net.Flows by Flows.port | rename Flows.port as port "
                        "| map search=\"| tstats count `flows($port$)` by Flows.port\"")) == Texts{"1", "1", "2"});
    CHECK(search.refused("| makeresults | map search=\"search `nothing`\"") == "spl-unknown-macro");
}

TEST_CASE("What is wrong with a tstats has a place", "[tstats]") {
    ModelSearch search(kPack, {kModel}, kEvents);
    CHECK(search.refused("| tstats sumariesonly=t count from datamodel=Net") == "spl-unknown-option");
    CHECK(search.diagnostics.all().front().help.find("summariesonly") != std::string::npos);
    CHECK(search.refused("| tstats from datamodel=Net") == "spl-missing-aggregate");
    CHECK(search.refused("| tstats count from datamodel=Net by _time span=often") == "spl-bad-span");
    CHECK(search.refused("| tstats count from datamodel=Net by Flows.src span=1h") == "spl-span-without-time");
    CHECK(search.refused("| tstats count(eval(1=1)) as n from datamodel=Net") == "spl-eval-in-tstats");
    CHECK(search.refused("| tstats values(Flows.*) as * from datamodel=Net") == "spl-wildcard-in-tstats");
    CHECK(search.refused("| tstats count from datamodel=Net by") == "spl-missing-argument");
    CHECK(search.refused("search * | tstats count from datamodel=Net") == "spl-generating-place");
    CHECK(search.refused("| tstats count from sid=1234") == "spl-unsupported-namespace");
    CHECK(search.refused("| tstats count where index=main by PREFIX(kbps=)") == "spl-unsupported-prefix");
    CHECK(search.refused("| tstats chunk_size=many count from datamodel=Net") == "spl-bad-option");
}

TEST_CASE("A plan says which data models it reads", "[tstats]") {
    ModelSearch search(kPack, {kModel}, kEvents);
    const auto plan = search.plan("| tstats count from datamodel=Net.Flows | append [| from datamodel:Net.Flows]");
    REQUIRE(plan);
    CHECK(plan->data_models() == std::set<std::string>{"Net.Flows"});
    CHECK(plan->start_kind() == Plan::Start::Scan);
}

}  // namespace karst
