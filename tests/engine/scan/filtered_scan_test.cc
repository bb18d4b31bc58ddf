// Events that a scan passes over unparsed: what it finds is the same as without.
#include "engine/compile/compile.h"
#include "engine/plan/pipeline_run.h"
#include "engine/plan/planner.h"
#include "engine/scan/event_scan.h"
#include "engine/scheduler/scheduler.h"
#include "engine/value/number.h"
#include "parser/parser.h"

#include <catch2/catch.hpp>

#include <cstdio>
#include <deque>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

using namespace karst;

namespace {

class TemporaryFile {
public:
    explicit TemporaryFile(const std::string& content)
        : path_((std::filesystem::temp_directory_path() /
                 ("karst-filter-" + std::to_string(reinterpret_cast<std::uintptr_t>(this))))
                    .string()) {
        std::ofstream(path_) << content;
    }
    ~TemporaryFile() { std::filesystem::remove(path_); }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    const std::string& path() const { return path_; }

private:
    std::string path_;
};

std::string events() {
    std::string text;
    for (int number = 0; number < 3'000; ++number) {
        const char* names[] = {"GetObject", "CopyObject", "Copy\\u004fbject", "ListUsers", "copyOBJECT", "Assume\\/Role"};
        text += "{\"name\":\"" + std::string(names[number % 7 == 0 ? number % 6 : 0]) +
                "\",\"number\":" + std::to_string(number) + ",\"inner\":{\"list\":[\"x\",\"" +
                (number % 50 == 0 ? "special" : "usual") + "\"]}}\n";
        if (number % 1'000 == 999) {
            text += "{\"name\":\"CopyObject\"\nno json at all\n";
        }
    }
    return text;
}

std::string windows_events() {
    std::string text;
    for (int number = 0; number < 1'000; ++number) {
        const char* images[] = {"C:\\Windows\\cmd.exe",   "C:\\Temp\\CMD.EXE", "cmd.exe", "", "/bin/sh",
                                "C:\\cmd.exe\\readme.txt"};
        const auto id = std::to_string(number % 4);
        text += "<Event><System><EventID>" + id + "</EventID><Channel>Acme</Channel><Computer>pc" + std::to_string(number % 9) +
                "</Computer></System><EventData><Data Name='name'>" + std::string(images[number % 6]) +
                "</Data><Data Name='number'>" + std::to_string(number) + "</Data></EventData></Event>\n";
    }
    return text;
}

std::shared_ptr<const KnowledgeBase> knowledge() {
    const auto calculated = [](const char* name, const char* expression) {
        return PackCalculated{name, SourceText::whole("pack", expression)};
    };
    Pack pack;
    pack.name = "test";
    pack.match.sourcetype = "test";
    PackExtraction stem;
    stem.from = "name";
    stem.regex = SourceText::whole("pack", R"((?<stem>\w+)\.exe$)");
    pack.extractions.push_back(stem);
    pack.aliases.push_back({"name", "action", false});
    pack.calculated.push_back(calculated("kind", "if(like(name, \"Copy%\"), \"copied\", \"other\")"));
    pack.calculated.push_back(calculated("file", R"(coalesce(mvindex(split(name, "\\"), -1), "no file"))"));
    pack.calculated.push_back(calculated("upper", "upper(name)"));
    pack.calculated.push_back(calculated("share", "if(number=\"7\", 0.50, name)"));
    pack.calculated.push_back(calculated("joined", R"("cmd" . ".exe")"));
    PackLookup lookup;
    lookup.name = "titles";
    lookup.columns = {"id", "title"};
    lookup.rows = {{"1", "started"}, {"2", "stopped"}};
    lookup.by = {{"id", "EventCode"}};
    lookup.out = {{"title", "signature"}};
    pack.lookups.push_back(lookup);
    return std::make_shared<const KnowledgeBase>(std::vector<Pack>{pack});
}

std::shared_ptr<const KnowledgeBase> knowledge_of_hosts() {
    Pack pack;
    pack.name = "test";
    pack.match.sourcetype = "test";
    pack.read.host = SourceText::whole("pack", R"re("node":"(\w+)")re");
    Pack of_host;
    of_host.name = "of a host";
    of_host.match.host = "secret";
    of_host.calculated.push_back({"name", SourceText::whole("pack", "\"hidden\"")});
    return std::make_shared<const KnowledgeBase>(std::vector<Pack>{pack, of_host});
}

std::string events_of_hosts() {
    std::string text;
    for (int number = 0; number < 30'000; ++number) {
        const char* nodes[] = {"plain", "secret", "other"};
        text += R"({"name":"GetObject","node":")" + std::string(nodes[number % 3]) + "\"}\n";
    }
    return text;
}

struct Found {
    std::vector<std::string> rows;
    ScanStatistics statistics;
};

std::shared_ptr<const Plan> plan_of(const std::string& spl) {
    const auto text = std::make_shared<const SourceText>(
        SourceText::whole("test", spl + " | table number name kind action file stem signature"));
    Diagnostics diagnostics;
    return make_plan(text, std::shared_ptr<const Pipeline>(parse_spl(*text, diagnostics)), spl_environment());
}

ScanOptions options_with(bool filter) {
    ScanOptions options;
    options.sourcetype = "test";
    options.prefilter = filter;
    options.filter_after = 0;
    return options;
}

std::vector<std::string> rows_of(RowCollector& collector) {
    std::vector<std::string> rows;
    for (const auto& batch : collector.batches()) {
        for (const auto& row : batch.rows()) {
            auto& line = rows.emplace_back();
            for (const auto value : row.slots()) {
                append_text(value, line);
                line += '|';
            }
        }
    }
    return rows;
}

Found search(const std::string& path, const std::string& spl, bool filter,
             std::shared_ptr<const KnowledgeBase> known = knowledge()) {
    EventScan scan({{path, "", "", ""}}, options_with(filter), std::move(known));
    RunContext run;
    run.inputs = &scan;
    RowCollector collector;
    run_plan(plan_of(spl), run, collector);
    return {rows_of(collector), scan.statistics()};
}

// All searches in one scan.
std::vector<std::vector<std::string>> search_together(const std::string& path, const std::vector<std::string>& searches,
                                                      bool filter) {
    EventScan scan(std::vector<InputFile>{{path, "", "", ""}}, options_with(filter), knowledge());
    std::deque<RunContext> contexts;
    std::deque<RowCollector> collectors;
    std::vector<PlanTask> tasks;
    for (const auto& spl : searches) {
        contexts.emplace_back().inputs = &scan;
        auto& collector = collectors.emplace_back();
        tasks.push_back({plan_of(spl), &contexts.back(), [&collector](const Plan&) -> RowSink& { return collector; }});
    }
    run_plans(tasks);
    std::vector<std::vector<std::string>> found;
    for (auto& collector : collectors) {
        found.push_back(rows_of(collector));
    }
    return found;
}

// More searches than predicates are worth testing one by one.
std::vector<std::string> many_searches() {
    std::vector<std::string> searches = {"search *",
                                         "search NOT name=GetObject",
                                         "search kind=copied",
                                         "search number>2000",
                                         "search signature=started",
                                         "search name=\"*\\\\cmd.exe\"",
                                         "search name=\"Assume/Role\"",
                                         "search file=\"no file\"",
                                         "search upper=CMD.EXE",
                                         "search name=copyobject inner.list{}=special"};
    for (const char* name :
         {"GetObject", "CopyObject", "copy*", "ListUsers", "nothing", "cmd.exe", "readme.txt", "*.exe", "/bin/sh"}) {
        searches.push_back("search name=\"" + std::string(name) + "\"");
        searches.push_back("search file=\"" + std::string(name) + "\" number=1*");
    }
    return searches;
}

}  // namespace

TEST_CASE("a scan that passes over lines finds what one that reads all finds") {
    const TemporaryFile file(events());
    for (const char* spl :
         {"search name=CopyObject", "search name=copy*", "search action=CopyObject", "search kind=copied",
          "search NOT name=GetObject", "search name!=GetObject", "search name=CopyObject OR inner.list{}=special",
          "search inner.list{}=special number=1*", "search name IN (ListUsers, \"Assume/Role\")", "search special",
          "search number=1234", "search name=nothing"}) {
        CAPTURE(spl);
        const auto filtered = search(file.path(), spl, true);
        const auto all = search(file.path(), spl, false);
        CHECK(filtered.rows == all.rows);
        CHECK(filtered.statistics.events == all.statistics.events);
        CHECK(filtered.statistics.skipped == all.statistics.skipped);
        CHECK(filtered.statistics.bytes == all.statistics.bytes);
    }
    CHECK(search(file.path(), "search name=CopyObject", true).rows.size() > 100);
}

TEST_CASE("a scan that passes over Windows events finds what one that reads all finds") {
    const TemporaryFile file(windows_events());
    struct {
        const char* spl;
        std::size_t found;
    } const cases[] = {{"search name=cmd.exe", 167},      {"search name=\"*\\\\cmd.exe\"", 334},
                       {"search file=cmd.exe", 501},      {"search stem=cmd", 334},
                       {"search file=\"no file\"", 167},  {"search file=readme.txt", 166},
                       {"search upper=CMD.EXE", 167},     {"search share=0.50", 1},
                       {"search joined=cmd.exe", 1'000},  {"search signature=started", 250},
                       {"search signature=start*", 250},  {"search signature=paused", 0},
                       {"search kind=other", 1'000},      {"search name=nothing", 0},
                       {"search sourcetype=test", 1'000}, {"search cmd", 667}};
    for (const auto& [spl, found] : cases) {
        CAPTURE(spl);
        const auto filtered = search(file.path(), spl, true);
        const auto all = search(file.path(), spl, false);
        CHECK(filtered.rows == all.rows);
        CHECK(all.rows.size() == found);
        CHECK(filtered.statistics.events == all.statistics.events);
        CHECK(filtered.statistics.skipped == all.statistics.skipped);
    }
}

TEST_CASE("lines are not passed over when the knowledge of events depends on the host in their text") {
    const TemporaryFile file(events_of_hosts());
    CHECK(search(file.path(), "search name=hidden", true, knowledge_of_hosts()).rows.size() == 10'000);
    CHECK(search(file.path(), "search name=hidden", false, knowledge_of_hosts()).rows.size() == 10'000);
}

TEST_CASE("many searches in one scan find what they find when each event is given to each of them") {
    for (const auto& bytes : {events(), windows_events()}) {
        const TemporaryFile file(bytes);
        const auto searches = many_searches();
        const auto filtered = search_together(file.path(), searches, true);
        const auto all = search_together(file.path(), searches, false);
        REQUIRE(filtered.size() == searches.size());
        for (std::size_t number = 0; number < searches.size(); ++number) {
            CAPTURE(searches[number]);
            CHECK(filtered[number] == all[number]);
            CHECK(all[number] == search(file.path(), searches[number], false).rows);
        }
    }
}
