// Detections whose searches have subsearches: those of all detections are run together.
#include "engine/compile/compile.h"
#include "engine/detect/detect.h"
#include "engine/plan/planner.h"
#include "engine/scan/event_scan.h"
#include "engine/value/number.h"
#include "parser/parser.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <memory>
#include <string>
#include <vector>

using namespace karst;

namespace {

// Counts how often the events are read.
class CountedInputs final : public EventInputs {
public:
    explicit CountedInputs(EventScan& scan) : scan_(scan) {}
    void scan(std::span<ScanRequest> consumers) override {
        ++scans;
        scan_.scan(consumers);
    }
    int scans = 0;

private:
    EventScan& scan_;
};

const std::string kEvents = R"({"user":"dana","action":"login","n":"1"}
{"user":"kim","action":"logout","n":"2"}
{"user":"dana","action":"logout","n":"3"}
{"user":"lou","action":"login","n":"4"}
{"user":"odd","action":"| |","n":"5"}
)";

Detection detection_of(const std::string& spl) {
    const auto text = std::make_shared<const SourceText>(SourceText::whole("test", spl));
    Diagnostics diagnostics;
    Detection detection;
    detection.plan = make_plan(text, std::shared_ptr<const Pipeline>(parse_spl(*text, diagnostics)), spl_environment());
    return detection;
}

// The values of n that each search finds, and how often the events were read for all of them.
struct Found {
    std::vector<std::string> numbers;
    int scans;
};

Found detect(const std::vector<std::string>& searches) {
    const TemporaryFolder folder;
    folder.write("events.ndjson", kEvents);
    EventScan scan({{folder.path() + "/events.ndjson", "", "", ""}}, {}, std::make_shared<KnowledgeBase>(std::vector<Pack>{}));
    CountedInputs inputs(scan);
    RunContext run;
    run.inputs = &inputs;
    std::vector<Detection> detections;
    for (const auto& spl : searches) {
        detections.push_back(detection_of(spl + " | table n"));
    }
    run_detections(detections, run);
    Found found{{}, inputs.scans};
    for (const auto& detection : detections) {
        auto& numbers = found.numbers.emplace_back();
        for (const auto& batch : detection.results) {
            for (const auto& row : batch.rows()) {
                append_text(row.get(*detection.fields.find("n")), numbers);
            }
        }
        numbers += detection.error.empty() ? "" : "error";
    }
    return found;
}

const std::vector<std::string> kSearches = {
    "search action=logout [search action=login | fields user]",
    "search [search action=logout user=kim | fields user]",
    "search user=dana",
    "search [search [search n=4 | fields action] user=dana | fields action] NOT user=dana",
};

}  // namespace

TEST_CASE("detections with subsearches find together what they find alone") {
    const auto together = detect(kSearches);
    CHECK(together.numbers == std::vector<std::string>{"3", "2", "13", "4"});
    for (std::size_t number = 0; number < kSearches.size(); ++number) {
        CHECK(detect({kSearches[number]}).numbers.front() == together.numbers[number]);
    }
}

TEST_CASE("the subsearches of all detections read the events once for each depth") {
    CHECK(detect(kSearches).scans == 3);
    CHECK(detect({kSearches[0], kSearches[1]}).scans == 2);
    CHECK(detect({kSearches[2]}).scans == 1);
}

TEST_CASE("a subsearch whose results are no search fails its detection alone") {
    const auto found = detect({"search [search user=odd | return $action]", kSearches[1], kSearches[2]});
    CHECK(found.numbers == std::vector<std::string>{"error", "2", "13"});
}

TEST_CASE("rows of subsearches are read in the scan of their level, those of all plans together") {
    const std::vector<std::string> searches = {
        "search user=dana | append [search user=lou]",
        "search user=kim | join user [search action=logout | fields user action]",
        "search user=lou | appendcols [search user=kim | fields n]",
        "| union [search n=1] [search n=2]",
        "| multisearch [search n=3] [search n=4]",
        "search n=5",
    };
    const auto together = detect(searches);
    CHECK(together.numbers == std::vector<std::string>{"134", "2", "4", "12", "34", "5"});
    CHECK(together.scans == 2);
    for (std::size_t number = 0; number < searches.size(); ++number) {
        CHECK(detect({searches[number]}).numbers.front() == together.numbers[number]);
    }
}

TEST_CASE("a subsearch within a subsearch is one level lower") {
    const auto found = detect({"search n=1 | append [search n=2 | append [search n=3]]"});
    CHECK(found.numbers == std::vector<std::string>{"123"});
    CHECK(found.scans == 3);
}

TEST_CASE("a text and the rows of subsearches of one search are read together") {
    const auto found = detect({"search action=logout [search action=login | fields user] | append [search user=kim]"});
    CHECK(found.numbers == std::vector<std::string>{"32"});
    CHECK(found.scans == 2);
}

TEST_CASE("a subsearch may stand in the subpipeline of appendpipe") {
    const auto found = detect({"search n<3 | appendpipe [where user=\"dana\" | append [search n=5]]",
                               "search n<3 | appendpipe [search [search n=2 | fields user]]"});
    CHECK(found.numbers == std::vector<std::string>{"1215", "122"});
}

TEST_CASE("the searches of map read the events once") {
    const auto found = detect({"search action=login | map search=\"search user=$user$\""});
    CHECK(found.numbers == std::vector<std::string>{"134"});
    CHECK(found.scans == 2);
}

TEST_CASE("a subsearch that fails ends the plan that takes its rows, and no other") {
    const auto found = detect({"search n=1 | append [search [search user=odd | return $action]]", "search n=2"});
    CHECK(found.numbers == std::vector<std::string>{"error", "2"});
}

TEST_CASE("now() is used where a function, a bound of time or a command asks for it, however it is written") {
    const auto uses_now = [](const std::string& spl) { return detection_of(spl).plan->uses_now(); };
    for (const std::string spl : {
             "search n=1 | where _time > now ()",
             "search n=1 | eval age=Now( )-_time",
             "search n=1 | eval age=time( )-_time",
             "search n=1 earliest  =  -1d",
             "search n=1 latest=@d",
             "search (n=1 OR (n=2 earliest=-1h))",
             "search n=1 | addinfo",
             "search n=1 | reltime",
             "search n=1 | append [search n=2 earliest=-1d]",
             "search n=1 [search n=2 | where _time<now() | fields user]",
             "| makeresults | eval x=1",
             "| gentimes start=-1",
         }) {
        INFO(spl);
        CHECK(uses_now(spl));
    }
    for (const std::string spl : {
             "search n=1",
             "search \"now()\" | eval x=\"now()\"",
             "search addinfo=1 earliest=1700000000",
             "search n=1 | eval nowhere=1 | stats count",
         }) {
        INFO(spl);
        CHECK_FALSE(uses_now(spl));
    }
}

TEST_CASE("a plan knows whether its events are read more than once") {
    const auto again = [](const std::string& spl) { return detection_of(spl).plan->reads_events_again(); };
    CHECK(again("search n=1 [search n=2 | fields user]"));
    CHECK(again("search n=1 | append [search n=2]"));
    CHECK(again("search n=1 | map search=\"search n=2\""));
    CHECK_FALSE(again("search n=1 | eval x=\"[search n=2]\""));
    CHECK_FALSE(again("search n=1 | foreach n [eval x=1]"));
}
