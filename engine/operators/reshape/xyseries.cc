#include "parser/commands/reshape/xyseries.h"
#include "engine/operators/common/dynamic_fields.h"
#include "engine/plan/batches.h"
#include "engine/plan/planner.h"
#include "engine/value/compare.h"
#include "engine/value/number.h"

#include <algorithm>
#include <map>
#include <unordered_map>

namespace karst {

namespace {

struct XyseriesFields {
    FieldId x;
    FieldId name;
    std::vector<FieldId> data;
    std::vector<std::string> data_names;
};

class XyseriesOperator final : public Operator {
public:
    XyseriesOperator(const XyseriesCommand& command, XyseriesFields fields)
        : x_name_(command.x.name), name_name_(command.name_field.name), fields_(std::move(fields)), grouped_(command.grouped),
          separator_(command.separator), format_(command.format) {}

    std::unique_ptr<OperatorRun> start(RunContext& run, RowSink& next) const override;
    void propagate_required_fields(FieldSet& live) const override {
        live.clear();
        live.add(x_name_);
        live.add(name_name_);
        for (const auto& name : fields_.data_names) {
            live.add(name);
        }
    }
    void columns(Columns& columns, FieldTable&) const override { columns = {{fields_.x}, true}; }
    OperatorFacts facts() const override {
        return {.distribution = Distribution::Whole, .state = StateSize::Rows, .transforming = true, .needs_order = true};
    }

private:
    class Run;

    // Several data fields need names that tell them apart.
    std::string column_name(std::size_t data, const std::string& value) const {
        if (fields_.data.size() == 1) {
            return value;
        }
        const auto& aggregate = fields_.data_names[data];
        if (!format_) {
            return aggregate + separator_ + value;
        }
        std::string name;
        for (std::size_t at = 0; at < format_->size();) {
            if (format_->compare(at, 5, "$AGG$") == 0) {
                name += aggregate;
                at += 5;
            } else if (format_->compare(at, 5, "$VAL$") == 0) {
                name += value;
                at += 5;
            } else {
                name += (*format_)[at++];
            }
        }
        return name;
    }

    std::string x_name_;
    std::string name_name_;
    XyseriesFields fields_;
    bool grouped_;
    std::string separator_;
    std::optional<std::string> format_;
};

class XyseriesOperator::Run final : public CollectingRun {
public:
    Run(const XyseriesOperator& op, RunContext& run, RowSink& next) : CollectingRun("xyseries", run, next), op_(op) {}

    void finish() override {
        for (const auto& batch : batches()) {
            for (const auto& row : batch.rows()) {
                add(row);
            }
        }
        if (!op_.grouped_) {
            std::stable_sort(lines_.begin(), lines_.end(), [](const Line& a, const Line& b) {
                return compare_numbers_first(a.x.items().front(), b.x.items().front()) < 0;
            });
        }
        push_lines();
        next().finish();
    }

private:
    using ColumnKey = std::pair<std::size_t, std::string>;  // data field, value of the name field
    struct Line {
        Value x;
        std::vector<std::pair<const ColumnKey*, Value>> cells;
    };

    void add(const Row& row) {
        const Value x = row.get(op_.fields_.x);
        const Value name = row.get(op_.fields_.name);
        if (x.is_null() || name.is_null()) {
            return;
        }
        auto& line = line_of(x);
        std::string text;
        append_text(name, text);
        for (std::size_t data = 0; data < op_.fields_.data.size(); ++data) {
            const auto column = columns_.try_emplace({data, text}).first;
            line.cells.emplace_back(&column->first, row.get(op_.fields_.data[data]));
        }
    }

    Line& line_of(Value x) {
        std::string key;
        append_text(x, key);
        if (op_.grouped_) {
            if (lines_.empty() || key != last_key_) {
                lines_.push_back({x, {}});
                last_key_ = key;
            }
            return lines_.back();
        }
        const auto [found, is_new] = line_by_x_.try_emplace(key, lines_.size());
        if (is_new) {
            lines_.push_back({x, {}});
        }
        return lines_[found->second];
    }

    void push_lines() {
        for (auto& [key, field] : columns_) {
            field = DynamicFields::field(run(), op_.column_name(key.first, key.second));
        }
        std::vector<Batch> results;
        for (const auto& line : lines_) {
            if (results.empty() || results.back().size() >= Batch::kRows) {
                results.emplace_back();
            }
            auto& batch = results.back();
            Row& row = batch.append(run().fields.size());
            for (const auto& [key, value] : line.cells) {
                if (const auto field = columns_.find(*key)->second; field && !value.is_null()) {
                    batch.set(row, *field, batch.arena().copy(value));
                }
            }
            batch.set(row, op_.fields_.x, batch.arena().copy(line.x));
        }
        push_all(results, next());
    }

    const XyseriesOperator& op_;
    std::vector<Line> lines_;
    std::unordered_map<std::string, std::size_t> line_by_x_;
    std::string last_key_;
    std::map<ColumnKey, std::optional<FieldId>> columns_;
};

std::unique_ptr<OperatorRun> XyseriesOperator::start(RunContext& run, RowSink& next) const {
    return std::make_unique<Run>(*this, run, next);
}

}  // namespace

Planned plan_xyseries(const Command& command, Planner& planner) {
    const auto& xyseries = static_cast<const XyseriesCommand&>(command);
    XyseriesFields fields{planner.field(xyseries.x.name), planner.field(xyseries.name_field.name), {}, {}};
    for (const auto& data : xyseries.data) {
        fields.data.push_back(planner.field(data.name));
        fields.data_names.push_back(data.name);
    }
    return OperatorPtr(std::make_unique<XyseriesOperator>(xyseries, std::move(fields)));
}

}  // namespace karst
