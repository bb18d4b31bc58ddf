#include "packs/library/pack_library.h"
#include "packs/reader/pack_files.h"
#include "packs/reader/pack_loader.h"
#include "tests/rules/rule_fixture.h"
#include "tests/support/temporary_folder.h"

#include <filesystem>

using namespace karst;

namespace {

struct Wrong {
    std::vector<std::string> codes;
    std::string marked;  // of the first
    std::uint32_t line;
};

Wrong wrong(const std::string& yaml) {
    Diagnostics diagnostics;
    read_pack(file_of(yaml, "pack.yml"), "", diagnostics);
    INFO(yaml);
    REQUIRE_FALSE(diagnostics.all().empty());
    const auto& where = diagnostics.all().front().where;
    return {codes(diagnostics), text_at(where), where.line};
}

Pack pack_from(const std::string& yaml) {
    Diagnostics diagnostics;
    auto file = read_pack(file_of(yaml, "pack.yml"), "", diagnostics);
    REQUIRE(codes(diagnostics).empty());
    REQUIRE(file.packs.size() == 1);
    return std::move(file.packs.front());
}

}  // namespace

TEST_CASE("what is wrong in a pack is said with its place") {
    const auto function = wrong("pack: p\nmatch: {sourcetype: s}\neval:\n  x: mvcuont(y)\n");
    CHECK(function.codes == std::vector<std::string>{"spl-unknown-function"});
    CHECK(function.line == 4);
    CHECK(function.marked == "mvcuont");
    CHECK(wrong("pack: p\nmatch: {sourcetype: s}\nevla: {}\n").codes == std::vector<std::string>{"pack-unknown-key"});
    CHECK(wrong("match: {sourcetype: s}\n").codes == std::vector<std::string>{"pack-missing-key"});
    CHECK(wrong("pack: p\nmatch: {sourcetype: s}\nextract: [{regex: '(?<a>['}]\n").line == 3);
    CHECK(wrong("pack: p\nmatch: {sourcetype: s}\neventtype: {e: {search: 'a='}}\n").codes ==
          std::vector<std::string>{"spl-missing-value"});
}

TEST_CASE("an unknown key of a stanza is met with the key that it looks like") {
    const std::vector<std::string> keys = {"match",  "read",      "kv_mode", "extract", "alias", "eval",
                                           "lookup", "eventtype", "tables",  "tags",    "macros"};
    for (const auto& key : keys) {
        for (const std::string head : {"pack: p\n", "pack: p\nstanzas:\n- "}) {
            Diagnostics diagnostics;
            read_pack(file_of(head + key + "x: {}\n", "pack.yml"), "", diagnostics);
            INFO(head << key);
            REQUIRE(codes(diagnostics) == std::vector<std::string>{"pack-unknown-key"});
            CHECK(diagnostics.all().front().help == "did you mean '" + key + "'?");
        }
    }
}

TEST_CASE("what is wrong in several keys of a pack is said in the order of the keys' meaning, not of the file") {
    CHECK(wrong(R"(pack: p
macros: {'m(1)': {definition: a}}
tags: {action: [a]}
tables: {t: {computed: nothing}}
lookup: [{name: l, table: ../t.csv, by: [], out: []}]
alias: {a: {b: c}}
extract: [{}]
kv_mode: jsno
read: {format: jsno, sniff: {text: a}}
match: {sourcetype: 'a*'}
misspelt: {}
)")
              .codes == std::vector<std::string>{"pack-unknown-format", "pack-bad-sniff", "pack-unknown-kv-mode",
                                                 "pack-bad-extraction", "pack-wrong-type", "pack-missing-table",
                                                 "pack-unknown-function", "pack-wrong-type", "pack-wrong-type",
                                                 "pack-unknown-key"});
}

TEST_CASE("an event of a pack's test that is written in YAML stands for its JSON") {
    Diagnostics diagnostics;
    const auto file = read_pack(file_of(R"(pack: p
match: {sourcetype: s}
tests:
  - {event: {a: 'x"y', b: [one, {c: null}]}, sourcetype: s, expect: {a: x, b: [y, z], c: null}}
)"),
                                "", diagnostics);
    REQUIRE(codes(diagnostics).empty());
    REQUIRE(file.tests.size() == 1);
    const auto& test = file.tests.front();
    CHECK(test.raw == R"({"a":"x\"y","b":["one",{"c":null}]})");
    CHECK(test.where.line == 4);
    CHECK(test.expect == decltype(test.expect){{"a", {"x"}}, {"b", {"y", "z"}}, {"c", {}}});
}

TEST_CASE("a column that a lookup of a pack does not have is an error at its name") {
    const std::string lookup =
        "pack: p\nmatch: {sourcetype: s}\nlookup:\n  - {name: l, columns: [key, value], rows: [[a, b]], ";
    for (const std::string rest : {"by: kye, out: value}", "by: key, out: [value, kye]}", "by: {kye: user}, out: value}",
                                   "by: key, out: value, wildcard: [kye]}", "by: key, out: value, cidr: kye}"}) {
        const auto found = wrong(lookup + rest + "\n");
        CHECK(found.codes == std::vector<std::string>{"pack-missing-column"});
        CHECK(found.marked == "kye");
    }
}

TEST_CASE("a macro has the arguments that its name says") {
    const auto found = wrong("pack: p\nmacros:\n  m(2): {args: [a], definition: a=$a$}\n");
    CHECK(found.codes == std::vector<std::string>{"pack-wrong-type"});
    CHECK(found.line == 3);
}

TEST_CASE("a pack is read in all its parts") {
    const auto pack = pack_from(R"(pack: acme_doors
description: Doors
match: {sourcetype: 'acme:doors'}
read: {format: json, time: {field: ts, format: iso8601}, sniff: {json_keys: [ts, door]}}
kv_mode: json
extract: [{from: note, regex: 'badge=(?<badge>\w+)'}]
alias: {door: dest, card: [user, src_user], "host?": dvc}
eval: {vendor_product: '"Acme Doors"'}
lookup: [{name: results, inline: {"0": opened}, by: result, out: reason, default: unknown}]
eventtype: {swipe: {search: 'door=*', tags: [authentication]}}
macros: {doors: 'sourcetype="acme:doors"'}
)");
    CHECK(pack.name == "acme_doors");
    CHECK(pack.match.sourcetype == "acme:doors");
    CHECK(pack.read.time_field == "ts");
    CHECK(pack.sniff.json_keys == std::vector<std::string>{"ts", "door"});
    CHECK(pack.kv_mode == "json");
    CHECK(pack.extractions.size() == 1);
    REQUIRE(pack.aliases.size() == 4);
    CHECK(pack.aliases[3].from == "host");
    CHECK(pack.aliases[3].keep_existing);
    REQUIRE(pack.calculated.size() == 1);
    CHECK(pack.calculated[0].field == "vendor_product");
    REQUIRE(pack.lookups.size() == 1);
    CHECK(pack.lookups[0].default_match == "unknown");
    REQUIRE(pack.event_types.size() == 1);
    CHECK(pack.event_types[0].tags == std::vector<std::string>{"authentication"});
    CHECK(pack.macros.size() == 1);
}

TEST_CASE("stanzas share the name of their pack and have matches of their own") {
    Diagnostics diagnostics;
    const auto file = read_pack(file_of(R"(pack: p
stanzas:
  - match: {sourcetype: a}
    alias: {x: y}
  - match: {source: b}
    eval: {z: '1'}
)"),
                                "", diagnostics);
    REQUIRE(codes(diagnostics).empty());
    REQUIRE(file.packs.size() == 2);
    CHECK(file.packs[0].match.sourcetype == "a");
    CHECK(file.packs[1].match.source == "b");
    CHECK(file.packs[1].name == "p");
}

TEST_CASE("a later pack of the same match wins key by key, and null takes a field away") {
    const TemporaryFolder folder;
    folder.write("mine/p.yml", "pack: mine\nmatch: {sourcetype: 'acme:doors'}\nalias: {a: b, c: d}\neval: {x: '1', y: '2'}\n");
    folder.write("ours/p.yml", "pack: ours\nmatch: {sourcetype: 'acme:doors'}\nalias: {e: d}\neval: {x: '3', y: null}\n");
    Diagnostics diagnostics;
    const auto packs = load_packs({folder / "mine", folder / "ours"}, diagnostics);
    REQUIRE(codes(diagnostics).empty());
    const auto found =
        std::find_if(packs.begin(), packs.end(), [](const Pack& pack) { return pack.match.sourcetype == "acme:doors"; });
    REQUIRE(found != packs.end());
    REQUIRE(found->calculated.size() == 1);
    CHECK(found->calculated[0].expression.text() == "3");
    REQUIRE(found->aliases.size() == 2);
    CHECK(found->aliases[0].to == "b");
    CHECK(found->aliases[1].from == "e");
}

TEST_CASE("the packs that come with karst are right") {
    Diagnostics diagnostics;
    CHECK_FALSE(load_packs({}, diagnostics).empty());
    for (const auto& text : user_pack_files({KARST_PACKS_FOLDER}, diagnostics)) {
        if (!is_data_model(text.file->text)) {
            read_pack(text.file, text.folder, diagnostics);
        }
    }
    CHECK(codes(diagnostics).empty());
}

TEST_CASE("a folder of packs that is not there is an error") {
    Diagnostics diagnostics;
    load_packs({"/no/such/folder"}, diagnostics);
    CHECK(codes(diagnostics) == std::vector<std::string>{"pack-missing"});
}
