// The fields that a scan reads, numbered.
#include "engine/scan/scan_slots.h"

#include <catch2/catch.hpp>

using namespace karst;

TEST_CASE("a field that is asked for again keeps its slot", "[scan]") {
    ScanSlots slots;
    const auto user = slots.intern(EventField::own("user"));
    const auto of_model = slots.intern({"Endpoint", "Processes", "user"});
    CHECK(user != of_model);
    CHECK(slots.intern(EventField::own("user")) == user);
    CHECK(slots.intern({"Endpoint", "Processes", "user"}) == of_model);
    CHECK(slots.size() == 2);
    CHECK(slots.field(of_model).lineage == "Processes");
}

TEST_CASE("fields of datasets are not found by the names of events' own fields", "[scan]") {
    ScanSlots slots;
    slots.intern({"Endpoint", "Processes", "user"});
    slots.intern({"Endpoint", "Registry", "user"});
    CHECK_FALSE(slots.find("user").has_value());
    CHECK_FALSE(slots.find(EventField::own("user")).has_value());
    CHECK_FALSE(slots.find(EventField{"Endpoint", "Filesystem", "user"}).has_value());
    CHECK(slots.find(EventField{"Endpoint", "Registry", "user"}).has_value());
}

TEST_CASE("a membership and nodename are fields of their own", "[scan]") {
    ScanSlots slots;
    const auto membership = slots.intern({"Endpoint", "Processes", ""});
    const auto node_name = slots.intern({"Endpoint", "", std::string(kNodeName)});
    CHECK(membership != node_name);
    CHECK(slots.field(membership).is_of_dataset());
}
