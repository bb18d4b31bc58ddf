#include "parser/commands/text/multikv.h"
#include "engine/operators/common/dynamic_fields.h"
#include "engine/plan/planner.h"
#include "engine/text/text_table.h"
#include "engine/value/number.h"

#include <algorithm>

namespace karst {

namespace {

/// A row for each row of the tables in _raw, whose line becomes the new _raw. An event without a table gives none.
class MultikvOperator final : public BatchOperator {
public:
    MultikvOperator(const MultikvCommand& command, FieldId raw)
        : raw_(raw), copy_fields_(command.copy_fields), remove_original_(command.remove_original), terms_(command.terms) {
        options_.header_line = static_cast<std::size_t>(command.header_line);
        options_.no_header = command.no_header;
        options_.several = command.several_tables;
        for (const auto& field : command.fields) {
            wanted_.push_back(field.name);
        }
    }

    void propagate_required_fields(FieldSet& live) const override { live.add("_raw"); }

protected:
    void apply(Batch& batch, RunContext& run) const override {
        DynamicFields names(run);
        std::vector<Row> rows;
        for (auto& original : batch.rows()) {
            const auto text = text_of(original.get(raw_), batch.arena());
            const auto tables = read_tables(text, options_);
            const auto slots = fields_of(tables, names);
            for (const auto& line : tables.rows) {
                if (is_wanted(line.line)) {
                    rows.push_back(row_of(line, slots[line.table], original, batch));
                }
            }
            if (!remove_original_) {
                rows.push_back(original);
            }
        }
        batch.rows() = std::move(rows);
    }

private:
    using Slots = std::vector<std::optional<FieldId>>;

    std::vector<Slots> fields_of(const TextTables& tables, DynamicFields& names) const {
        std::vector<Slots> slots;
        for (const auto& columns : tables.columns) {
            auto& table = slots.emplace_back();
            for (const auto& name : columns) {
                const bool wanted = wanted_.empty() || std::find(wanted_.begin(), wanted_.end(), name) != wanted_.end();
                table.push_back(wanted ? names.field(name) : std::nullopt);
            }
        }
        return slots;
    }

    bool is_wanted(std::string_view line) const {
        return terms_.empty() || std::any_of(terms_.begin(), terms_.end(),
                                             [&](const auto& term) { return line.find(term) != std::string_view::npos; });
    }

    Row row_of(const TextTableRow& line, const Slots& slots, const Row& original, Batch& batch) const {
        Row row = batch.make_row(original.slots().size());
        if (copy_fields_) {
            std::copy(original.slots().begin(), original.slots().end(), row.slots().begin());
        }
        batch.set(row, raw_, Value::string(line.line));
        for (std::size_t column = 0; column < slots.size(); ++column) {
            if (slots[column] && !line.cells[column].empty()) {
                batch.set(row, *slots[column], Value::string(batch.arena().copy(line.cells[column])));
            }
        }
        return row;
    }

    FieldId raw_;
    bool copy_fields_;
    bool remove_original_;
    std::vector<std::string> terms_;
    std::vector<std::string> wanted_;
    TextTableOptions options_;
};

}  // namespace

Planned plan_multikv(const Command& command, Planner& planner) {
    return OperatorPtr(std::make_unique<MultikvOperator>(static_cast<const MultikvCommand&>(command), planner.field("_raw")));
}

}  // namespace karst
