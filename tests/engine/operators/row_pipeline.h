// Pipeline written as SPL that runs on the rows of a test.
#pragma once

#include "engine/compile/compile.h"
#include "engine/plan/pipeline_run.h"
#include "engine/plan/planner.h"
#include "engine/scheduler/scheduler.h"
#include "engine/value/number.h"
#include "parser/parser.h"

#include <map>
#include <string>
#include <vector>

namespace karst {

/// The values of a row's fields; a field with several is multivalue.
using TestRow = std::map<std::string, std::vector<std::string>>;

/// The plan of commands that take pushed rows: with a pipe before it, the first one is no search.
inline std::shared_ptr<const Plan> plan_of(const std::string& spl, std::shared_ptr<LookupRegistry> lookups = nullptr,
                                           Diagnostics* warnings = nullptr) {
    auto text = std::make_shared<const SourceText>(SourceText::whole("test", "| " + spl));
    Diagnostics diagnostics;
    auto pipeline = parse_spl(*text, diagnostics);
    if (!pipeline) {
        throw DiagnosticError(diagnostics.all().front());
    }
    auto environment = spl_environment();
    environment.lookups = std::move(lookups);
    environment.diagnostics = warnings;
    return make_plan(text, std::shared_ptr<const Pipeline>(std::move(pipeline)), environment);
}

/// The code of the diagnostic that the pipeline is refused with; "" when it is not.
inline std::string refused(const std::string& spl) {
    try {
        plan_of(spl);
    } catch (const DiagnosticError& error) {
        return std::string(error.diagnostic().code.text());
    }
    return "";
}

/// The fields that must come in so that `spl` can give `wanted`.
inline FieldSet needs_for(const std::string& spl, const std::vector<std::string>& wanted) {
    const auto plan = plan_of(spl);
    FieldSet live;
    for (const auto& name : wanted) {
        live.add(name);
    }
    for (auto op = plan->operators().rbegin(); op != plan->operators().rend(); ++op) {
        (*op)->propagate_required_fields(live);
    }
    return live;
}

/// Rows as tests look at them.
inline std::vector<TestRow> shown_rows(const std::vector<Batch>& batches, const FieldTable& fields) {
    std::vector<TestRow> result;
    for (const auto& batch : batches) {
        for (const auto& row : batch.rows()) {
            TestRow shown;
            const auto slots = row.slots();
            for (FieldId id = 0; id < slots.size(); ++id) {
                for (const Value item : slots[id].items()) {
                    std::string text;
                    append_text(item, text);
                    shown[std::string(fields.name(id))].push_back(text);
                }
            }
            result.push_back(std::move(shown));
        }
    }
    return result;
}

/// The rows that come out when each of `rows` is pushed in a batch of `batch_size`.
inline std::vector<TestRow> run_rows_in(RunContext& run, const std::string& spl, const std::vector<TestRow>& rows,
                                        std::size_t batch_size = 2) {
    const auto plan = plan_of(spl, run.lookups);
    RowCollector collected;
    run.fields = plan->fields();
    PlanTask task{plan, &run, [&](const Plan&) -> RowSink& { return collected; }};
    task.rows = [&](RowSink& pipeline) {
        for (std::size_t first = 0; first < rows.size(); first += batch_size) {
            Batch batch;
            for (std::size_t index = first; index < std::min(first + batch_size, rows.size()); ++index) {
                Row row = batch.make_row(0);
                for (const auto& [name, values] : rows[index]) {
                    const auto items = batch.arena().values(values.size());
                    std::transform(values.begin(), values.end(), items.begin(),
                                   [&](const std::string& value) { return Value::string(batch.arena().copy(value)); });
                    batch.set(row, run.fields.intern(name), Value::multivalue(items));
                }
                batch.rows().push_back(row);
            }
            pipeline.push(batch);
        }
    };
    run_plans(std::span(&task, 1));
    if (task.error) {
        std::rethrow_exception(task.error);
    }
    return shown_rows(collected.batches(), run.fields);
}

inline std::vector<TestRow> run_rows(const std::string& spl, const std::vector<TestRow>& rows, const Limits& limits = {},
                                     std::vector<std::string>* warnings = nullptr, std::size_t batch_size = 2) {
    RunContext run;
    run.limits = limits;
    run.warn = [&](std::string_view message) {
        if (warnings != nullptr) {
            warnings->emplace_back(message);
        }
    };
    return run_rows_in(run, spl, rows, batch_size);
}

}  // namespace karst
