#include "parser/commands/reshape/transpose.h"
#include "parser/commands/reshape/untable.h"
#include "parser/commands/reshape/xyseries.h"
#include "tests/parser/commands/parsed_command.h"

#include <catch2/catch.hpp>

namespace karst {

TEST_CASE("transpose takes a number of rows among its options", "[parser]") {
    const ParsedCommand<TransposeCommand> transpose("transpose column_name=x 0 header_field=h include_empty=f");
    CHECK(transpose->rows == 0);
    CHECK(transpose->column_name == "x");
    CHECK(transpose->header_field == "h");
    CHECK_FALSE(transpose->include_empty);
    CHECK(ParsedCommand<TransposeCommand>("transpose")->rows == 5);
    CHECK(parse_failure("transpose many") == "spl-bad-number: many");
}

TEST_CASE("xyseries takes three fields or more among its options", "[parser]") {
    const ParsedCommand<XyseriesCommand> xyseries("xyseries grouped=t x name a, b sep=- format=$AGG$/$VAL$");
    CHECK(xyseries->x.name == "x");
    CHECK(xyseries->name_field.name == "name");
    CHECK(names_of(xyseries->data) == Names{"a", "b"});
    CHECK(xyseries->grouped);
    CHECK(xyseries->separator == "-");
    CHECK(xyseries->format == "$AGG$/$VAL$");
    CHECK(parse_error("xyseries x name").code == "spl-missing-argument");
}

TEST_CASE("untable takes three fields", "[parser]") {
    CHECK(ParsedCommand<UntableCommand>("untable x, name, data")->data_field.name == "data");
    CHECK(parse_error("untable x name").code == "spl-missing-argument");
}

}  // namespace karst
