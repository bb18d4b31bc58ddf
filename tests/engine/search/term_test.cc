#include "engine/search/term.h"

#include <catch2/catch.hpp>

using namespace karst;

namespace {

bool found(std::string_view term, std::string_view raw, TermMatcher::Bounds bounds = TermMatcher::Bounds::Segments,
           Wildcard::Case letters = Wildcard::Case::Insensitive) {
    return TermMatcher(term, bounds, letters).matches(raw);
}

}  // namespace

TEST_CASE("a term matches whole segments without regard to case") {
    CHECK(found("ERROR", "level=error msg=x"));
    CHECK_FALSE(found("error", "many errors"));
    CHECK(found("404", "GET /404.html"));
    CHECK_FALSE(found("404", "id 4040"));
}

TEST_CASE("a star in a term reaches to the end of its word") {
    CHECK(found("fail*", "login FAILED for bob"));
    CHECK_FALSE(found("fail*", "unfailing"));
    CHECK(found("*delete*", "{\"eventName\":\"DeleteTrail\"}"));
    CHECK(found("ps*exec", "run psXexec now"));
    CHECK_FALSE(found("ps*exec", "ps then exec"));
}

TEST_CASE("a phrase needs its words side by side") {
    CHECK(found("access denied", "Access Denied for bob"));
    CHECK_FALSE(found("access denied", "access was denied"));
}

TEST_CASE("TERM wants major breakers around it, CASE the same letters") {
    CHECK(found("10.7.7.7", "from (10.7.7.7), bob", TermMatcher::Bounds::Term));
    CHECK_FALSE(found("10.7.7.7", "ip=10.7.7.7 - bob", TermMatcher::Bounds::Term));
    CHECK_FALSE(found("Error", "an error", TermMatcher::Bounds::Segments, Wildcard::Case::Sensitive));
}

TEST_CASE("a term without text is in every event") {
    CHECK(found("", "anything"));
    CHECK(found("", "", TermMatcher::Bounds::Term));
}
