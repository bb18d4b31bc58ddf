// Field names as numbers (FieldTable), and sets of them with patterns (FieldSet).
#include "engine/row/field_set.h"
#include "engine/row/field_table.h"

#include <catch2/catch.hpp>

using namespace karst;

TEST_CASE("field names are numbered from zero in the order in which they are met", "[row]") {
    FieldTable table;
    CHECK(table.intern("user") == 0);
    CHECK(table.intern("host") == 1);
    CHECK(table.intern("user") == 0);
    CHECK(table.name(1) == "host");
    CHECK(table.size() == 2);
}

TEST_CASE("field names that differ in case are different fields", "[row]") {
    FieldTable table;
    CHECK(table.intern("User") != table.intern("user"));
    CHECK_FALSE(table.find("USER").has_value());
}

TEST_CASE("a copy of a field table grows by itself", "[row]") {
    FieldTable plan;
    plan.intern("user");
    FieldTable run(plan);
    CHECK(run.intern("made_by_data") == 1);
    CHECK(plan.size() == 1);
    CHECK(run.find("user") == FieldId{0});
}

TEST_CASE("a set of fields holds names by themselves and by patterns", "[row]") {
    FieldSet set;
    set.add("user");
    set.add("src_*");
    CHECK(set.contains("user"));
    CHECK(set.contains("src_ip"));
    CHECK_FALSE(set.contains("dest_ip"));
    CHECK_FALSE(set.is_everything());
    CHECK(set.patterns() == std::vector<std::string>{"src_*"});
}

TEST_CASE("the pattern * makes a set of all fields", "[row]") {
    FieldSet set;
    set.add("*");
    CHECK(set.is_everything());
    CHECK(set.contains("anything"));
}

TEST_CASE("a cleared set of fields is empty", "[row]") {
    auto set = FieldSet::everything();
    set.add("user");
    set.clear();
    CHECK(set.empty());
    CHECK_FALSE(set.contains("user"));
}
