#include "parser/commands/fields/convert.h"
#include "parser/commands/fields/eval.h"
#include "parser/commands/fields/fieldformat.h"
#include "parser/commands/fields/fields.h"
#include "parser/commands/fields/filldown.h"
#include "parser/commands/fields/fillnull.h"
#include "parser/commands/fields/foreach.h"
#include "parser/commands/fields/rangemap.h"
#include "parser/commands/fields/rename.h"
#include "parser/commands/fields/table.h"
#include "tests/parser/commands/parsed_command.h"

#include <catch2/catch.hpp>

namespace karst {

TEST_CASE("eval takes assignments with commas between them", "[parser]") {
    const ParsedCommand<EvalCommand> eval("eval a=1, 'b c'=a+1, \"d\"=2");
    REQUIRE(eval->assignments.size() == 3);
    CHECK(eval->assignments[1].target.name == "b c");
    CHECK(eval->assignments[1].value->kind == EvalExpression::Kind::Arithmetic);
    CHECK(parse_failure("eval a==1") == "spl-eval-needs-assignment: a=");
    CHECK(parse_error("eval a").code == "spl-eval-needs-assignment");
}

TEST_CASE("the sign of fields may stand apart or on the first name", "[parser]") {
    CHECK(ParsedCommand<FieldsCommand>("fields - a, b")->remove);
    CHECK(names_of(ParsedCommand<FieldsCommand>("fields -a b")->fields) == Names{"a", "b"});
    CHECK_FALSE(ParsedCommand<FieldsCommand>("fields + a")->remove);
    CHECK(parse_error("fields -").code == "spl-missing-argument");
}

TEST_CASE("table and filldown take lists of fields", "[parser]") {
    CHECK(names_of(ParsedCommand<TableCommand>("table a, b* \"c d\"")->fields) == Names{"a", "b*", "c d"});
    CHECK(parse_error("table").code == "spl-missing-argument");
    CHECK(ParsedCommand<FilldownCommand>("filldown")->fields.empty());
}

TEST_CASE("fillnull takes its value before, among and behind the fields", "[parser]") {
    for (const std::string spl : {"fillnull value=x a b", "fillnull a value=x b", "fillnull a b value=x"}) {
        const ParsedCommand<FillnullCommand> fillnull(spl);
        CHECK(fillnull->value == "x");
        CHECK(names_of(fillnull->fields) == Names{"a", "b"});
    }
    CHECK(ParsedCommand<FillnullCommand>("fillnull")->value == "0");
}

TEST_CASE("rename needs AS, and as many wildcards on both sides", "[parser]") {
    const ParsedCommand<RenameCommand> rename("rename a AS \"b c\", x.* as y.*");
    REQUIRE(rename->pairs.size() == 2);
    CHECK(rename->pairs[0].to.name == "b c");
    CHECK(parse_failure("rename a* AS b") == "spl-wildcard-mismatch: a* AS b");
    CHECK(parse_failure("rename a b") == "spl-syntax: b");
}

TEST_CASE("convert takes functions with fields and a format of times", "[parser]") {
    const ParsedCommand<ConvertCommand> convert("convert timeformat=\"%H\" ctime(_time) AS hour, num(*)");
    CHECK(convert->time_format == "%H");
    REQUIRE(convert->calls.size() == 2);
    CHECK(convert->calls[0].function == "ctime");
    CHECK(convert->calls[0].output == "hour");
    CHECK(convert->calls[1].output.empty());
    CHECK(parse_error("convert timeformat=x").code == "spl-missing-argument");
}

TEST_CASE("foreach knows its modes and what stands for names and values", "[parser]") {
    using Mode = ForeachCommand::Mode;
    CHECK(ParsedCommand<ForeachCommand>("foreach a* [eval x=1]")->mode == Mode::Fields);
    CHECK(ParsedCommand<ForeachCommand>("foreach mode=multivalue v [eval x=1]")->mode == Mode::Multivalue);
    CHECK(ParsedCommand<ForeachCommand>("foreach mode=json_array v [eval x=1]")->mode == Mode::JsonArray);
    CHECK(ParsedCommand<ForeachCommand>("foreach mode=AUTO_collections v [eval x=1]")->mode == Mode::Automatic);
    const ParsedCommand<ForeachCommand> foreach ("foreach a* b* fieldstr=#F# matchseg2=#2# [eval x=1 | eval y=2]");
    CHECK(names_of(foreach->fields) == Names{"a*", "b*"});
    CHECK(foreach->body == "eval x=1 | eval y=2");
    CHECK(foreach->field_placeholder == "#F#");
    CHECK(foreach->segment_placeholders[0] == "<<MATCHSEG1>>");
    CHECK(foreach->segment_placeholders[1] == "#2#");
    CHECK(parse_failure("foreach mode=each a [eval x=1]") == "spl-bad-option: each");
    CHECK(parse_error("foreach [eval x=1]").code == "spl-missing-field");
}

TEST_CASE("names of ranges are free, and keep the case of their letters", "[parser]") {
    const ParsedCommand<RangemapCommand> rangemap("rangemap field=n Low=0-9.5 below=-5--1 default=other");
    CHECK(rangemap->field.name == "n");
    CHECK(rangemap->otherwise == "other");
    REQUIRE(rangemap->ranges.size() == 2);
    CHECK(rangemap->ranges[0].name == "Low");
    CHECK(rangemap->ranges[0].high == 9.5);
    CHECK(rangemap->ranges[1].low == -5);
    CHECK(rangemap->ranges[1].high == -1);
    CHECK(parse_failure("rangemap field=n low=9-1") == "spl-bad-option: 9-1");
    CHECK(parse_error("rangemap low=1-9").code == "spl-missing-value");
}

TEST_CASE("a range without numbers that is named like an option is told the option", "[parser]") {
    CHECK(parse_failure("rangemap feild=n low=1-9") == "spl-bad-option: n");
    CHECK(parse_error("rangemap feild=n low=1-9").help == "did you mean 'field'?");
    CHECK(parse_error("rangemap field=n low=x").help.empty());
}

TEST_CASE("fieldformat takes one field and an expression", "[parser]") {
    CHECK(ParsedCommand<FieldformatCommand>("fieldformat n=tostring(n)")->field.name == "n");
    CHECK(parse_error("fieldformat n").code == "spl-missing-argument");
}

}  // namespace karst
