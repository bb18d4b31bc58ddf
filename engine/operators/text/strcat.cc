#include "parser/commands/text/strcat.h"
#include "engine/operators/common/known_columns.h"
#include "engine/plan/lineage.h"
#include "engine/plan/planner.h"
#include "engine/value/number.h"

namespace karst {

namespace {

class StrcatOperator final : public BatchOperator {
public:
    StrcatOperator(const StrcatCommand& command, Planner& planner)
        : destination_name_(command.destination.name), destination_(planner.field(command.destination.name)),
          all_required_(command.all_required) {
        for (const auto& source : command.sources) {
            sources_.push_back({source.text, source.literal ? std::nullopt : std::optional(planner.field(source.text))});
        }
    }

    void propagate_required_fields(FieldSet& live) const override {
        if (!live.contains(destination_name_)) {
            return;
        }
        if (!all_required_) {
            live.remove(destination_name_);
        }
        for (const auto& source : sources_) {
            if (source.field) {
                live.add(source.text);
            }
        }
    }
    void columns(Columns& columns, FieldTable&) const override {
        if (!columns.open) {
            add_column(columns, destination_);
        }
    }
    bool trace(Lineage& lineage, const FieldTable&) const override {
        lineage.compute(destination_name_);
        return true;
    }

protected:
    void apply(Batch& batch, RunContext&) const override {
        std::string joined;
        for (auto& row : batch.rows()) {
            if (join(row, joined)) {
                batch.set(row, destination_, Value::string(batch.arena().copy(joined)));
            }
        }
    }

private:
    struct Source {
        std::string text;  // the literal, or the name of the field
        std::optional<FieldId> field;
    };

    // False when a field is missing that must be there.
    bool join(const Row& row, std::string& joined) const {
        joined.clear();
        for (const auto& source : sources_) {
            if (!source.field) {
                joined += source.text;
                continue;
            }
            const Value value = row.get(*source.field);
            if (value.is_null() && all_required_) {
                return false;
            }
            append_text(value, joined);
        }
        return true;
    }

    std::string destination_name_;
    FieldId destination_;
    std::vector<Source> sources_;
    bool all_required_;
};

}  // namespace

Planned plan_strcat(const Command& command, Planner& planner) {
    return OperatorPtr(std::make_unique<StrcatOperator>(static_cast<const StrcatCommand&>(command), planner));
}

}  // namespace karst
