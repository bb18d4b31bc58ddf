#include "engine/formats/input_formats.h"
#include "tests/engine/knowledge/model_search.h"

#include <catch2/catch.hpp>

namespace karst {

namespace {

constexpr const char* kPack = R"(
pack: shop
match: {sourcetype: "_json"}
read: {time: {field: t, format: epoch}}
kv_mode: json
alias: {who: user}
eventtype:
  shop_order: {search: 'kind=order', tags: [order]}
  shop_large: {search: 'kind=order total>100', tags: [large]}
  shop_visit: {search: 'kind=visit', tags: [visit]}
)";

constexpr const char* kModel = R"(
model: Shop
datasets:
  - name: All_Orders
    search: tag=order
    plain: [total, tag]
    fields:
      user: {default: unknown}
      user_length: len(user)
      size: if(total>100, "big", "small")
      size_text: '"a ".size." order"'
  - name: Large
    parent: All_Orders
    search: tag=large size=big
    plain: [gift]
    fields:
      gift_or_size: coalesce(gift, size)
  - name: Visits
    search: tag=visit
    fields:
      user: {default: nobody}
)";

constexpr const char* kEvents = R"({"t":1700000000,"kind":"order","who":"ann","total":"50"}
{"t":1700000060,"kind":"order","total":"500","gift":"book"}
{"t":1700000120,"kind":"order","who":"","total":"700"}
{"t":1700000180,"kind":"visit","who":"ann"}
{"t":1700000240,"kind":"other","who":"bob"}
)";

}  // namespace

TEST_CASE("A dataset has the events that its constraint chooses", "[datamodel]") {
    ModelSearch search(kPack, {kModel}, kEvents);
    CHECK(search("| tstats count from datamodel=Shop.All_Orders") == std::vector<TestRow>{{{"count", {"3"}}}});
    CHECK(search("| tstats count from datamodel=Shop.Large") == std::vector<TestRow>{{{"count", {"2"}}}});
    CHECK(search("| tstats count from datamodel=Shop") == std::vector<TestRow>{{{"count", {"4"}}}});
    CHECK(search.diagnostics.all().empty());
}

TEST_CASE("Calculations of a dataset run one after the other, each on what those before it gave", "[datamodel]") {
    ModelSearch search(kPack, {kModel}, kEvents);
    const auto rows = search("| tstats count from datamodel=Shop.All_Orders by All_Orders.user All_Orders.user_length "
                             "All_Orders.size_text");
    CHECK(rows == std::vector<TestRow>{{{"All_Orders.user", {"ann"}},
                                        {"All_Orders.user_length", {"3"}},
                                        {"All_Orders.size_text", {"a small order"}},
                                        {"count", {"1"}}},
                                       {{"All_Orders.user", {"unknown"}},
                                        {"All_Orders.user_length", {"7"}},
                                        {"All_Orders.size_text", {"a big order"}},
                                        {"count", {"2"}}}});
}

TEST_CASE("A child's own fields have the whole lineage, inherited ones their owner's prefix", "[datamodel]") {
    ModelSearch search(kPack, {kModel}, kEvents);
    const auto rows = search("| tstats count from datamodel=Shop.Large by All_Orders.user All_Orders.Large.gift_or_size");
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].at("All_Orders.Large.gift_or_size") == std::vector<std::string>{"big"});
    CHECK(rows[1].at("All_Orders.Large.gift_or_size") == std::vector<std::string>{"book"});
    CHECK(search("| tstats count from datamodel=Shop.Large by All_Orders.Large.user").empty());
    // In the parent's events outside the child the child's fields are missing.
    CHECK(search("| tstats count(All_Orders.Large.gift_or_size) as n from datamodel=Shop.All_Orders") ==
          std::vector<TestRow>{{{"n", {"2"}}}});
}

TEST_CASE("Fields that a dataset does not declare are missing, and lint may know", "[datamodel]") {
    ModelSearch search(kPack, {kModel}, kEvents);
    CHECK(search("| tstats count from datamodel=Shop.All_Orders by All_Orders.kind").empty());
    REQUIRE(search.diagnostics.all().size() == 1);
    CHECK(search.diagnostics.all().front().code.text() == "spl-undeclared-field");
    CHECK(search("| tstats count from datamodel=Shop.All_Orders by user").empty());
}

TEST_CASE("nodename is every dataset that an event belongs to", "[datamodel]") {
    ModelSearch search(kPack, {kModel}, kEvents);
    CHECK(search("| tstats count from datamodel=Shop where nodename=All_Orders.Large") ==
          std::vector<TestRow>{{{"count", {"2"}}}});
    CHECK(search("| tstats count from datamodel=Shop by nodename") ==
          std::vector<TestRow>{{{"nodename", {"All_Orders"}}, {"count", {"3"}}},
                               {{"nodename", {"All_Orders.Large"}}, {"count", {"2"}}},
                               {{"nodename", {"Visits"}}, {"count", {"1"}}}});
}

TEST_CASE("Fields of the same name in two models of one scan are apart", "[datamodel]") {
    const std::string other = "model: Other\ndatasets:\n  - name: All_Orders\n    search: kind=*\n    fields:\n"
                              "      user: '\"somebody\"'\n";
    ModelSearch search(kPack, {kModel, other}, kEvents);
    const auto rows = search("| tstats count from datamodel=Shop.All_Orders by All_Orders.user "
                             "| append [| tstats count from datamodel=Other.All_Orders by All_Orders.user]");
    REQUIRE(rows.size() == 3);
    CHECK(rows[0].at("All_Orders.user") == std::vector<std::string>{"ann"});
    CHECK(rows[2].at("All_Orders.user") == std::vector<std::string>{"somebody"});
    CHECK(rows[2].at("count") == std::vector<std::string>{"5"});
}

TEST_CASE("from shows a dataset's fields without prefix, beside the event's own", "[datamodel]") {
    ModelSearch search(kPack, {kModel}, kEvents);
    const auto rows = search("| from datamodel:Shop.Visits");
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].at("user") == std::vector<std::string>{"ann"});
    CHECK(rows[0].at("kind") == std::vector<std::string>{"visit"});
    CHECK(rows[0].count("_raw") == 1);
    CHECK(search("| from datamodel:\"Shop.All_Orders\" | search user=unknown | stats count by user size").size() == 1);
    CHECK(search("| from datamodel Shop.All_Orders | stats count").front().at("count") == std::vector<std::string>{"3"});
}

TEST_CASE("datamodel shows a dataset's fields only, with or without prefix", "[datamodel]") {
    ModelSearch search(kPack, {kModel}, kEvents);
    auto rows = search("| datamodel Shop Visits search summariesonly=false");
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].at("Visits.user") == std::vector<std::string>{"ann"});
    CHECK(rows[0].count("user") == 0);
    CHECK(rows[0].count("kind") == 0);
    CHECK(rows[0].count("_time") == 1);
    rows = search("| datamodel Shop Visits flat strict_fields=false | fields user kind");
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].at("user") == std::vector<std::string>{"ann"});
    CHECK(rows[0].at("kind") == std::vector<std::string>{"visit"});
}

TEST_CASE("Other searches of a scan do not see dataset fields", "[datamodel]") {
    ModelSearch search(kPack, {kModel}, kEvents);
    const auto rows = search("search kind=other | append [| tstats count from datamodel=Shop.Visits by Visits.user]");
    REQUIRE(rows.size() == 2);
    for (const auto& [name, values] : rows[0]) {
        CHECK(name.find("Visits") == std::string::npos);
    }
}

TEST_CASE("Result rows may be those of a dataset", "[datamodel]") {
    ModelSearch search("", {kModel}, R"({"_time":10,"user":"ann","size":"big","tag":"large"}
{"_time":5,"user":"bob","extra":"x"}
)");
    search.options.read.format = find_input_format("rows");
    search.dataset = "Shop.All_Orders";
    CHECK(search("| tstats count from datamodel=Shop.All_Orders where All_Orders.user=ANN by All_Orders.size").size() == 1);
    CHECK(search("| tstats count from datamodel=Shop.Large").front().at("count") == std::vector<std::string>{"1"});
    CHECK(search("| tstats count from datamodel=Shop.Visits").front().at("count") == std::vector<std::string>{"0"});
    CHECK(search("| tstats count from datamodel=Shop by nodename").size() == 2);
    const auto rows = search("| datamodel Shop All_Orders search");
    REQUIRE(rows.size() == 2);
    CHECK(rows[1].at("All_Orders.user") == std::vector<std::string>{"bob"});
    CHECK(rows[1].at("All_Orders.extra") == std::vector<std::string>{"x"});
    CHECK(rows[1].at("_time") == std::vector<std::string>{"5"});
}

TEST_CASE("Names of datasets that are none are refused where they stand", "[datamodel]") {
    ModelSearch search(kPack, {kModel}, kEvents);
    CHECK(search.refused("| tstats count from datamodel=Shp") == "spl-unknown-datamodel");
    CHECK(search.diagnostics.all().front().where.column == 31);
    CHECK(search.refused("| tstats count from datamodel=Shop.All_Order") == "spl-unknown-dataset");
    CHECK(search.diagnostics.all().front().where.column == 36);
    CHECK(search.refused("| from datamodel:Shop") == "spl-missing-dataset");
    CHECK(search.refused("| from datamdel:Shop.Visits") == "spl-unknown-dataset-kind");
    CHECK(search.refused("| tstats count from datamodel=Nothing_Like_It") == "spl-unsupported-datamodel");
    CHECK(search.diagnostics.errors() == 0);
    CHECK(search.refused("| datamodel Shop Visits") == "spl-unsupported-datamodel");
    CHECK(search.refused("| datamodel Shop Visits search allow=true") == "spl-unknown-option");
    CHECK(search.refused("search * | from datamodel:Shop.Visits") == "spl-generating-place");
}

}  // namespace karst
