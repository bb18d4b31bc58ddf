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

// Events whose values are missing, several, spelled in several ways and of either case.
std::string manifold_events(Random& random, std::size_t count) {
    const std::vector<std::string> users = {R"("root")",           R"("Root")", R"("bob")", R"(["bob","root"])",
                                            R"(["alice","ROOT"])", R"("none")", R"("a*b")", R"("")"};
    const std::vector<std::string> images = {R"("/bin/sh")", R"("/tmp/Evil")", R"("/tmp/evil.exe")",
                                             R"(["/bin/id","/tmp/evil"])"};
    const std::vector<std::string> numbers = {"5", "5.0", R"("05")", R"("5e0")", R"("five")", "6", R"(["6","5.00"])", "-1"};
    std::string text;
    for (std::size_t number = 0; number < count; ++number) {
        std::vector<std::string> members = {"\"number\":" + std::to_string(number),
                                            "\"code\":" + std::to_string(random.below(6)),
                                            "\"own" + std::to_string(random.below(20)) + "\":1"};
        for (const auto& [name, values] : std::vector<std::pair<std::string, std::vector<std::string>>>{
                 {"user", users}, {"image", images}, {"n", numbers}}) {
            if (random.below(4) != 0) {
                members.push_back("\"" + name + "\":" + random.one_of(values));
            }
        }
        for (std::size_t member = 1; member < members.size(); ++member) {
            std::swap(members[member], members[random.below(member + 1)]);
        }
        for (const auto& member : members) {
            text += (&member == &members.front() ? "{" : ",") + member;
        }
        text += "}\n";
    }
    return text;
}

std::string random_filter_expression(Random& random, std::size_t depth) {
    if (depth > 0 && random.below(2) == 0) {
        const auto left = random_filter_expression(random, depth - 1);
        const auto right = random_filter_expression(random, depth - 1);
        const std::vector<std::string> signs = {" OR ", " AND ", " AND ", " XOR "};
        return random.below(5) == 0 ? "NOT (" + left + ")" : "(" + left + random.one_of(signs) + right + ")";
    }
    const auto field = random.one_of(std::vector<std::string>{"user", "image", "n", "code", "who", "'user{}'", "sourcetype"});
    const std::vector<std::string> literals = {R"("root")", R"("bob")", R"("5")", "5",        R"("/tmp/evil")",
                                               R"("none")", R"("")",    "-1",     R"("a*b")", R"("test")"};
    switch (random.below(7)) {
    case 0:
    case 1:
        return field + "=" + random.one_of(literals);
    case 2:
        return "in(" + field + ", " + random.one_of(literals) + ", " + random.one_of(literals) + ")";
    case 3:
        return "like(" + field + ", \"" +
               random.one_of(std::vector<std::string>{"%evil%", "/tmp/%", "r__t", "%", "%sh", "bob"}) + "\")";
    case 4:
        return "match(" + field + ", \"" +
               random.one_of(std::vector<std::string>{"evil", "(?i)EVIL", "^/tmp", "root|bob", "o", "(?i)ro+t$"}) + "\")";
    case 5:
        return random.one_of(std::vector<std::string>{"isnotnull(", "isnull("}) + field + ")";
    default:
        return field + random.one_of(std::vector<std::string>{"!=", "<", ">="}) + random.one_of(literals);
    }
}

// A search that begins with little, changes its columns and filters them.
std::string random_filtered_search(Random& random) {
    const std::vector<std::string> begins = {"search *",
                                             "search code<4",
                                             "search user=*",
                                             "search sourcetype=test image=*",
                                             "| tstats fillnull_value=none count where index=* by user image n code",
                                             "| tstats count where index=* by user image n code"};
    const std::vector<std::string> changes = {"eval user=lower(user)",
                                              "rename user as who",
                                              "rename image as user",
                                              "stats count by user image n code",
                                              "stats count values(code) as code by user",
                                              "eval code=code+1",
                                              "table number user image n code who",
                                              "fillnull value=none user",
                                              "rex field=image \"(?<user>evil)\"",
                                              "fields - n",
                                              "head 7",
                                              "stats count by n",
                                              "makemv delim=\"o\" user",
                                              "eval n=if(n=5, \"bob\", n)",
                                              "rename n as image, image as n"};
    auto spl = random.one_of(begins);
    for (std::size_t count = 1 + random.below(3); count > 0; --count) {
        if (random.below(2) == 0) {
            spl += " | " + random.one_of(changes);
        }
        switch (random.below(3)) {
        case 0:
            spl += " | search " + random_condition(random, "", 2);
            break;
        case 1:
            spl += " | where " + random_filter_expression(random, 2);
            break;
        default:
            spl += " | regex " + random.one_of(std::vector<std::string>{"user", "image", "n"}) +
                   random.one_of(std::vector<std::string>{"=", "=", "!="}) +
                   random.one_of(std::vector<std::string>{"\"evil\"", "\"(?i)ROOT\"", "\"^5\"", "\"b(in|ob)\""});
        }
    }
    return random.below(5) == 0 ? spl : spl + " | table number user image n code who count";
}

struct HowToSearch {
    bool use_index = true;
    bool push_down = true;
    std::size_t threads = 1;
};

std::vector<std::vector<std::string>> search_all(const std::string& events, const std::vector<std::string>& searches,
                                                 HowToSearch how, std::uint64_t* rows_seen = nullptr) {
    const auto known = knowledge();
    ScanOptions options;
    options.sourcetype = "test";
    options.use_index = how.use_index;
    options.threads = how.threads;
    options.filter_after = 4'096;
    options.unit_bytes = 4'096;
    EventScan scan({input_of(memory_bytes("events.json", events))}, options, known);
    std::deque<RunContext> contexts;
    std::deque<RowCollector> collectors;
    std::vector<PlanTask> tasks;
    for (const auto& spl : searches) {
        contexts.emplace_back().inputs = &scan;
        contexts.back().push_down = how.push_down;
        auto& collector = collectors.emplace_back();
        tasks.push_back({plan_of(spl, *known), &contexts.back(), [&collector](const Plan&) -> RowSink& { return collector; }});
    }
    run_plans(tasks);
    std::vector<std::vector<std::string>> found;
    for (std::size_t number = 0; number < tasks.size(); ++number) {
        if (rows_seen != nullptr && !tasks[number].rows_seen.empty()) {
            *rows_seen += tasks[number].rows_seen.front();
        }
        found.push_back(tasks[number].error ? std::vector<std::string>{tasks[number].problem()} : rows_of(collectors[number]));
    }
    return found;
}

std::vector<std::vector<std::string>> search_all(const std::string& events, const std::vector<std::string>& searches,
                                                 bool use_index, std::size_t threads = 1) {
    return search_all(events, searches, HowToSearch{use_index, use_index, threads});
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

TEST_CASE("random filters behind a search let the same rows through when the scan knows of them", "[scan]") {
    std::size_t rows = 0;
    std::uint64_t seen_before = 0;
    std::uint64_t seen = 0;
    for (unsigned seed = 1; seed <= 16; ++seed) {
        Random random(seed);
        const auto events = manifold_events(random, seed % 4 == 0 ? 20 : 300);
        std::vector<std::string> searches;
        for (std::size_t number = 0; number < 60; ++number) {
            searches.push_back(random_filtered_search(random));
        }
        const auto plain = search_all(events, searches, HowToSearch{false, false}, &seen_before);
        const auto indexed = search_all(events, searches, HowToSearch{true, false});
        const auto pushed = search_all(events, searches, HowToSearch{true, true}, &seen);
        const auto threaded = search_all(events, searches, HowToSearch{true, true, 3});
        for (std::size_t number = 0; number < searches.size(); ++number) {
            CAPTURE(seed, searches[number]);
            CHECK(indexed[number] == plain[number]);
            CHECK(pushed[number] == plain[number]);
            CHECK(threaded[number] == plain[number]);
            rows += plain[number].size();
        }
        // By itself a search is served by the prefilters, too.
        for (std::size_t number = 0; number < 6; ++number) {
            CAPTURE(seed, searches[number]);
            CHECK(search_all(events, {searches[number]}, true) == search_all(events, {searches[number]}, false));
        }
    }
    CHECK(rows > 10'000);               // the filters let something through
    CHECK(3 * seen < 2 * seen_before);  // and the scan keeps something away
}

TEST_CASE("an event that a later filter drops does not leave the scan", "[scan]") {
    std::string events;
    for (int number = 0; number < 100; ++number) {
        events += R"({"user":")" + std::string(number == 70 ? "Bob" : "ann") + R"(","n":"0)" + std::to_string(number) + "\"}\n";
    }
    const auto rows = [&](const std::string& spl) {
        std::uint64_t seen = 0;
        search_all(events, {spl}, HowToSearch{}, &seen);
        return seen;
    };
    CHECK(rows("search * | where user=\"Bob\" | table user") == 1);
    CHECK(rows("search * | where n=70 | table user") == 1);
    CHECK(rows("search * | where match(user, \"^B\") OR n=71 | table user") == 100);  // no text of three letters
    CHECK(rows("search * | regex user=\"(?i)bob\" | table user") == 1);
    CHECK(rows("search * | search user=bob | table user") == 1);
    CHECK(rows("search * | stats count by user | rename user as who | search who=b* OR who=bob") == 100);
    CHECK(rows("search * | stats count by user | rename user as who | search who=bob") == 1);
    CHECK(rows("search * | eval user=upper(user) | search user=bob | table user") == 100);
}

TEST_CASE("columns that events name stand in the order in which all events of the search bring them", "[scan]") {
    std::string events = R"({"z":"1","kind":"other"})"
                         "\n";
    while (events.size() < 10'000) {  // more than a unit
        events += R"({"kind":"other"})"
                  "\n";
    }
    events += R"({"a":"second","z":"first","kind":"wanted"})"
              "\n";
    for (const char* const spl : {"search * | where kind=\"wanted\"", "search * | search kind=wanted | table *"}) {
        std::uint64_t seen = 0;
        const auto with = search_all(events, {spl}, HowToSearch{}, &seen);
        CHECK(seen == 1);
        CHECK(with == search_all(events, {spl}, false));
        CHECK(with == search_all(events, {spl}, true, 3));
        CHECK(with.front().front().rfind("first") < with.front().front().rfind("second"));
    }
}
