#include "engine/run/memory_account.h"
#include "engine/run/memory_limit.h"

#include <catch2/catch.hpp>

#include <optional>
#include <system_error>

namespace karst {

namespace {

constexpr std::size_t kLimit = 1'000'000;

}  // namespace

TEST_CASE("what commands hold together counts, and no more when they are gone", "[memory]") {
    const auto account = std::make_shared<MemoryAccount>(kLimit);
    {
        HeldMemory stats(account, "stats");
        HeldMemory sort(account, "sort");
        stats.hold(400'000);
        sort.hold(500'000);
        CHECK(account->held() == 900'000);
        stats.hold(100'000);
        CHECK(account->held() == 600'000);
    }
    CHECK(account->held() == 0);
}

TEST_CASE("beyond the limit, the command that holds most is asked to write it to disk", "[memory]") {
    const auto account = std::make_shared<MemoryAccount>(kLimit);
    std::optional<HeldMemory> large;
    std::optional<HeldMemory> small;
    large.emplace(account, "stats", [&] { large->hold(0); });
    small.emplace(account, "sort", [&] { FAIL("the smaller one was asked"); });
    large->hold(700'000);
    small->hold(400'000);
    CHECK(account->held() == 400'000);
}

TEST_CASE("while commands run in parallel, each is asked for its own memory only", "[memory]") {
    const auto account = std::make_shared<MemoryAccount>(kLimit);
    std::optional<HeldMemory> large;
    std::optional<HeldMemory> small;
    large.emplace(account, "stats", [&] { FAIL("another thread's was asked"); });
    small.emplace(account, "sort", [&] { small->hold(0); });
    large->hold(700'000);
    account->set_parallel(true);
    small->hold(400'000);
    CHECK(account->held() == 700'000);
}

TEST_CASE("a command that can write nothing to disk ends when it holds most", "[memory]") {
    const auto account = std::make_shared<MemoryAccount>(kLimit);
    HeldMemory transaction(account, "transaction");
    HeldMemory sort(account, "sort");
    sort.hold(300'000);
    CHECK_THROWS_WITH(transaction.hold(800'000), Catch::Contains("transaction") && Catch::Contains("781 KiB"));
}

TEST_CASE("a command that holds little goes on, and the one that holds most ends at its next word", "[memory]") {
    const auto account = std::make_shared<MemoryAccount>(kLimit);
    HeldMemory transaction(account, "transaction");
    HeldMemory sort(account, "sort");
    transaction.hold(900'000);
    CHECK_NOTHROW(sort.hold(150'000));
    CHECK_THROWS_AS(transaction.hold(900'001), MemoryLimitError);
}

TEST_CASE("a disk that is full ends the command with what the system says", "[memory]") {
    const auto account = std::make_shared<MemoryAccount>(kLimit);
    HeldMemory stats(account, "stats", [] { throw std::system_error(std::make_error_code(std::errc::no_space_on_device)); });
    CHECK_THROWS_WITH(stats.hold(1'100'000), Catch::Contains("No space left on device"));
}

}  // namespace karst
