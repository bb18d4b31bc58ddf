#include "parser/commands/text/extract.h"
#include "parser/commands/text/fromjson.h"
#include "parser/commands/text/multikv.h"
#include "parser/commands/text/replace.h"
#include "parser/commands/text/rex.h"
#include "parser/commands/text/spath.h"
#include "parser/commands/text/strcat.h"
#include "parser/commands/text/tojson.h"
#include "parser/commands/text/xmlkv.h"
#include "parser/commands/text/xpath.h"
#include "tests/parser/commands/parsed_command.h"

#include <catch2/catch.hpp>

namespace karst {

TEST_CASE("extract takes characters and limits, and no stanza", "[parser]") {
    const ParsedCommand<ExtractCommand> extract("kv pairdelim=\"|;\", kvdelim=\"=:\" limit=5 mv_add=t auto=f reload=t");
    CHECK(extract->pair_delimiters == "|;");
    CHECK(extract->key_delimiters == "=:");
    CHECK(extract->limit == std::size_t{5});
    CHECK(extract->add_values);
    CHECK_FALSE(extract->automatic);
    CHECK_FALSE(extract->characters);
    CHECK(parse_failure("extract maxchars=-1") == "spl-bad-option: -1");
    CHECK(parse_failure("extract access-extractions") == "spl-unsupported-argument: access-extractions");
}

TEST_CASE("rex takes options before and behind the expression", "[parser]") {
    const ParsedCommand<RexCommand> rex("rex field=uri \"id=(?<id>\\d+)\" max_match=0 offset_field=at");
    CHECK(rex->field.name == "uri");
    CHECK(rex->expression == "id=(?<id>\\d+)");
    CHECK(rex->max_match == 0);
    CHECK(rex->offset_field == "at");
    CHECK_FALSE(rex->sed);
    CHECK(ParsedCommand<RexCommand>("rex mode=sed \"s/a/b/\"")->sed);
    CHECK(parse_failure("rex mode=awk \"x\"") == "spl-bad-option: awk");
}

TEST_CASE("an expression of rex may look like an option", "[parser]") {
    CHECK(ParsedCommand<RexCommand>("rex id=(?<id>.+)")->expression == "id=(?<id>.+)");
}

TEST_CASE("what looks like an option of rex or xpath before the expression is told the one that was meant", "[parser]") {
    CHECK(parse_failure("rex feild=uri \"(?<x>.)\"") == "spl-unknown-option: feild=uri");
    CHECK(parse_error("rex feild=uri \"(?<x>.)\"").help == "did you mean 'field'?");
    CHECK(parse_error("xpath outfeild=x \"//a\"").help == "did you mean 'outfield'?");
    CHECK(parse_failure("rex nothing=uri \"(?<x>.)\"") == "spl-syntax: \"(?<x>.)\"");
}

TEST_CASE("spath takes a path with and without its name", "[parser]") {
    CHECK(ParsedCommand<SpathCommand>("spath input=body a.b{}.c output=c")->path == "a.b{}.c");
    const ParsedCommand<SpathCommand> spath("spath path=a.b output=c");
    CHECK(spath->path == "a.b");
    CHECK(spath->output.name == "c");
    CHECK(spath->input.name == "_raw");
    CHECK(parse_failure("spath a b") == "spl-syntax: b");
}

TEST_CASE("fromjson takes one field and its prefix in any order", "[parser]") {
    for (const std::string spl : {"fromjson body prefix=x_", "fromjson prefix=x_ body"}) {
        const ParsedCommand<FromjsonCommand> fromjson(spl);
        CHECK(fromjson->field.name == "body");
        CHECK(fromjson->prefix == "x_");
    }
    CHECK(parse_failure("fromjson a b") == "spl-syntax: b");
    CHECK(parse_error("fromjson prefix=x").code == "spl-missing-argument");
}

TEST_CASE("tojson gives default_type to the fields that have none, wherever it stands", "[parser]") {
    const ParsedCommand<TojsonCommand> tojson("tojson a num(b) default_type=str output_field=j fill_null=t");
    using Type = TojsonCommand::Type;
    REQUIRE(tojson->fields.size() == 2);
    CHECK(tojson->fields[0].field.name == "b");
    CHECK(tojson->fields[0].type == Type::Num);
    CHECK(tojson->fields[1].type == Type::Str);
    CHECK(tojson->output.name == "j");
    CHECK(tojson->fill_null);
    CHECK(parse_failure("tojson default_type=word") == "spl-bad-option: word");
}

TEST_CASE("multikv takes fields, terms and options in any order", "[parser]") {
    const ParsedCommand<MultikvCommand> multikv("multikv forceheader=2 filter tcp udp rmorig=f fields a b");
    CHECK(multikv->header_line == 2);
    CHECK(multikv->terms == Names{"tcp", "udp"});
    CHECK(names_of(multikv->fields) == Names{"a", "b"});
    CHECK_FALSE(multikv->remove_original);
    CHECK_FALSE(ParsedCommand<MultikvCommand>("multikv noheader=t")->several_tables);
    CHECK(parse_failure("multikv forceheader=0") == "spl-bad-option: 0");
    CHECK(parse_failure("multikv conf=x") == "spl-unsupported-option: conf=x");
}

TEST_CASE("replace needs as many wildcards in the new value as in the old, or none", "[parser]") {
    const ParsedCommand<ReplaceCommand> replace("replace *x WITH y*, (a=b) WITH c IN f g");
    REQUIRE(replace->pairs.size() == 2);
    CHECK(replace->pairs[1].from == "(a=b)");
    CHECK(names_of(replace->fields) == Names{"f", "g"});
    CHECK(parse_failure("replace x WITH y*") == "spl-wildcard-mismatch: x WITH y*");
    CHECK(parse_error("replace x y").code == "spl-syntax");
}

TEST_CASE("the last field of strcat is its destination", "[parser]") {
    const ParsedCommand<StrcatCommand> strcat("strcat allrequired=t a \"-\" b whole");
    REQUIRE(strcat->sources.size() == 3);
    CHECK(strcat->sources[1].literal);
    CHECK(strcat->destination.name == "whole");
    CHECK(strcat->all_required);
    CHECK(parse_error("strcat a").code == "spl-missing-argument");
}

TEST_CASE("xmlkv and xpath read _raw unless a field is named", "[parser]") {
    CHECK(ParsedCommand<XmlkvCommand>("xmlkv")->field.name == "_raw");
    CHECK(ParsedCommand<XmlkvCommand>("xmlkv body maxinputs=10")->field.name == "body");
    CHECK(parse_failure("xmlkv a b") == "spl-syntax: b");
    const ParsedCommand<XpathCommand> xpath("xpath outfield=name \"//user/@name\" default=nobody");
    CHECK(xpath->expression == "//user/@name");
    CHECK(xpath->output.name == "name");
    CHECK(xpath->field.name == "_raw");
    CHECK(xpath->default_value == "nobody");
}

}  // namespace karst
