#include "parser/commands/lookup/inputlookup.h"
#include "parser/commands/lookup/iplocation.h"
#include "parser/commands/lookup/lookup.h"
#include "parser/commands/lookup/outputlookup.h"
#include "tests/parser/commands/parsed_command.h"

#include <catch2/catch.hpp>

namespace karst {

TEST_CASE("lookup takes pairs of columns and fields before and behind OUTPUT", "[parser]") {
    const ParsedCommand<LookupCommand> lookup("lookup local=t assets ip AS src, zone OUTPUTNEW owner AS asset_owner city");
    CHECK(lookup->table.name == "assets");
    REQUIRE(lookup->match.size() == 2);
    CHECK(lookup->match[0].column.name == "ip");
    CHECK(lookup->match[0].field.name == "src");
    CHECK(lookup->match[1].field.name == "zone");
    REQUIRE(lookup->output.size() == 2);
    CHECK(lookup->output[0].field.name == "asset_owner");
    CHECK(lookup->keep_existing);
    CHECK_FALSE(ParsedCommand<LookupCommand>("lookup assets ip OUTPUT owner")->keep_existing);
    CHECK(parse_error("lookup assets").code == "spl-missing-argument");
    CHECK(parse_failure("lookup locl=t assets ip") == "spl-unknown-option: locl=t");
}

TEST_CASE("inputlookup and outputlookup take options before and behind the table", "[parser]") {
    const ParsedCommand<InputlookupCommand> input("inputlookup append=t assets start=2 max=5 where zone=dmz");
    CHECK(input->append);
    CHECK(input->start == 2);
    CHECK(input->most == 5);
    CHECK(input->where->kind == SearchExpression::Kind::Compare);
    const ParsedCommand<OutputlookupCommand> output("outputlookup append=t assets override_if_empty=f create_empty=f");
    CHECK(output->append);
    CHECK_FALSE(output->override_if_empty);
    CHECK(output->most == -1);
    CHECK(parse_error("outputlookup append=t").code == "spl-missing-argument");
    CHECK(parse_failure("outputlookup output_format=xml a") == "spl-bad-option: xml");
}

TEST_CASE("iplocation takes one field and languages in the order of preference", "[parser]") {
    const ParsedCommand<IplocationCommand> iplocation("iplocation prefix=src_ allfields=t lang=\"es, de\" src");
    CHECK(iplocation->prefix == "src_");
    CHECK(iplocation->all_fields);
    CHECK(iplocation->languages == Names{"es", "de"});
    CHECK(iplocation->field.name == "src");
    CHECK(ParsedCommand<IplocationCommand>("iplocation src")->languages == Names{"en"});
    CHECK(parse_failure("iplocation a b") == "spl-syntax: b");
}

}  // namespace karst
