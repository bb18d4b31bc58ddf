#include "parser/commands/fields.h"
#include "engine/operators/matching_fields.h"
#include "engine/plan/planner.h"

namespace karst {

namespace {

class FieldsOperator final : public BatchOperator {
public:
    FieldsOperator(bool remove, std::vector<std::string> names)
        : remove_(remove), names_(std::move(names)), matching_(names_) {}

    void require(FieldSet& live) const override {
        if (remove_) {
            for (const auto& name : names_) {
                live.remove(name);
            }
            return;
        }
        const auto wanted = live;
        live.clear();
        for (const auto& name : names_) {
            if (has_wildcard(name) || wanted.contains(name)) {
                live.add(name);
            }
        }
        // _raw and _time stay unless they are removed by name.
        for (const char* internal : {"_raw", "_time"}) {
            if (wanted.contains(internal)) {
                live.add(internal);
            }
        }
    }

    void columns(Columns& columns, FieldTable& fields) const override {
        std::vector<FieldId> kept;
        for (const auto id : columns.order) {
            if (keeps(fields.name(id))) {
                kept.push_back(id);
            }
        }
        if (!remove_) {
            for (const auto& name : names_) {
                const bool known = std::any_of(kept.begin(), kept.end(), [&](FieldId id) { return fields.name(id) == name; });
                if (!has_wildcard(name) && !known) {
                    kept.push_back(fields.intern(name));
                }
            }
        }
        columns.order = std::move(kept);
    }

    OperatorTraits traits() const override { return {.transforming = !remove_}; }

protected:
    void apply(Batch& batch, RunContext& run) const override {
        for (FieldId id = 0; id < run.fields.size(); ++id) {
            if (keeps(run.fields.name(id))) {
                continue;
            }
            for (auto& row : batch.rows()) {
                if (!row.get(id).is_null()) {
                    batch.set(row, id, Value());
                }
            }
        }
    }

private:
    bool keeps(std::string_view name) const {
        const bool matched = matching_.matches(name);
        return remove_ ? !matched : matched || name == "_raw" || name == "_time";
    }

    bool remove_;
    std::vector<std::string> names_;
    MatchingFields matching_;
};

}  // namespace

Planned plan_fields(const Command& command, Planner& planner) {
    const auto& fields = static_cast<const FieldsCommand&>(command);
    for (const auto& field : fields.fields) {
        if (!has_wildcard(field.name)) {
            planner.field(field.name);
        }
    }
    return OperatorPtr(std::make_unique<FieldsOperator>(fields.remove, names_of(fields.fields)));
}

}  // namespace karst
