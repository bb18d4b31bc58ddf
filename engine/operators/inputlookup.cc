#include "parser/commands/inputlookup.h"
#include "engine/operators/lookup_access.h"
#include "engine/plan/planner.h"
#include "engine/plan/subsearch.h"

namespace karst {

namespace {

// The rows of a table, filtered; as a source, or behind other rows (append=true).
class TableRows {
public:
    TableRows(const InputlookupCommand& command, PredicatePtr where)
        : table_(command.table.name), start_(command.start > 0 ? static_cast<std::size_t>(command.start) : 0),
          most_(command.most < 0 ? static_cast<std::size_t>(-1) : static_cast<std::size_t>(command.most)),
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
        for (std::size_t index = start_; index < rows.size() && pushed < most_; ++index) {
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
    std::size_t most_;
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

class InputlookupOperator final : public Operator {
public:
    explicit InputlookupOperator(TableRows rows) : rows_(std::move(rows)) {}
    std::unique_ptr<OperatorRun> start(RunContext& run, RowSink& next) const override;
    void require(FieldSet&) const override {}
    void columns(Columns& columns, FieldTable&) const override { columns.open = true; }
    OperatorTraits traits() const override { return {.transforming = true, .needs_order = true}; }

private:
    class Run;
    TableRows rows_;
};

class InputlookupOperator::Run final : public OperatorRun {
public:
    Run(const InputlookupOperator& op, RunContext& run, RowSink& next) : OperatorRun(run, next), op_(op) {}
    void finish() override {
        op_.rows_.push(run(), next());
        next().finish();
    }

protected:
    bool consume(Batch& batch) override { return next().push(batch); }

private:
    const InputlookupOperator& op_;
};

std::unique_ptr<OperatorRun> InputlookupOperator::start(RunContext& run, RowSink& next) const {
    return std::make_unique<Run>(*this, run, next);
}

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
    return OperatorPtr(std::make_unique<InputlookupOperator>(std::move(rows)));
}

}  // namespace karst
