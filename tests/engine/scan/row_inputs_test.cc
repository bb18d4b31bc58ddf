// Rows in memory as the events of a run: the same rows as text (--input-format rows) give the same.
#include "engine/scan/row_inputs.h"

#include "engine/compile/compile.h"
#include "engine/formats/input_formats.h"
#include "engine/plan/pipeline_run.h"
#include "engine/scan/event_scan.h"
#include "engine/scheduler/scheduler.h"
#include "packs/library/data_model_loader.h"
#include "tests/engine/operators/row_pipeline.h"
#include "tests/support/no_macros.h"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace karst;

namespace {

std::vector<TestRow> search(EventInputs& inputs, const std::shared_ptr<const DataModels>& models, const std::string& spl,
                            const std::string& dataset = "") {
    Diagnostics diagnostics;
    auto environment = spl_environment();
    environment.data_models = models;
    const auto plan = compile_spl(SourceText::whole("test", spl), NoMacros(), environment, diagnostics);
    REQUIRE(plan != nullptr);
    RunContext run;
    run.inputs = &inputs;
    run.fields = plan->fields();
    run.dataset = dataset;
    RowCollector rows;
    run_plan(plan, run, rows);
    return shown_rows(rows.batches(), run.fields);
}

std::shared_ptr<const DataModels> models() {
    Diagnostics diagnostics;
    return load_data_models({}, diagnostics);
}

// Rows in which fields come and go, some with several values.
struct SomeRows {
    explicit SomeRows(int count) {
        auto filled = std::make_shared<MemoryRows>();
        for (int number = 0; number < count; ++number) {
            const auto digits = std::to_string(number);
            const auto user = "u" + std::to_string(number % 7);
            filled->add();
            filled->set("n", Value::string(digits));
            filled->set("_time", Value::number(1'700'000'000 + number));
            filled->set("user", Value::string(user));
            text +=
                R"({"n":")" + digits + R"(","_time":)" + std::to_string(1'700'000'000 + number) + R"(,"user":")" + user + "\"";
            if (number % 3 == 0) {
                const Value items[] = {Value::string("a"), Value::string(user)};
                filled->set("group", Value::multivalue(items));
                text += R"(,"group":["a",")" + user + "\"]";
            }
            if (number % 5 == 0) {
                const auto name = "late" + std::to_string(number / 500);
                filled->set(name, Value::string("x"));
                text += ",\"" + name + R"(":"x")";
            }
            text += "}\n";
        }
        rows = std::move(filled);
    }
    std::shared_ptr<const MemoryRows> rows;
    std::string text;
};

}  // namespace

TEST_CASE("rows in memory give what the same rows as text give") {
    const SomeRows some(3'000);
    CHECK(some.rows->size() == 3'000);
    RowInputs inputs(some.rows, models());
    ScanOptions options;
    options.read.format = find_input_format("rows");
    EventScan text({input_of(memory_bytes("rows", some.text))}, options,
                   std::make_shared<const KnowledgeBase>(std::vector<Pack>()));
    CHECK(inputs.in_result_order() == text.in_result_order());
    for (const auto* spl :
         {"search *", "search user=u3 | table n user late*", "search group=u3 | stats count values(group) by user",
          "search * | head 5 | table n group", "search [search n=7 | table user] | stats count by user",
          "search * | append [search user=u1 | stats count] | table n count", "search _time<1700000100 | table n",
          "search earliest=1700000010 latest=1700000020 | table n", "search missing=* | table n",
          "search * | mvexpand group"}) {
        CAPTURE(spl);
        CHECK(search(inputs, models(), spl) == search(text, models(), spl));
    }
    CHECK(search(inputs, models(), "search group=u3").size() == 143);
    CHECK(search(inputs, models(), "search missing=*").empty());
}

TEST_CASE("rows in memory can belong to a dataset of a data model") {
    auto rows = std::make_shared<MemoryRows>();
    for (const char* name : {"cmd.exe", "calc.exe"}) {
        rows->add();
        rows->set("process_name", Value::string(name));
        rows->set("dest", Value::string("host"));
    }
    RowInputs inputs(rows, models());
    const auto found = search(inputs, models(),
                              "| tstats count from datamodel=Endpoint.Processes where Processes.process_name=cmd.exe "
                              "by Processes.process_name Processes.dest",
                              "Endpoint.Processes");
    REQUIRE(found.size() == 1);
    CHECK(found[0].at("Processes.process_name") == std::vector<std::string>{"cmd.exe"});
    CHECK(found[0].at("count") == std::vector<std::string>{"1"});
}

TEST_CASE("a search changes its copies of rows and not the rows") {
    const SomeRows some(10);
    RowInputs inputs(some.rows, models());
    const auto before = search(inputs, models(), "search *");
    search(inputs, models(), "search * | eval user=\"changed\" | fields - group");
    CHECK(search(inputs, models(), "search *") == before);
}
