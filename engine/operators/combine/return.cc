#include "parser/commands/combine/return.h"
#include "base/spl_text.h"
#include "engine/plan/planner.h"
#include "engine/search/format_rows.h"
#include "engine/value/number.h"

namespace karst {

namespace {

struct BoundItem {
    std::string name;  // empty: the value alone
    std::string field_name;
    FieldId field;
};

class ReturnOperator final : public Operator {
public:
    ReturnOperator(std::vector<BoundItem> items, std::size_t count, FieldId output)
        : items_(std::move(items)), count_(count), output_(output) {}

    std::unique_ptr<OperatorRun> start(RunContext& run, RowSink& next) const override;
    void propagate_required_fields(FieldSet& live) const override {
        live.clear();
        for (const auto& item : items_) {
            live.add(item.field_name);
        }
    }
    void columns(Columns& columns, FieldTable&) const override { columns = {{output_}, false}; }
    OperatorFacts facts() const override {
        return {.distribution = Distribution::Whole, .state = StateSize::Rows, .transforming = true, .needs_order = true};
    }

private:
    class Run;
    std::vector<BoundItem> items_;
    std::size_t count_;
    FieldId output_;
};

// One row whose text stands in the place of the subsearch: (a="x") OR (a="y"), or bare values.
class ReturnOperator::Run final : public OperatorRun {
public:
    Run(const ReturnOperator& op, RunContext& run, RowSink& next) : OperatorRun(run, next), op_(op) {}

    void finish() override {
        Batch batch;
        Row& row = batch.append(run().fields.size());
        const auto text = rows_ > 0 ? text_ : std::string("NOT ( )");
        batch.set(row, op_.output_, Value::string(batch.arena().copy(text)));
        next().push(batch);
        next().finish();
    }

protected:
    bool consume(Batch& batch) override {
        for (const auto& row : batch.rows()) {
            if (rows_ < op_.count_) {
                add(row);
            }
        }
        return rows_ < op_.count_;
    }

private:
    void add(const Row& row) {
        std::string terms;
        bool bare = true;
        for (const auto& item : op_.items_) {
            const Value value = row.get(item.field);
            if (value.is_null()) {
                continue;
            }
            std::string text;
            append_text(value.items().front(), text);
            bare = bare && item.name.empty();
            terms += (terms.empty() ? "" : " ") + (item.name.empty() ? text : item.name + "=" + quoted_text(text));
        }
        if (terms.empty()) {
            return;
        }
        const bool several = op_.count_ > 1;
        text_ += (rows_ > 0 ? " OR " : "") + (several && !bare ? "(" + terms + ")" : several ? "(" + terms + ")" : terms);
        ++rows_;
    }

    const ReturnOperator& op_;
    std::string text_;
    std::size_t rows_ = 0;
};

std::unique_ptr<OperatorRun> ReturnOperator::start(RunContext& run, RowSink& next) const {
    return std::make_unique<Run>(*this, run, next);
}

}  // namespace

Planned plan_return(const Command& command, Planner& planner) {
    const auto& written = static_cast<const ReturnCommand&>(command);
    std::vector<BoundItem> items;
    for (const auto& item : written.items) {
        items.push_back({item.name, item.field.name, planner.field(item.field.name)});
    }
    return OperatorPtr(std::make_unique<ReturnOperator>(
        std::move(items), static_cast<std::size_t>(std::max<std::int64_t>(written.count, 1)), planner.field("search")));
}

}  // namespace karst
