#include "tests/karst/library_fixture.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstring>

namespace karst::test {

namespace {

// Takes a number of pieces.
class Receiver final : public RowReceiver {
public:
    bool rows(const Table& piece) override {
        taken += piece.size();
        return taken < most;
    }
    void finish(const Table& result) override { columns = result.columns(); }

    std::size_t most = 1'000'000;
    std::size_t taken = 0;
    std::vector<std::string> columns;
};

std::string many_events(std::size_t count) {
    std::string text;
    for (std::size_t number = 0; number < count; ++number) {
        text += R"({"time": "2026-03-02T18:00:00Z", "user": "user)" + std::to_string(number) + "\"}\n";
    }
    return text;
}

}  // namespace

TEST_CASE("a search that is wrong has a diagnostic with its place, and does not run") {
    const Search search(Engine(), "user=dana | wehre n=3", "mine");
    CHECK_FALSE(search.compiles());
    REQUIRE(search.diagnostics().size() == 1);
    const auto& diagnostic = search.diagnostics().front();
    CHECK(diagnostic.severity == Severity::Error);
    CHECK(diagnostic.code == "spl-unknown-command");
    CHECK(diagnostic.where.file == "mine");
    CHECK(diagnostic.where.line == 1);
    CHECK(diagnostic.where.column == 13);
    CHECK(*diagnostic.where.text == "user=dana | wehre n=3");
    CHECK_THROWS_AS(search.run({}), Error);
}

TEST_CASE("a search gives pieces as they come, and all columns at the end") {
    const Search search(Engine(), "* | table user");
    Receiver receiver;
    const auto statistics = search.run({Source::memory("m", many_events(5'000))}, {}, receiver);
    CHECK(receiver.taken == 5'000);
    CHECK(receiver.columns == std::vector<std::string>{"user"});
    CHECK(statistics.events == 5'000);
    CHECK_FALSE(statistics.stopped);
}

TEST_CASE("a receiver that wants no more rows ends the scan") {
    const Search search(Engine(), "* | fields user");
    Receiver receiver;
    receiver.most = 10;
    const auto statistics = search.run({Source::memory("m", many_events(100'000))}, {}, receiver);
    CHECK(statistics.stopped);
    CHECK(statistics.events < 100'000);
}

TEST_CASE("a request to stop ends a run with what was found so far") {
    const Search search(Engine(), "* | stats count");
    std::stop_source stop;
    RunOptions options;
    options.stop = stop.get_token();
    options.progress = [&](std::uint64_t) { stop.request_stop(); };
    Receiver receiver;
    const auto statistics = search.run({Source::memory("m", many_events(100'000))}, options, receiver);
    CHECK(statistics.stopped);
    CHECK(statistics.events < 100'000);
    CHECK(receiver.taken == 1);
}

TEST_CASE("a stream is read once, also by a search that reads its events again") {
    const std::string text = kLogins;
    std::size_t at = 0;
    const auto source = Source::stream("pipe", [&](char* buffer, std::size_t size) {
        const auto given = std::min({size, text.size() - at, std::size_t{7}});
        std::memcpy(buffer, text.data() + at, given);
        at += given;
        return given;
    });
    const auto table = Search(Engine(), "* [search action=success | fields user] | stats count BY user").run({source});
    REQUIRE(table.size() == 1);
    CHECK(to_json(table[0]) == R"({"user":"erik","count":1})");
}

TEST_CASE("rows as a source keep their numbers and need no knowledge") {
    const auto rows = Table::of({{{"user", "ann"}, {"n", 1.5}, {"_time", 100.0}}, {{"user", "bob"}, {"n", 2.5}}});
    const auto table = Search(Engine(), "* | stats sum(n) AS n").run({Source::rows(rows)});
    REQUIRE(table.size() == 1);
    CHECK(table[0].value("n") == Value(4.0));
    CHECK(Search(Engine(), "user=ann").run({Source::rows(rows)})[0].value("n") == Value(1.5));
    CHECK_THROWS_AS(Search(Engine(), "*").run({Source::rows(rows), logins().front()}), ArgumentError);
}

TEST_CASE("the origin of a source is that of its events") {
    const auto source = Source::memory("m", kLogins, {"my:type", "here", "there"});
    const auto table = Search(Engine(), "* | head 1 | table sourcetype source host").run({source});
    REQUIRE(table.size() == 1);
    CHECK(to_json(table[0]) == R"({"sourcetype":"my:type","source":"here","host":"there"})");
}

TEST_CASE("now() is the engine's clock unless the run names a time, and TZ is the engine's environment") {
    EngineOptions options;
    options.clock = [] { return 1'000'000.0; };
    options.environment = [](const std::string& name) {
        return name == "TZ" ? std::optional<std::string>("Asia/Tokyo") : std::nullopt;
    };
    const Engine engine(options);
    const Search search(engine, "| makeresults | eval t=now(), hour=strftime(0, \"%H\") | table t hour");
    CHECK(to_json(search.run({})[0]) == R"({"t":1000000,"hour":"09"})");
    RunOptions run;
    run.now = "2000000";
    run.time_zone = "UTC";
    CHECK(to_json(search.run({}, run)[0]) == R"({"t":2000000,"hour":"00"})");
}

TEST_CASE("an option that cannot be used is named") {
    RunOptions options;
    options.earliest = "soon";
    try {
        rows_of("*", options);
        FAIL("no error");
    } catch (const ArgumentError& error) {
        CHECK(error.option() == "earliest");
        CHECK(std::string(error.what()) == "earliest: 'soon' is not a time");
    }
}

TEST_CASE("an input that is not there is an error of the input") {
    CHECK_THROWS_AS(Search(Engine(), "*").run({Source::file("no/such/file")}), InputError);
    CHECK_THROWS_AS(find_sources(Engine(), {"no/such/file"}), InputError);
}

TEST_CASE("limits of a search are those of its engine") {
    const std::string joined = "| makeresults | eval k=1 | append [| makeresults count=50010 | eval k=1] | stats count";
    EngineOptions options;
    options.lift_limits = true;
    CHECK(Search(Engine(), joined).run({})[0].value("count") == Value(50'001.0));
    CHECK(Search(Engine(options), joined).run({})[0].value("count") == Value(50'011.0));
}

}  // namespace karst::test
