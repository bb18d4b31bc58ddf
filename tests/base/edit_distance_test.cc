#include "base/edit_distance.h"

#include <catch2/catch.hpp>

using namespace karst;

TEST_CASE("The edit distance counts insertions, deletions and replacements") {
    CHECK(edit_distance("kitten", "sitting", Exchange::TwoEdits) == 3);
    CHECK(edit_distance("", "abc", Exchange::TwoEdits) == 3);
    CHECK(edit_distance("abc", "", Exchange::OneEdit) == 3);
    CHECK(edit_distance("same", "same", Exchange::OneEdit) == 0);
    CHECK(edit_distance("Same", "same", Exchange::OneEdit) == 1);
}

TEST_CASE("Two neighbours that are exchanged are one edit only where asked for") {
    CHECK(edit_distance("mvcuont", "mvcount", Exchange::OneEdit) == 1);
    CHECK(edit_distance("mvcuont", "mvcount", Exchange::TwoEdits) == 2);
    CHECK(edit_distance("ca", "abc", Exchange::OneEdit) == 3);  // nothing is edited twice
}

TEST_CASE("The edit distance counts characters, not bytes") {
    CHECK(edit_distance("z\xC3\xA4hlen", "zahlen", Exchange::TwoEdits) == 1);
    CHECK(edit_distance("\xD0\xB0\xD0\xB1", "\xD0\xB1\xD0\xB0", Exchange::OneEdit) == 1);
}
