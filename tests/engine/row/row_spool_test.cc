// Rows that wait in memory and on disk.
#include "engine/row/row_merge.h"
#include "engine/row/row_spool.h"
#include "tests/support/memory_temporary_files.h"

#include <catch2/catch.hpp>

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <vector>

namespace karst {

namespace {

bool same(Value left, Value right) {  // NOLINT(misc-no-recursion)
    if (left.kind() != right.kind()) {
        return false;
    }
    if (left.is_string()) {
        return left.as_string() == right.as_string();
    }
    if (left.is_number()) {
        const auto bits = [](Value value) { return std::bit_cast<std::uint64_t>(value.as_number()); };
        return left.significant() == right.significant() && bits(left) == bits(right);
    }
    if (left.is_boolean()) {
        return left.as_boolean() == right.as_boolean();
    }
    return left.is_null() || std::equal(left.items().begin(), left.items().end(), right.items().begin(), right.items().end(),
                                        [](Value a, Value b) { return same(a, b); });
}

bool same(const Row& left, const Row& right) {
    const auto a = left.slots();
    const auto b = right.slots();
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](Value one, Value other) { return same(one, other); });
}

class RandomRows {
public:
    explicit RandomRows(unsigned seed) : random_(seed) {}

    std::size_t below(std::size_t count) { return std::uniform_int_distribution<std::size_t>(0, count - 1)(random_); }

    Row& append(Batch& batch) {
        auto& row = batch.append(below(20));
        for (Value& slot : row.slots()) {
            slot = below(3) == 0 ? Value() : value(batch.arena(), 0);
        }
        return row;
    }

private:
    Value value(Arena& arena, int depth) {  // NOLINT(misc-no-recursion)
        constexpr double kNumbers[] = {0.0,
                                       -0.0,
                                       0.1,
                                       -1e300,
                                       std::numeric_limits<double>::infinity(),
                                       -std::numeric_limits<double>::infinity(),
                                       std::numeric_limits<double>::quiet_NaN(),
                                       std::numeric_limits<double>::denorm_min()};
        switch (below(depth < 3 ? 6 : 5)) {
        case 0:
            return Value::string("");
        case 1:
            return Value::string(
                arena.copy(std::string(below(3) == 0 ? below(5000) : below(20), static_cast<char>(below(256)))));
        case 2:
            return Value::number(kNumbers[below(std::size(kNumbers))]);
        case 3:
            return Value::number(std::uniform_real_distribution<double>(-1e6, 1e6)(random_),
                                 static_cast<std::uint8_t>(below(256)));
        case 4:
            return Value::boolean(below(2) == 0);
        default: {
            const auto items = arena.values(2 + below(200));
            for (Value& item : items) {
                item = value(arena, below(50) == 0 ? depth + 1 : 3);
            }
            return Value::multivalue(items);
        }
        }
    }

    std::mt19937 random_;
};

// All rows of the spool; the batches hold them.
std::vector<Row> read_all(RowSpool& spool, std::vector<Batch>& batches, std::size_t buffer) {
    std::vector<Row> rows;
    auto reader = spool.read(buffer);
    Batch batch;
    while (reader.next(batch)) {
        CHECK(batch.size() <= Batch::kRows);
        rows.insert(rows.end(), batch.rows().begin(), batch.rows().end());
        batches.push_back(std::move(batch));
    }
    return rows;
}

void check_same(const std::vector<Row>& left, const std::vector<Row>& right) {
    REQUIRE(left.size() == right.size());
    std::size_t different = 0;
    for (std::size_t index = 0; index < left.size(); ++index) {
        different += same(left[index], right[index]) ? 0 : 1;
    }
    CHECK(different == 0);
}

Batch text_rows(const std::vector<std::string>& texts) {
    Batch batch;
    for (const auto& text : texts) {
        batch.append(1).slots()[0] = Value::string(batch.arena().copy(text));
    }
    return batch;
}

std::string texts_of(const std::vector<Row>& rows) {
    std::string texts;
    for (const auto& row : rows) {
        texts += row.get(0).as_string();
    }
    return texts;
}

}  // namespace

TEST_CASE("rows that are spilled at any place come back as they were and in their order", "[row][spill]") {
    for (unsigned seed = 0; seed < 30; ++seed) {
        const auto files = std::make_shared<MemoryTemporaryFiles>();
        RandomRows random(seed);
        RowSpool spool(files);
        Batch kept;
        for (std::size_t step = 0; step < 60; ++step) {
            switch (random.below(4)) {
            case 0:
                spool.spill();
                CHECK(spool.held_bytes() == 0);
                break;
            case 1: {
                Batch batch;
                for (std::size_t count = random.below(40); count > 0; --count) {
                    kept.append_copy(random.append(batch));
                }
                spool.add(std::move(batch));
                break;
            }
            default: {
                Batch batch;
                spool.add(kept.append_copy(random.append(batch)));
            }
            }
        }
        CHECK(spool.rows() == kept.size());
        std::vector<Batch> batches;
        check_same(read_all(spool, batches, seed % 3 == 0 ? 10 : 50'000), kept.rows());
        CHECK(spool.held_bytes() == 0);
    }
}

TEST_CASE("what is spilled while a spool is read comes after what was read", "[row][spill]") {
    RowSpool spool(std::make_shared<MemoryTemporaryFiles>());
    spool.add(text_rows({"a", "b"}));
    spool.spill();
    spool.add(text_rows({"c"}));
    spool.add(text_rows({"d", "e"}));
    spool.add(text_rows({"f"}));
    auto reader = spool.read();
    std::string texts;
    Batch batch;
    for (int step = 0; reader.next(batch); ++step) {
        texts += texts_of(batch.rows());
        if (step == 1) {
            spool.spill();
        }
    }
    CHECK(texts == "abcdef");
}

TEST_CASE("a spool holds everything still when the disk is full, and writes it when there is room again", "[row][spill]") {
    const auto files = std::make_shared<MemoryTemporaryFiles>(20);
    RowSpool spool(files);
    spool.add(text_rows({"one", "two"}));
    spool.spill();
    spool.add(text_rows({"three", "four"}));
    const auto held = spool.held_bytes();
    CHECK_THROWS_AS(spool.spill(), std::system_error);
    CHECK(spool.held_bytes() == held);
    files->grow(1000);
    spool.spill();
    CHECK(spool.held_bytes() == 0);
    std::vector<Batch> batches;
    CHECK(texts_of(read_all(spool, batches, 100)) == "onetwothreefour");
}

TEST_CASE("a spool without temporary files keeps its rows in memory", "[row][spill]") {
    RowSpool spool(nullptr);
    spool.add(text_rows({"a"}));
    CHECK_FALSE(spool.can_spill());
    spool.spill();
    std::vector<Batch> batches;
    CHECK(texts_of(read_all(spool, batches, 100)) == "a");
}

TEST_CASE("a batch that is read from disk is small when its rows are long", "[row][spill]") {
    RowSpool spool(std::make_shared<MemoryTemporaryFiles>());
    for (int number = 0; number < 200; ++number) {
        spool.add(text_rows({std::string(10'000, 'x')}));
    }
    spool.spill();
    auto reader = spool.read(64 * 1024);
    Batch batch;
    std::size_t rows = 0;
    while (reader.next(batch)) {
        CHECK(batch.bytes() < 256 * 1024);
        rows += batch.size();
    }
    CHECK(rows == 200);
}

TEST_CASE("spools in order are merged, and of rows that are equal those of the first spool come first", "[row][spill]") {
    struct ByFirstLetter {
        using Key = char;
        static void read(const Row& row, Key& key) { key = row.get(0).as_string().front(); }
        static int compare(Key left, Key right) { return left - right; }
    };
    RowSpool first(std::make_shared<MemoryTemporaryFiles>());
    RowSpool second(nullptr);
    RowSpool none(nullptr);
    first.add(text_rows({"a1", "c1", "c2"}));
    first.spill();
    second.add(text_rows({"a3", "b3", "c3", "d3"}));
    const ByFirstLetter order;
    RowMerge<ByFirstLetter> merge(order, {&first, &none, &second});
    std::string texts;
    while (const auto* row = merge.next()) {
        texts += row->get(0).as_string();
    }
    CHECK(texts == "a1a3b3c1c2c3d3");
}

}  // namespace karst
