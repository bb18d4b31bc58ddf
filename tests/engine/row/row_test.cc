// Rows and batches: what operators pass to each other.
#include "engine/row/row.h"

#include <catch2/catch.hpp>

#include <string>

using namespace karst;

namespace {

constexpr FieldId kUser = 0;
constexpr FieldId kHost = 1;
constexpr FieldId kLate = 9;

}  // namespace

TEST_CASE("a slot beyond the width of a row is null", "[row]") {
    Batch batch;
    const Row row = batch.append(1);
    CHECK(row.get(kUser).is_null());
    CHECK(row.get(kLate).is_null());
}

TEST_CASE("a field that is set on a row too short for it widens the row and keeps the others", "[row]") {
    Batch batch;
    batch.append(2);
    Row& row = batch.rows().back();
    batch.set(row, kUser, Value::string("alice"));
    batch.set(row, kLate, Value::string("new"));
    CHECK(row.get(kUser).as_string() == "alice");
    CHECK(row.get(kHost).is_null());
    CHECK(row.get(kLate).as_string() == "new");
}

TEST_CASE("null set beyond the width of a row leaves the row as it is", "[row]") {
    Batch batch;
    batch.append(1);
    Row& row = batch.rows().back();
    batch.set(row, kLate, Value());
    CHECK(row.slots().size() == 1);
}

TEST_CASE("a copied row does not refer to the batch that it was copied from", "[row]") {
    Batch batch;
    {
        Batch other;
        std::string text = "a text that is longer than any small buffer would hold";
        Row& row = other.append(1);
        other.set(row, kUser, other.arena().copy(Value::string(text)));
        batch.append_copy(row);
    }
    CHECK(batch.rows().back().get(kUser).as_string() == "a text that is longer than any small buffer would hold");
}

TEST_CASE("a batch keeps the rows of a filter in their order", "[row]") {
    Batch batch;
    for (const auto* name : {"a", "b", "c", "d"}) {
        batch.append(1);
        batch.set(batch.rows().back(), kUser, batch.arena().copy(Value::string(name)));
    }
    batch.filter([](const Row& row) { return row.get(kUser).as_string() != "b"; });
    std::string kept;
    for (const auto& row : batch.rows()) {
        kept += row.get(kUser).as_string();
    }
    CHECK(kept == "acd");
}

TEST_CASE("a batch keeps a pinned buffer alive", "[row]") {
    auto buffer = std::make_shared<int>(1);
    const std::weak_ptr<int> watched = buffer;
    {
        Batch batch;
        batch.pin(std::move(buffer));
        CHECK_FALSE(watched.expired());
    }
    CHECK(watched.expired());
}
