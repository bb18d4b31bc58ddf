#include "parser/commands/multivalue/makemv.h"
#include "parser/commands/multivalue/mvcombine.h"
#include "parser/commands/multivalue/mvexpand.h"
#include "parser/commands/multivalue/nomv.h"
#include "tests/parser/commands/parsed_command.h"

#include <catch2/catch.hpp>

namespace karst {

TEST_CASE("makemv takes one field, a delimiter or an expression", "[parser]") {
    const ParsedCommand<MakemvCommand> makemv("makemv delim=\",\" allowempty=t f setsv=f");
    CHECK(makemv->delimiter == ",");
    CHECK(makemv->allow_empty);
    CHECK(makemv->field.name == "f");
    CHECK(ParsedCommand<MakemvCommand>("makemv tokenizer=\"(\\w+)\" f")->tokenizer == "(\\w+)");
    CHECK(parse_failure("makemv delim=\"\" f") == "spl-bad-option: \"\"");
    CHECK(parse_failure("makemv setsv=t f") == "spl-unsupported-option: setsv=t");
    CHECK(parse_failure("makemv a b") == "spl-syntax: b");
    CHECK(parse_error("makemv delim=x").code == "spl-missing-argument");
}

TEST_CASE("mvcombine and mvexpand take one field and their option", "[parser]") {
    CHECK(ParsedCommand<MvcombineCommand>("mvcombine delim=\";\" f")->delimiter == ";");
    CHECK(parse_failure("mvcombine _time") == "spl-bad-argument: _time");
    CHECK(ParsedCommand<MvexpandCommand>("mvexpand f limit=3")->limit == 3);
    CHECK(parse_failure("mvexpand f limit=-1") == "spl-bad-option: -1");
    CHECK(parse_error("mvexpand").code == "spl-missing-argument");
    CHECK(ParsedCommand<NomvCommand>("nomv f")->field.name == "f");
}

}  // namespace karst
