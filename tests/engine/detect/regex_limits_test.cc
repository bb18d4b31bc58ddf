// Regular expressions that give up at a limit: each run says so in the end, by pattern, whatever the number of threads.
#include "engine/compile/compile.h"
#include "engine/detect/detect.h"
#include "engine/plan/pipeline_run.h"
#include "engine/plan/planner.h"
#include "engine/scan/event_scan.h"
#include "engine/scheduler/scheduler.h"
#include "packs/reader/pack_loader.h"
#include "parser/parser.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace karst;

namespace {

const std::string kSlow = "(?=a)(a|aa)+b";
const std::string kText = std::string(40, 'a') + " then aab";
constexpr int kEvents = 60;

using Texts = std::vector<std::string>;

std::string warning(const std::string& whose, const std::string& pattern, int times) {
    return whose + (whose.empty() ? "" : ": ") + "warning[regex-match-limit]: the regular expression '" + pattern +
           "' stopped at the limit of backtracking " + (times == 1 ? "once" : std::to_string(times) + " times") +
           ", which counts as no match";
}

// Events with the text in field a, and a pack whose patterns give up on it where `pack` says so.
class Events {
public:
    explicit Events(const std::string& pack = "") {
        std::string lines;
        for (int number = 0; number < kEvents; ++number) {
            lines += R"({"n":")" + std::to_string(number) + R"(","a":")" + kText + "\"}\n";
        }
        folder_.write("events.ndjson", lines);
        Diagnostics diagnostics;
        PackFile packs;
        if (!pack.empty()) {
            packs = read_pack(std::make_shared<const SourceFile>(SourceFile{"pack.yml", pack}), "", diagnostics);
        }
        REQUIRE(diagnostics.all().empty());
        knowledge_ = std::make_shared<const KnowledgeBase>(std::move(packs.packs));
    }

    EventScan scan(std::size_t threads) const {
        ScanOptions options;
        options.sourcetype = "slow";
        options.threads = threads;
        options.unit_bytes = 300;
        return EventScan({{folder_.path() + "/events.ndjson", "", "", ""}}, options, knowledge_);
    }

    static std::shared_ptr<const Plan> plan(const std::string& spl) {
        const auto text = std::make_shared<const SourceText>(SourceText::whole("test", spl));
        Diagnostics diagnostics;
        return make_plan(text, std::shared_ptr<const Pipeline>(parse_spl(*text, diagnostics)), spl_environment());
    }

    /// What a search warns of.
    Texts search(const std::string& spl, std::size_t threads = 1) const {
        auto inputs = scan(threads);
        Texts said;
        RunContext run;
        run.inputs = &inputs;
        run.warn = [&](std::string_view message) { said.emplace_back(message); };
        RowCollector rows;
        run_plan(plan(spl), run, rows);
        return said;
    }

    /// What several detections warn of, each named by its number.
    Texts detect(const Texts& searches, std::size_t threads = 1) const {
        auto inputs = scan(threads);
        Texts said;
        RunContext run;
        run.inputs = &inputs;
        run.warn = [&](std::string_view message) { said.emplace_back(message); };
        std::vector<Detection> detections;
        for (const auto& spl : searches) {
            auto& detection = detections.emplace_back();
            detection.plan = plan(spl);
            detection.name = "rule " + std::to_string(detections.size());
        }
        run_detections(detections, run);
        return said;
    }

private:
    TemporaryFolder folder_;
    std::shared_ptr<const KnowledgeBase> knowledge_;
};

}  // namespace

TEST_CASE("a search says in the end how often each of its regular expressions gave up") {
    const Events events;
    const auto slow = "\"" + kSlow + "\"";
    for (const std::string& command :
         {"where match(a, " + slow + ")", "regex a=" + slow, "eval b=replace(a, " + slow + ", \"x\")",
          "rex field=a mode=sed \"s/" + kSlow + "/x/\"", "makemv a tokenizer=" + slow, "eval b=mvfind(a, " + slow + ")",
          "eval b=mvfilter(match(a, " + slow + "))", "eval b=mvmap(a, if(match(a, " + slow + "), 1, 2))",
          "eval p=" + slow + " | where match(a, p)", "stats count(eval(match(a, " + slow + "))) AS c",
          "appendpipe [where match(a, " + slow + ")]", "append [search n=* | regex a=" + slow + "]"}) {
        INFO(command);
        CHECK(events.search("search n=* | " + command) == Texts{warning("", kSlow, kEvents)});
    }
    CHECK(events.search("search n=* | rex field=a \"(?=a)(?<b>a|aa)+b\"") == Texts{warning("", "(?=a)(?<b>a|aa)+b", kEvents)});
    CHECK(events.search("search [search n=1 | where match(a, " + slow + ") OR true() | fields n]") ==
          Texts{warning("", kSlow, 1)});
    CHECK(events.search("search n=* | where match(a, \"then (?=aab)\")").empty());
}

TEST_CASE("detections name themselves when their regular expressions give up") {
    const Events events;
    const Texts searches = {"search n=1* | regex a=\"" + kSlow + "\"", "search n=1* | head 3",
                            "search n=* | where match(a, \"" + kSlow + "\") OR match(a, \"x" + kSlow + "\")"};
    const Texts said = events.detect(searches);
    CHECK(said == Texts{warning("rule 1", kSlow, 11), warning("rule 3", kSlow, kEvents)});
    CHECK(events.detect(searches, 4) == said);
}

TEST_CASE("patterns of packs that give up are counted alike with any number of threads") {
    const Events events(
        "pack: slow\nmatch: {sourcetype: slow}\nread: {host: '" + kSlow + "'}\n" +
        "extract: [{from: a, regex: '(?=a)(?<c>(a|aa)+b)'}]\neval: {d: 'if(match(a, \"(?=a)(aa|a)+b\"), 1, 2)'}\n");
    const Texts searches = {"search NOT c=* | table d", "search n=* | where isnull(c) | head 5"};
    const auto said = events.detect({searches[0]});
    CHECK(said == Texts{warning("packs", "(?=a)(?<c>(a|aa)+b)", kEvents), warning("packs", "(?=a)(aa|a)+b", kEvents),
                        warning("packs", "(?=a)(a|aa)+b", kEvents)});
    CHECK(events.search(searches[0], 3) == said);
    for (const auto& search : searches) {
        const auto one = events.search(search);
        CHECK_FALSE(one.empty());
        CHECK(events.search(search, 2) == one);
        CHECK(events.search(search, 5) == one);
    }
    CHECK(events.detect(searches) == events.detect(searches, 5));
}

TEST_CASE("a regular expression in a warning is short and on one line") {
    RegexLimitHits hits;
    hits.add("a\n\x1b[31m" + std::string(500, 'x'));
    Texts said;
    warn_of_regex_limits(hits, "", [&](std::string_view message) { said.emplace_back(message); });
    REQUIRE(said.size() == 1);
    CHECK(said[0].find("'a  [31mxxx") != std::string::npos);
    CHECK(said[0].find("xxx…' stopped at the limit of backtracking once") != std::string::npos);
    CHECK(said[0].size() < 350);
}
