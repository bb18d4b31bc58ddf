#include "parser/commands/fields/setfields.h"
#include "engine/operators/common/known_columns.h"
#include "engine/plan/planner.h"

#include <utility>
#include <vector>

namespace karst {

namespace {

/// Gives fields the same values in every row.
class SetfieldsOperator final : public BatchOperator {
public:
    SetfieldsOperator(std::vector<SetfieldsCommand::Setting> settings, std::vector<FieldId> fields)
        : settings_(std::move(settings)), fields_(std::move(fields)) {}

    void propagate_required_fields(FieldSet& live) const override {
        for (const auto& setting : settings_) {
            live.remove(setting.field.name);
        }
    }

    void columns(Columns& columns, FieldTable&) const override {
        for (const auto field : fields_) {
            if (!columns.open) {
                add_column(columns, field);
            }
        }
    }

protected:
    void apply(Batch& batch, RunContext&) const override {
        for (auto& row : batch.rows()) {
            for (std::size_t index = 0; index < fields_.size(); ++index) {
                batch.set(row, fields_[index], Value::string(batch.arena().copy(settings_[index].value)));
            }
        }
    }

private:
    std::vector<SetfieldsCommand::Setting> settings_;
    std::vector<FieldId> fields_;
};

}  // namespace

Planned plan_setfields(const Command& command, Planner& planner) {
    const auto& settings = static_cast<const SetfieldsCommand&>(command).settings;
    std::vector<FieldId> fields;
    for (const auto& setting : settings) {
        fields.push_back(planner.field(setting.field.name));
    }
    return OperatorPtr(std::make_unique<SetfieldsOperator>(settings, std::move(fields)));
}

}  // namespace karst
