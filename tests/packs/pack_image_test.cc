#include "packs/reader/pack_image.h"

#include "packs/reader/pack_loader.h"
#include "tests/rules/rule_fixture.h"

#include <catch2/catch.hpp>

#include <stdexcept>

using namespace karst;

namespace {

constexpr const char* kPack = R"(pack: doors
description: who went through which door
match: {sourcetype: 'acme:doors'}
read: {host: '^(\w+) ', index: doors, time: {field: at, format: epoch}, sniff: {json_keys: [door, badge]}}
kv_mode: json
extract:
  - {regex: 'badge=(?<badge>[a-z]+)', all_matches: true}
  - {columns: [a, b], delim: ';'}
alias: {door: dest, 'badge?': user}
eval: {action: 'if(opened=1,"allowed","blocked")', gone: null}
lookup:
  - {name: floors, by: [door], out: [floor], columns: [door, floor], rows: [[d1, '4']], default: none}
eventtype:
  opened: {search: 'opened=1', tags: [door, access]}
tags: {badge: {master: [privileged]}}
macros: {'doors(1)': {definition: 'door=$name$', args: [name]}}
tables: {door_owners: [door, owner]}
)";

std::string image_of(const std::string& yaml) {
    Diagnostics diagnostics;
    const auto file = read_pack(file_of(yaml, "packs/doors.yml"), "", diagnostics);
    REQUIRE(diagnostics.all().empty());
    return write_pack_image(file.packs);
}

}  // namespace

TEST_CASE("a pack comes back from its image as it was") {
    const auto image = image_of(kPack);
    const auto packs = read_pack_image(image);
    REQUIRE(packs.size() == 1);
    const auto& pack = packs.front();
    CHECK(pack.name == "doors");
    CHECK(pack.match.sourcetype == "acme:doors");
    CHECK(pack.read.host.text() == "^(\\w+) ");
    CHECK(pack.read.index == "doors");
    CHECK(pack.read.time_field == "at");
    CHECK(pack.sniff.json_keys == std::vector<std::string>{"door", "badge"});
    REQUIRE(pack.extractions.size() == 2);
    CHECK(pack.extractions[0].regex.text() == "badge=(?<badge>[a-z]+)");
    CHECK(pack.extractions[0].all_matches);
    CHECK(pack.extractions[1].cell_delimiter == ';');
    REQUIRE(pack.calculated.size() == 1);
    CHECK(pack.calculated[0].expression.file()->name == "packs/doors.yml");
    CHECK(pack.removed_fields == std::vector<std::string>{"gone"});
    REQUIRE(pack.lookups.size() == 1);
    CHECK(pack.lookups[0].default_match == "none");
    CHECK(pack.lookups[0].rows == std::vector<std::vector<std::string>>{{"d1", "4"}});
    REQUIRE(pack.macros.size() == 1);
    CHECK(pack.macros[0].arguments == std::vector<std::string>{"name"});
    // Nothing is lost: the image of what was read is the image.
    CHECK(write_pack_image(packs) == image);
}

TEST_CASE("bytes that are no image of packs are refused") {
    const auto image = image_of(kPack);
    CHECK_THROWS_AS(read_pack_image(image.substr(0, image.size() - 1)), std::runtime_error);
    CHECK_THROWS_AS(read_pack_image(image + "x"), std::runtime_error);
    CHECK_THROWS_AS(read_pack_image(""), std::runtime_error);
    CHECK_THROWS_AS(read_pack_image("\xff\xff\xff\xff"), std::runtime_error);
}
