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
