#include "tests/engine/eval/eval_fixture.h"

#include <catch2/catch.hpp>

namespace karst {

TEST_CASE("now() and time() are the time of the run", "[eval]") {
    EvalFixture eval;
    eval.run.now = 1772388000;
    CHECK(eval("now()") == "1772388000");
    CHECK(eval("time()") == "1772388000");
}

TEST_CASE("strftime() and strptime() are each other's opposite", "[eval]") {
    EvalFixture eval;
    CHECK(eval(R"(strftime(1772388000, "%Y-%m-%dT%H:%M:%S%z"))") == "2026-03-01T18:00:00+0000");
    CHECK(eval(R"(strftime("1772388000.5", "%s.%3N"))") == "1772388000.500");
    CHECK(eval(R"(strptime("2026-03-01 18:00:00.250", "%Y-%m-%d %H:%M:%S.%3N"))") == "1772388000.25");
    CHECK(eval(R"(strptime("01/Mar/2026:19:00:00 +0100", "%d/%b/%Y:%H:%M:%S %z"))") == "1772388000");
    CHECK(eval(R"(strptime("yesterday", "%Y"))") == "(null)");
    CHECK(eval(R"(strftime("soon", "%Y"))") == "(null)");
}

TEST_CASE("strptime() takes a time of day for today's", "[eval]") {
    EvalFixture eval;
    eval.run.now = 1772388000;
    CHECK(eval(R"(strftime(strptime("06:30", "%H:%M"), "%F %T"))") == "2026-03-01 06:30:00");
}

TEST_CASE("relative_time() moves and snaps", "[eval]") {
    EvalFixture eval;
    const auto moved = [&](const std::string& modifier) {
        return eval("strftime(relative_time(1772388000, \"" + modifier + "\"), \"%F %T\")");
    };
    CHECK(moved("-1d@d") == "2026-02-28 00:00:00");
    CHECK(moved("@w0") == "2026-03-01 00:00:00");
    CHECK(moved("@w7") == "2026-03-01 00:00:00");
    CHECK(moved("@w1") == "2026-02-23 00:00:00");
    CHECK(moved("@q") == "2026-01-01 00:00:00");
    CHECK(moved("@mon+9h") == "2026-03-01 09:00:00");
    CHECK(moved("-1h@h+30m") == "2026-03-01 17:30:00");
    CHECK(eval(R"(relative_time(1772388000, "someday"))") == "(null)");
}

}  // namespace karst
