#include "parser/commands/datamodel/datamodel.h"
#include "parser/commands/datamodel/from.h"
#include "parser/commands/datamodel/tags.h"
#include "parser/commands/datamodel/tstats.h"
#include "parser/commands/datamodel/typer.h"
#include "tests/parser/commands/parsed_command.h"

#include <catch2/catch.hpp>

namespace karst {

TEST_CASE("datamodel takes model, dataset and mode among its options", "[parser]") {
    const ParsedCommand<DatamodelCommand> datamodel("datamodel Web Web strict_fields=f flat summariesonly=t");
    CHECK(datamodel->dataset.model == "Web");
    CHECK(datamodel->dataset.dataset == "Web");
    CHECK(datamodel->search);
    CHECK(datamodel->flat);
    CHECK_FALSE(datamodel->strict);
    CHECK(parse_failure("datamodel Web Web summariesonly=some") == "spl-bad-option: some");
}

TEST_CASE("from names what it reads in several ways", "[parser]") {
    for (const std::string spl :
         {"from datamodel:Web.Web", "from datamodel=Web.Web", "from datamodel Web.Web", "from datamodel:\"Web\".\"Web\""}) {
        INFO(spl);
        const ParsedCommand<FromCommand> from(spl);
        CHECK(from->kind == "datamodel");
        CHECK(from->dataset.model == "Web");
        CHECK(from->dataset.dataset == "Web");
    }
    CHECK(ParsedCommand<FromCommand>("from lookup:assets")->name.name == "assets");
}

TEST_CASE("span of tstats stands among the fields of BY only", "[parser]") {
    const ParsedCommand<TstatsCommand> tstats(
        "tstats summariesonly=t count fillnull_value=none from datamodel=Web.Web where a=1 by user _time span=1h");
    CHECK(tstats->aggregates.size() == 1);
    CHECK(tstats->from->dataset == "Web");
    CHECK(tstats->fill_null == "none");
    CHECK(names_of(tstats->by) == Names{"user", "_time"});
    CHECK(tstats->span == "1h");
    CHECK(parse_failure("tstats span=1h count by user") == "spl-unknown-option: span=1h");
    CHECK(parse_failure("tstats count by user prestats=t") == "spl-unknown-option: prestats=t");
    CHECK(parse_failure("tstats count from sid=5") == "spl-unsupported-namespace: sid");
}

TEST_CASE("tags takes fields and the tags that are shown", "[parser]") {
    const ParsedCommand<TagsCommand> tags("tags outputfield=all inclname=t inclvalue=f allowed_tags=\"web, dmz\" host user");
    CHECK(tags->output.name == "all");
    CHECK(tags->with_name);
    CHECK(tags->allowed == Names{"web", "dmz"});
    CHECK(names_of(tags->fields) == Names{"host", "user"});
    CHECK(parse_failure("tags inclvalue=t") == "spl-unsupported-option: inclvalue=t");
}

TEST_CASE("typer takes a length that has no effect", "[parser]") {
    ParsedCommand<TyperCommand>("typer maxlen=1000");
    CHECK(parse_failure("typer maxlen=long") == "spl-bad-option: long");
}

}  // namespace karst
