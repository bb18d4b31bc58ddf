#include "parser/commands/lookup/inputlookup.h"
#include "engine/operators/common/source_appender.h"
#include "engine/operators/lookup/lookup_resolution.h"
#include "engine/plan/planner.h"

namespace karst {

namespace {

// The rows of a table, filtered; as a source, or behind other rows (append=true).
class TableRows {
public:
    TableRows(const InputlookupCommand& command, PredicatePtr where)
        : table_(command.table.name), start_(command.start > 0 ? static_cast<std::size_t>(command.start) : 0),
          max_(command.most < 0 ? static_cast<std::size_t>(-1) : static_cast<std::size_t>(command.most)),
          where_(std::move(where)) {}

    void push(RunContext& run, RowSink& sink) const {
        const auto table = run.lookups->table(table_);
        std::vector<FieldId> slots;
        for (const auto& column : table->rows().columns) {
            slots.push_back(run.fields.intern(column));
        }
        Batch batch;
        RowReader reader{Row()};
        std::size_t pushed = 0;
        const auto& rows = table->rows().rows;
        for (std::size_t index = start_; index < rows.size() && pushed < max_; ++index) {
            Row& row = batch.append(run.fields.size());
            for (std::size_t column = 0; column < slots.size() && column < rows[index].size(); ++column) {
                if (!rows[index][column].empty()) {
                    batch.set(row, slots[column], Value::string(batch.arena().copy(rows[index][column])));
                }
            }
            reader.bind(row);
            EvalContext context{reader, batch.arena(), run};
            if (where_ && !where_->test(context)) {
                batch.rows().pop_back();
                continue;
            }
            ++pushed;
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

private:
    std::string table_;
    std::size_t start_;
    std::size_t max_;
    PredicatePtr where_;
};

class InputlookupSource final : public Source {
public:
    explicit InputlookupSource(TableRows rows) : rows_(std::move(rows)) {}
    void produce(RunContext& run, RowSink& sink) const override { rows_.push(run, sink); }
    void columns(Columns& columns, FieldTable&) const override { columns.open = true; }

private:
    TableRows rows_;
};

}  // namespace

Planned plan_inputlookup(const Command& command, Planner& planner) {
    const auto& inputlookup = static_cast<const InputlookupCommand&>(command);
    check_lookup(planner, inputlookup.table);
    TableRows rows(inputlookup, inputlookup.where ? planner.compile(*inputlookup.where) : nullptr);
    if (planner.first()) {
        return SourcePtr(std::make_unique<InputlookupSource>(std::move(rows)));
    }
    if (!inputlookup.append) {
        planner.fail("spl-generating-place", command.span, "inputlookup must be the first command, or have append=true",
                     "not the first");
    }
    return make_source_appender(std::make_unique<InputlookupSource>(std::move(rows)));
}

}  // namespace karst
