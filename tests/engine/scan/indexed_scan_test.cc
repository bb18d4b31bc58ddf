// Searches that an index over their conditions serves find what each finds by its own predicate.
#include "engine/compile/compile.h"
#include "engine/knowledge/data_model.h"
#include "engine/plan/pipeline_run.h"
#include "engine/plan/planner.h"
#include "engine/scan/event_scan.h"
#include "engine/scheduler/scheduler.h"
#include "engine/stream/byte_source.h"
#include "engine/value/number.h"
#include "parser/parser.h"

#include <catch2/catch.hpp>

#include <deque>
#include <random>
#include <string>
#include <vector>

using namespace karst;

namespace {

class Random {
public:
    explicit Random(unsigned seed) : engine_(seed) {}
    std::size_t below(std::size_t limit) { return engine_() % limit; }
    template <class T>
    const T& one_of(const std::vector<T>& things) {
        return things[below(things.size())];
    }

private:
    std::mt19937 engine_;
};

std::shared_ptr<const KnowledgeBase> knowledge() {
    Pack pack;
    pack.name = "test";
    pack.match.sourcetype = "test";
    pack.aliases.push_back({"image", "process", false});
    pack.calculated.push_back({"short", SourceText::whole("pack", R"(mvindex(split(image, "/"), -1))")});
    const auto type = [&](const char* name, const char* search, std::vector<std::string> tags) {
        pack.event_types.push_back({name, SourceText::whole("pack", search), std::move(tags)});
    };
    type("starts", "code=1", {"process", "start"});
    type("starts_twice", "code=2 image=*", {"process", "again"});
    type("elsewhere", "sourcetype=other", {"never"});
    type("here", "source=*events* code IN (3, 4)", {"network"});
    pack.value_tags.push_back({"user", "root", {"privileged"}});
    auto models = std::make_shared<DataModels>();
    DataModel model;
    model.name = "Endpoint";
    Dataset processes;
    processes.name = processes.lineage = "Processes";
    processes.constraint = SourceText::whole("model", "tag=process");
    processes.fields = {"process", "user", "length"};
    processes.calculations.push_back({"length", SourceText::whole("model", "len(process)")});
    Dataset privileged;
    privileged.name = "Root";
    privileged.parent = "Processes";
    privileged.lineage = "Processes.Root";
    privileged.constraint = SourceText::whole("model", "user=root");
    privileged.fields = {"short"};
    Dataset never;
    never.name = never.lineage = "Never";
    never.constraint = SourceText::whole("model", "tag=never");
    never.fields = {"user"};
    model.datasets = {processes, privileged, never};
    models->add(std::move(model));
    return std::make_shared<const KnowledgeBase>(std::vector<Pack>{pack}, models);
}

std::string random_events(Random& random, std::size_t count) {
    const std::vector<std::string> images = {"/bin/sh", "/usr/bin/id", "/tmp/evil", "/bin/bash", "sh"};
    const std::vector<std::string> users = {"root", "alice", "bob", "ROOT"};
    std::string text;
    for (std::size_t number = 0; number < count; ++number) {
        text += "{\"number\":" + std::to_string(number) + ",\"code\":" + std::to_string(random.below(6));
        if (random.below(4) != 0) {
            text += ",\"image\":\"" + random.one_of(images) + "\"";
        }
        if (random.below(3) != 0) {
            text += ",\"user\":\"" + random.one_of(users) + "\"";
        }
        if (random.below(5) == 0) {
            text += ",\"list\":[\"x\",\"" + random.one_of(users) + "\"]";
        }
        text += "}\n";
    }
    return text;
}

std::string random_condition(Random& random, const std::string& prefix, std::size_t depth) {
    const std::vector<std::string> fields = {"code", "image", "user", "process", "short", "host", "source", "nothing"};
    const std::vector<std::string> values = {"1",       "2",   "root", "a*",      "*bin*", "*",
                                             "/bin/sh", "*sh", "bob",  "*events", "3",     "*tmp/evil*"};
    if (depth > 0 && random.below(2) == 0) {
        const auto left = random_condition(random, prefix, depth - 1);
        const auto right = random_condition(random, prefix, depth - 1);
        switch (random.below(3)) {
        case 0:
            return "(" + left + " OR " + right + ")";
        case 1:
            return "(" + left + " " + right + ")";
        default:
            return "NOT (" + left + ")";
        }
    }
    const auto field = prefix.empty() ? random.one_of(fields) : prefix + (random.below(2) == 0 ? "process" : "user");
    switch (random.below(prefix.empty() ? 8 : 4)) {
    case 0:
        return field + "!=\"" + random.one_of(values) + "\"";
    case 1:
        return field + " IN (\"" + random.one_of(values) + "\", \"" + random.one_of(values) + "\")";
    case 2:
    case 3:
        return field + "=\"" + random.one_of(values) + "\"";
    case 4:
        return "tag=" + random.one_of(std::vector<std::string>{"process", "again", "never", "network", "privileged", "p*"});
    case 5:
        return "eventtype=" + random.one_of(std::vector<std::string>{"starts", "here", "elsewhere", "*"});
    case 6:
        return random.one_of(std::vector<std::string>{"evil", "root", "sourcetype=test", "sourcetype=other", "list{}=bob"});
    default:
        return "number<" + std::to_string(random.below(300));
    }
}

std::string random_search(Random& random) {
    if (random.below(3) != 0) {
        return "search " + random_condition(random, "", 3) + " | table number user short tag";
    }
    const std::string dataset = random.one_of(std::vector<std::string>{"Processes", "Processes.Root", "Never"});
    const std::string name = dataset == "Processes.Root" ? "Root" : dataset;
    return "| tstats count min(_time) from datamodel=Endpoint." + name + " where " + random_condition(random, "Processes.", 2) +
           " by Processes.user Processes.process Processes.length";
}

std::shared_ptr<const Plan> plan_of(const std::string& spl, const KnowledgeBase& known) {
    const auto text = std::make_shared<const SourceText>(SourceText::whole("test", spl));
    Diagnostics diagnostics;
    auto environment = spl_environment();
    environment.data_models = known.models();
    auto pipeline = std::shared_ptr<const Pipeline>(parse_spl(*text, diagnostics));
    REQUIRE(pipeline != nullptr);
    return make_plan(text, std::move(pipeline), environment);
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

std::vector<std::vector<std::string>> search_all(const std::string& events, const std::vector<std::string>& searches,
                                                 bool use_index, std::size_t threads = 1) {
    const auto known = knowledge();
    ScanOptions options;
    options.sourcetype = "test";
    options.use_index = use_index;
    options.threads = threads;
    options.unit_bytes = 4'096;
    EventScan scan({input_of(memory_bytes("events.json", events))}, options, known);
    std::deque<RunContext> contexts;
    std::deque<RowCollector> collectors;
    std::vector<PlanTask> tasks;
    for (const auto& spl : searches) {
        contexts.emplace_back().inputs = &scan;
        contexts.back().push_down = use_index;
        auto& collector = collectors.emplace_back();
        tasks.push_back({plan_of(spl, *known), &contexts.back(), [&collector](const Plan&) -> RowSink& { return collector; }});
    }
    run_plans(tasks);
    std::vector<std::vector<std::string>> found;
    for (std::size_t number = 0; number < tasks.size(); ++number) {
        found.push_back(tasks[number].error ? std::vector<std::string>{tasks[number].problem()} : rows_of(collectors[number]));
    }
    return found;
}

}  // namespace

TEST_CASE("random searches find the same events with an index over their conditions and without", "[scan]") {
    std::size_t rows = 0;
    for (unsigned seed = 1; seed <= 12; ++seed) {
        Random random(seed);
        const auto events = random_events(random, seed % 3 == 0 ? 20 : 300);
        std::vector<std::string> searches;
        for (std::size_t number = 0; number < 60; ++number) {
            searches.push_back(random_search(random));
        }
        const auto plain = search_all(events, searches, false);
        const auto indexed = search_all(events, searches, true);
        const auto threaded = search_all(events, searches, true, 3);
        for (std::size_t number = 0; number < searches.size(); ++number) {
            CAPTURE(seed, searches[number]);
            CHECK(indexed[number] == plain[number]);
            CHECK(threaded[number] == plain[number]);
            rows += plain[number].size();
        }
    }
    CHECK(rows > 10'000);  // the searches do find something
}

TEST_CASE("an inner join reads only events whose keys the other side has, and gives the same rows", "[scan]") {
    Random random(5);
    const auto events = random_events(random, 400);
    std::vector<std::string> searches;
    for (const char* inner : {"code=1", "code=99", "user=root code<3", "*"}) {
        const auto other = "[search " + std::string(inner) + " | stats values(code) as codes by image]";
        searches.push_back("search * | stats count by image user | join image " + other);
        searches.push_back("search * | stats count by image user | join type=left image " + other);
        searches.push_back("search * | stats count by image user | rename image as i | rename i as image | where count>1 | "
                           "join image user [search " +
                           std::string(inner) + " | stats max(code) as code by image user]");
        searches.push_back("search * | stats count by image | eventstats sum(count) as all | join image " + other);
        searches.push_back("search * | eval image=lower(image) | stats count by image | join image " + other);
    }
    CHECK(search_all(events, searches, true) == search_all(events, searches, false));
}

TEST_CASE("rows that no join can meet do not leave the scan", "[scan]") {
    Random random(5);
    const auto known = knowledge();
    ScanOptions options;
    options.sourcetype = "test";
    const auto rows_seen = [&](bool push_down) {
        EventScan scan({input_of(memory_bytes("events.json", random_events(random, 200)))}, options, known);
        RunContext run;
        run.inputs = &scan;
        run.push_down = push_down;
        RowCollector collector;
        PlanTask task{
            plan_of("search image=* | stats count by image | join image [search code=99 | stats count by image]", *known), &run,
            [&collector](const Plan&) -> RowSink& { return collector; }};
        run_plan(task);
        return task.rows_seen.front();
    };
    CHECK(rows_seen(true) == 0);
    CHECK(rows_seen(false) > 100);
}
