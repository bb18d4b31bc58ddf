#include "parser/commands/command_table.h"
#include "parser/grammar/option_table.h"

#include <catch2/catch.hpp>

#include <optional>
#include <string>

namespace karst {

namespace {

struct Part {
    std::string word = "inside";
};

struct Target {
    enum class Size { Small, Large };
    bool flag = false;
    std::int64_t count = 3;
    std::optional<std::size_t> limit;
    double ratio = 0.5;
    std::string text;
    Span text_place;
    FieldName field{"_raw", {}};
    Size size = Size::Large;
    std::string upper;
    std::optional<std::string> bracketed;
    Part part;
};

std::string read_bracketed(CommandReader& reader) {
    reader.expect('(', "'('");
    const auto word = reader.expect_word("a word");
    reader.expect(')', "')'");
    return word.text;
}

void take_twice(CommandReader&, const CommandReader::Option& option, Target& target) {
    target.upper = option.value.text + option.value.text;
}

const OptionTable<Part> kPartOptions = {{"word", takes::text(&Part::word), "A word."}};

const OptionTable<Target> kOptions =
    OptionTable<Target>(
        {
            {"flag", takes::boolean(&Target::flag), "A flag."},
            {"count", takes::integer(&Target::count, 1, 9), "A count."},
            {"limit", takes::integer(&Target::limit, 0), "A limit."},
            {"ratio", takes::number(&Target::ratio, 0, 1), "A ratio."},
            {"text", takes::text(&Target::text, &Target::text_place, "<string>", "x"), "A text."},
            {"field", takes::field(&Target::field), "A field."},
            {"size", takes::words(&Target::size, {{"small", Target::Size::Small}, {"large", Target::Size::Large}}), "A size."},
            {"twice", takes::custom("<string>", "x", take_twice), "A text, twice."},
            {"bracketed", takes::own_syntax(&Target::bracketed, "(<string>)", "(x)", read_bracketed), "A text."},
            {"tuning", takes::ignored_integer(), "A number."},
            {"conf", takes::refused("<stanza>", "there is none", "do without"), "A stanza."},
            {"both", takes::refused_when_true("both is not supported", "unsupported", "choose"), "A flag."},
        })
        .including(kPartOptions, &Target::part);

struct Reading {
    explicit Reading(const std::string& text) : source(SourceText::whole("test", text)), reader(source, 0, context) {
        kOptions.take_all(reader, target);
    }
    SourceText source;
    ParseContext context{kSplCommands};
    CommandReader reader;
    Target target;
};

// What is wrong with a text; an empty code: nothing.
struct Refusal {
    std::string code;
    std::string message;
    std::string help;
    Severity severity = Severity::Note;
    Location where;
};

Refusal error(const std::string& text) {
    try {
        Reading reading(text);
    } catch (const DiagnosticError& error) {
        const auto& problem = error.diagnostic();
        return {std::string(problem.code.text()), problem.message, problem.help, problem.severity(), problem.where};
    }
    return {};
}

}  // namespace

TEST_CASE("a table reads each kind of value into its member", "[parser]") {
    const Reading reading(
        "flag=t count=9 limit=0 ratio=.25 text=\"a b\" field=user SIZE=Small twice=ab bracketed=(in) word=part rest");
    CHECK(reading.target.flag);
    CHECK(reading.target.count == 9);
    CHECK(reading.target.limit == std::size_t{0});
    CHECK(reading.target.ratio == 0.25);
    CHECK(reading.target.text == "a b");
    CHECK(reading.target.text_place.begin == 38);
    CHECK(reading.target.field.name == "user");
    CHECK(reading.target.size == Target::Size::Small);
    CHECK(reading.target.upper == "abab");
    CHECK(reading.target.bracketed == "in");
    CHECK(reading.target.part.word == "part");
}

TEST_CASE("an option that is given twice has its last value", "[parser]") {
    CHECK(Reading("count=2 count=5").target.count == 5);
}

TEST_CASE("a value out of range is told the range", "[parser]") {
    CHECK(error("count=0").message == "the option count takes a whole number from 1 to 9, not '0'");
    CHECK(error("limit=-1").message == "the option limit takes a whole number from 0 on, not '-1'");
    CHECK(error("ratio=2").message == "the option ratio takes a number from 0 to 1, not '2'");
    CHECK(error("ratio=many").code == "spl-bad-option");
    CHECK(error("size=medium").message == "the option size takes small or large, not 'medium'");
    CHECK(error("count=").code == "spl-missing-value");
}

TEST_CASE("what an ignored option is given is checked", "[parser]") {
    CHECK(error("tuning=4").code.empty());
    CHECK(error("tuning=fast").code == "spl-bad-option");
}

TEST_CASE("a refused option says what to do instead", "[parser]") {
    CHECK(error("conf=x").code == "spl-unsupported-option");
    CHECK(error("conf=x").help == "do without");
    CHECK(error("conf=x").severity == Severity::Warning);
    CHECK(error("both=false").code.empty());
    CHECK(error("both=true").severity == Severity::Warning);
}

TEST_CASE("an option that is not in the table is told the nearest that is", "[parser]") {
    const auto wrong = error("flag=t wrod=x");
    CHECK(wrong.code == "spl-unknown-option");
    CHECK(wrong.help == "did you mean 'word'?");
    CHECK(wrong.where.column == 8);
    CHECK(wrong.where.end_column == 14);
}

TEST_CASE("where name=value may be something else, only options of the table are taken", "[parser]") {
    Reading reading("\"quoted\"=x");
    CHECK_FALSE(kOptions.take_known(reading.reader, reading.target));
    CHECK(reading.reader.position() == 0);

    const auto source = SourceText::whole("test", "other=x count=4");
    CommandReader reader(source, 0, reading.context);
    CHECK_FALSE(kOptions.take_known(reader, reading.target));
    CHECK(reader.expect_word("a word").text == "other");
    reader.take('=');
    reader.word();
    CHECK(kOptions.take_known(reader, reading.target));
    CHECK(reading.target.count == 4);
}

TEST_CASE("a table describes its options, and those of the tables in it", "[parser]") {
    CHECK(kOptions.names().back() == "word");
    CHECK(kOptions.find("word")->default_value == "inside");
    CHECK(kOptions.find("size")->value == "small|large");
    CHECK(kOptions.find("size")->default_value == "large");
    CHECK(kOptions.find("count")->default_value == "3");
    CHECK_FALSE(kOptions.find("limit")->default_value);
    CHECK(kOptions.find("tuning")->effect == OptionEffect::Ignored);
    CHECK(kOptions.find("conf")->effect == OptionEffect::Refused);
    CHECK(kOptions.find("nothing") == nullptr);
}

}  // namespace karst
