#include "engine/search/required_literals.h"
#include "parser/parser.h"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace karst;

namespace {

using Texts = std::vector<std::string>;

// What is required; {"none"} when nothing is. Fields stand in the text, but `derived` may be anything, and `filled` has two
// values beside parts of the text.
Texts required(const char* search) {
    const auto parsed = parse_search_expression(SourceText::whole("test", search));
    const auto texts = required_literals(*parsed, [](std::string_view field) {
        return field == "derived"  ? std::nullopt
               : field == "filled" ? DerivedValues({"unknown", "10"})
                                   : DerivedValues(std::in_place);
    });
    return texts ? *texts : Texts{"none"};
}

}  // namespace

TEST_CASE("the value of a comparison must stand in the text, without its case") {
    CHECK(required("eventName=CopyObject") == Texts{"copyobject"});
    CHECK(required("image=\"*\\\\Temp\\\\*.exe\"") == Texts{"\\temp\\"});
    CHECK(required("name IN (CreateUser, \"Delete*\")") == Texts{"createuser", "delete"});
    CHECK(required("mimikatz") == Texts{"mimikatz"});
}

TEST_CASE("of several conditions the most telling one counts, of alternatives each must have one") {
    CHECK(required("derived=abc a=xyz b=longer") == Texts{"longer"});
    CHECK(required("a=abcd OR b=efgh") == Texts{"abcd", "efgh"});
    CHECK(required("a=abcd OR derived=efgh") == Texts{"none"});
    CHECK(required("(a=abcd OR derived=x) c=efgh") == Texts{"efgh"});
}

TEST_CASE("what a later filter asks for must stand in the text, unless it is a number", "[scan]") {
    FilterCondition condition{FilterCondition::Kind::OneOf};
    condition.field = "a";
    condition.values.resize(2);
    condition.values[0].text = "Evil";
    condition.values[1].text = "*.exe";
    const auto of = [](const FilterCondition& one) {
        const auto texts = required_literals(one, [](std::string_view) { return DerivedValues(std::in_place); });
        return texts ? *texts : Texts{"none"};
    };
    CHECK(of(condition) == Texts{"evil", ".exe"});
    FilterCondition all{FilterCondition::Kind::All};
    all.parts = {condition, condition};
    all.parts[1].values.resize(1);
    CHECK(of(all) == Texts{"evil"});
    all.parts[0].numbers = {5000};
    CHECK(of(all) == Texts{"evil"});
    all.kind = FilterCondition::Kind::Any;
    CHECK(of(all) == Texts{"none"});
}

TEST_CASE("what need not stand in the text is no condition") {
    CHECK(required("NOT a=abcd") == Texts{"none"});
    CHECK(required("a!=abcd") == Texts{"none"});
    CHECK(required("a>1000") == Texts{"none"});
    CHECK(required("a=*") == Texts{"none"});
    CHECK(required("a=\"*ab*\"") == Texts{"none"});
    CHECK(required("a=\"10.0.0.0/8\"") == Texts{"none"});
    CHECK(required("derived=abcd") == Texts{"none"});
}

TEST_CASE("a value that a field can have by itself is no condition, others are") {
    CHECK(required("filled=abcd") == Texts{"abcd"});
    CHECK(required("filled=Unknown") == Texts{"none"});
    CHECK(required("filled=*know*") == Texts{"none"});
    CHECK(required("filled IN (abcd, unknown)") == Texts{"none"});
    CHECK(required("filled IN (abcd, efgh)") == Texts{"abcd", "efgh"});
}

TEST_CASE("text over a line end is no condition: formats write those in their own way") {
    CHECK(required("a=\"abc\ndef\"") == Texts{"none"});
}
