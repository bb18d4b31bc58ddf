#include "parser/commands/combine/format.h"
#include "engine/plan/batches.h"
#include "engine/plan/planner.h"
#include "engine/search/format_rows.h"

namespace karst {

namespace {

class FormatOperator final : public Operator {
public:
    FormatOperator(FormatWords words, FieldId output) : words_(std::move(words)), output_(output) {}

    std::unique_ptr<OperatorRun> start(RunContext& run, RowSink& next) const override;
    void propagate_required_fields(FieldSet& live) const override { live = FieldSet::everything(); }
    void columns(Columns& columns, FieldTable&) const override { columns = {{output_}, false}; }
    OperatorFacts facts() const override {
        return {.distribution = Distribution::Whole, .state = StateSize::Rows, .transforming = true, .needs_order = true};
    }

private:
    class Run;
    FormatWords words_;
    FieldId output_;
};

class FormatOperator::Run final : public CollectingRun {
public:
    Run(const FormatOperator& op, RunContext& run, RowSink& next) : CollectingRun("format", run, next), op_(op) {}

    void finish() override {
        Batch batch;
        Row& row = batch.append(run().fields.size());
        batch.set(row, op_.output_, Value::string(batch.arena().copy(format_rows(batches(), run().fields, op_.words_))));
        next().push(batch);
        next().finish();
    }

private:
    const FormatOperator& op_;
};

std::unique_ptr<OperatorRun> FormatOperator::start(RunContext& run, RowSink& next) const {
    return std::make_unique<Run>(*this, run, next);
}

}  // namespace

Planned plan_format(const Command& command, Planner& planner) {
    const auto& format = static_cast<const FormatCommand&>(command);
    FormatWords words;
    words.value_separator = format.value_separator;
    words.empty = format.empty;
    if (format.most > 0) {
        words.rows = static_cast<std::size_t>(format.most);
    }
    if (format.words.size() == 6) {
        words.row_prefix = format.words[0];
        words.column_prefix = format.words[1];
        words.column_separator = format.words[2];
        words.column_end = format.words[3];
        words.row_separator = format.words[4];
        words.row_end = format.words[5];
    }
    return OperatorPtr(std::make_unique<FormatOperator>(std::move(words), planner.field("search")));
}

}  // namespace karst
