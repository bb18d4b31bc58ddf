#include "base/diagnostic_code.h"

#include <catch2/catch.hpp>

#include <string>

using namespace karst;

TEST_CASE("a code that is known only at run time is found in the table, and another is not") {
    const auto found = DiagnosticCode::find("spl-unknown-macro");
    REQUIRE(found.has_value());
    CHECK((*found == DiagnosticCode("spl-unknown-macro")));
    CHECK(found->text() == "spl-unknown-macro");
    CHECK_FALSE(DiagnosticCode::find("spl-unknown").has_value());
    CHECK_FALSE(DiagnosticCode::find("").has_value());
}

TEST_CASE("a code has the severity that the table gives it") {
    CHECK(DiagnosticCode("spl-syntax").severity() == Severity::Error);
    CHECK(DiagnosticCode("rule-unknown-token").severity() == Severity::Warning);
    CHECK(DiagnosticCode("rule-skipped").severity() == Severity::Note);
    CHECK(DiagnosticCode("spl-unsupported-command").severity() == Severity::Warning);
    CHECK(DiagnosticCode("spl-unsupported-command").kind() == DiagnosticKind::Unsupported);
}

TEST_CASE("each description is of the code in its row") {
    REQUIRE(DiagnosticDescription::all().size() == std::size(kDiagnosticRows));
    std::size_t row = 0;
    for (const auto& description : DiagnosticDescription::all()) {
        CHECK(description.code.text() == kDiagnosticRows[row].code);
        CHECK(&DiagnosticDescription::of(description.code) == &description);
        ++row;
    }
}
