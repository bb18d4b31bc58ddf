#include "engine/geo/geo_database.h"
#include "tests/engine/geo/place_file.h"
#include "tests/engine/operators/row_pipeline.h"

#include <catch2/catch.hpp>

namespace karst {

namespace {

std::string lisbon() {
    using F = PlaceFile;
    return F::map({{"city", F::map({{"names", F::map({{"en", F::text("Lisbon")}, {"pt", F::text("Lisboa")}})}})},
                   {"continent", F::map({{"code", F::text("EU")}, {"names", F::map({{"en", F::text("Europe")}})}})},
                   {"country", F::map({{"iso_code", F::text("PT")}, {"names", F::map({{"en", F::text("Portugal")}})}})},
                   {"location", F::map({{"latitude", F::number(38.72)},
                                        {"longitude", F::number(-9.1)},
                                        {"time_zone", F::text("Europe/Lisbon")},
                                        {"metro_code", F::whole(5, 501)}})},
                   {"subdivisions", F::list_of_one(F::named("Lisbon District"))}});
}

std::vector<TestRow> located(const std::string& spl, const std::string& address, const std::string& record = lisbon()) {
    const PlaceFile file(81, record);
    RunContext run;
    run.places = std::make_shared<const GeoDatabase>(file.path());
    return run_rows_in(run, spl, {{{"src", {address}}}});
}

}  // namespace

TEST_CASE("iplocation adds city, country, region and coordinates", "[iplocation]") {
    CHECK(located("iplocation src", "81.2.3.4") == std::vector<TestRow>{{{"src", {"81.2.3.4"}},
                                                                         {"City", {"Lisbon"}},
                                                                         {"Country", {"Portugal"}},
                                                                         {"Region", {"Lisbon District"}},
                                                                         {"lat", {"38.72000"}},
                                                                         {"lon", {"-9.10000"}}}});
}

TEST_CASE("allfields=true adds the rest", "[iplocation]") {
    const auto rows = located("iplocation allfields=true src", "81.2.3.4");
    CHECK(rows[0].at("Continent") == std::vector<std::string>{"Europe"});
    CHECK(rows[0].at("MetroCode") == std::vector<std::string>{"501"});
    CHECK(rows[0].at("Timezone") == std::vector<std::string>{"Europe/Lisbon"});
}

TEST_CASE("a prefix goes before the names, and names come in the first language that has one", "[iplocation]") {
    const auto rows = located("iplocation prefix=src_ lang=\"pt,en\" src", "81.2.3.4");
    CHECK(rows[0].at("src_City") == std::vector<std::string>{"Lisboa"});
    CHECK(rows[0].at("src_Country") == std::vector<std::string>{"Portugal"});
    CHECK(located("iplocation lang=code src", "81.2.3.4")[0].at("Country") == std::vector<std::string>{"PT"});
}

TEST_CASE("an address that has no place gets no fields", "[iplocation]") {
    for (const auto* address : {"10.0.0.1", "no address", "::1"}) {
        CHECK(located("iplocation src", address) == std::vector<TestRow>{{{"src", {address}}}});
    }
}

TEST_CASE("a known address has empty text where the database has no name", "[iplocation]") {
    const auto rows = located("iplocation src", "81.2.3.4", PlaceFile::map({{"country", PlaceFile::named("Portugal")}}));
    CHECK(rows[0].at("Country") == std::vector<std::string>{"Portugal"});
    CHECK(rows[0].at("City") == std::vector<std::string>{""});
    CHECK(rows[0].count("lat") == 0);
}

TEST_CASE("without a database iplocation warns and adds nothing", "[iplocation]") {
    std::vector<std::string> warnings;
    CHECK(run_rows("iplocation src", {{{"src", {"81.2.3.4"}}}}, {}, &warnings) ==
          std::vector<TestRow>{{{"src", {"81.2.3.4"}}}});
    CHECK(warnings.size() == 1);
    CHECK(refused("iplocation") == "spl-missing-argument");
    CHECK(refused("iplocation some=1 src") == "spl-unknown-option");
}

TEST_CASE("a file that is no database is refused", "[iplocation]") {
    CHECK_THROWS_AS(GeoDatabase("/nowhere/places.mmdb"), GeoDatabaseError);
}

}  // namespace karst
