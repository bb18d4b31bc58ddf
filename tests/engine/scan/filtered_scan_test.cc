// Lines that a scan passes over unparsed: what it finds is the same as without.
#include "engine/plan/planner.h"
#include "engine/scan/event_scan.h"
#include "engine/value/number.h"
#include "parser/parser.h"

#include <catch2/catch.hpp>

#include <cstdio>
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

std::shared_ptr<const KnowledgeBase> knowledge() {
    Pack pack;
    pack.name = "test";
    pack.match.sourcetype = "test";
    pack.aliases.push_back({"name", "action", false});
    pack.calculated.push_back({"kind", SourceText::whole("pack", "if(like(name, \"Copy%\"), \"copied\", \"other\")")});
    return std::make_shared<const KnowledgeBase>(std::vector<Pack>{pack});
}

struct Found {
    std::vector<std::string> rows;
    ScanStatistics statistics;
};

Found search(const std::string& path, const std::string& spl, bool filter) {
    const auto text = std::make_shared<const SourceText>(SourceText::whole("test", spl + " | table number name kind action"));
    Diagnostics diagnostics;
    const auto plan = make_plan(text, std::shared_ptr<const Pipeline>(parse_spl(*text, diagnostics)), {});
    ScanOptions options;
    options.sourcetype = "test";
    options.filter_lines = filter;
    options.filter_after = 0;
    EventScan scan({{path, "", "", ""}}, options, knowledge());
    RunContext run;
    run.inputs = &scan;
    RowCollector collector;
    execute(plan, run, collector);
    Found found;
    for (const auto& batch : collector.batches()) {
        for (const auto& row : batch.rows()) {
            std::string line;
            for (const auto value : row.slots()) {
                append_text(value, line);
                line += '|';
            }
            found.rows.push_back(line);
        }
    }
    found.statistics = scan.statistics();
    return found;
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
