#include "engine/plan/split.h"
#include "tests/engine/operators/row_pipeline.h"

#include <catch2/catch.hpp>

namespace karst {

namespace {

std::shared_ptr<const Plan> scan_of(const std::string& spl) {
    const auto text = std::make_shared<const SourceText>(SourceText::whole("test", spl));
    Diagnostics diagnostics;
    return make_plan(text, std::shared_ptr<const Pipeline>(parse_spl(*text, diagnostics)), spl_environment());
}

}  // namespace

TEST_CASE("a plan is cut behind the operators that work on each row by itself", "[plan]") {
    const auto split = split_of(*scan_of("error | eval a=1 | where a>0 | rename a AS b | sort b | eval c=2"));
    CHECK(split.per_row == 3);
    CHECK_FALSE(split.mergeable);
    CHECK(split.in_parts() == 3);
}

TEST_CASE("statistics may be merged behind the cut", "[plan]") {
    const auto split = split_of(*scan_of("error | eval a=1 | stats count by a | where count>1"));
    CHECK(split.per_row == 1);
    CHECK(split.mergeable);
    CHECK(split.in_parts() == 2);
}

TEST_CASE("what depends on the order of the events merges nothing", "[plan]") {
    CHECK_FALSE(split_of(*scan_of("error | stats first(a)")).mergeable);
    CHECK(split_of(*scan_of("error | head 5")).in_parts() == 0);
}

TEST_CASE("a plan without operators is all scan", "[plan]") {
    CHECK(split_of(*scan_of("error")).in_parts() == 0);
}

}  // namespace karst
