#include "parser/commands/generate/makeresults.h"
#include "engine/json/json_value.h"
#include "engine/lookup/lookup.h"
#include "engine/plan/planner.h"

namespace karst {

namespace {

class MakeresultsSource final : public Source {
public:
    MakeresultsSource(std::int64_t count, bool annotate, LookupRows rows)
        : count_(static_cast<std::size_t>(std::max<std::int64_t>(count, 0))), annotate_(annotate), rows_(std::move(rows)) {}

    void produce(RunContext& run, RowSink& sink) const override {
        Batch batch;
        const auto time = run.fields.intern("_time");
        const std::size_t rows = rows_.columns.empty() ? count_ : rows_.rows.size();
        for (std::size_t index = 0; index < rows; ++index) {
            Row& row = batch.append(run.fields.size());
            batch.set(row, time, Value::number(run.now));
            if (annotate_) {
                annotate(batch, row, run);
            }
            for (std::size_t column = 0; column < rows_.columns.size(); ++column) {
                const auto& cell = rows_.rows[index][column];
                if (!cell.empty()) {
                    batch.set(row, run.fields.intern(rows_.columns[column]), Value::string(batch.arena().copy(cell)));
                }
            }
            if (batch.size() >= Batch::kRows) {
                if (!sink.push(batch)) {
                    return;
                }
                batch = Batch();
            }
        }
        if (!batch.empty()) {
            sink.push(batch);
        }
    }

    void columns(Columns& columns, FieldTable& fields) const override {
        columns.order.push_back(fields.intern("_time"));
        columns.open = true;
    }

private:
    static void annotate(Batch& batch, Row& row, RunContext& run) {
        batch.set(row, run.fields.intern("splunk_server"), Value::string("localhost"));
    }

    std::size_t count_;
    bool annotate_;
    LookupRows rows_;
};

LookupRows json_rows(const MakeresultsCommand& command, Planner& planner) {
    const auto parsed = JsonValue::parse(command.data);
    if (!parsed || !parsed->is_array()) {
        planner.fail("spl-bad-option", command.span, "the option data is not a JSON array of objects");
    }
    LookupRows rows;
    for (const auto& item : parsed->items()) {
        auto& row = rows.rows.emplace_back(rows.columns.size());
        for (std::size_t index = 0; index < item.keys().size(); ++index) {
            auto column = std::find(rows.columns.begin(), rows.columns.end(), item.keys()[index]);
            if (column == rows.columns.end()) {
                rows.columns.push_back(item.keys()[index]);
                column = std::prev(rows.columns.end());
            }
            row.resize(rows.columns.size());
            const auto& value = item.items()[index];
            row[static_cast<std::size_t>(column - rows.columns.begin())] =
                value.kind() == JsonValue::Kind::String ? value.text() : value.to_text();
        }
    }
    for (auto& row : rows.rows) {
        row.resize(rows.columns.size());
    }
    return rows;
}

}  // namespace

Planned plan_makeresults(const Command& command, Planner& planner) {
    planner.note_now();
    const auto& makeresults = static_cast<const MakeresultsCommand&>(command);
    if (!planner.first()) {
        planner.fail("spl-generating-place", command.span, "makeresults must be the first command", "not the first");
    }
    LookupRows rows;
    if (makeresults.format == "json") {
        rows = json_rows(makeresults, planner);
    } else if (makeresults.format == "csv") {
        rows = parse_csv(makeresults.data);
        for (auto& row : rows.rows) {
            row.resize(rows.columns.size());
        }
    }
    return SourcePtr(std::make_unique<MakeresultsSource>(makeresults.count, makeresults.annotate, std::move(rows)));
}

}  // namespace karst
