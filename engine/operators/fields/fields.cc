#include "parser/commands/fields/fields.h"
#include "engine/operators/common/known_columns.h"
#include "engine/operators/fields/projection.h"
#include "engine/plan/planner.h"

namespace karst {

namespace {

// _raw and _time stay unless they are removed by name (Search Reference, fields).
constexpr std::string_view kInternal[] = {"_raw", "_time"};

class FieldsOperator final : public Operator, private Projection {
public:
    FieldsOperator(bool remove, std::vector<std::string> names)
        : remove_(remove), names_(std::move(names)), matching_(names_) {}

    std::unique_ptr<OperatorRun> start(RunContext& run, RowSink& next) const override {
        return start_keeping(*this, run, next);
    }

    void propagate_required_fields(FieldSet& live) const override {
        if (remove_) {
            for (const auto& name : std::set<std::string>(live.names())) {
                if (!keeps(name)) {
                    live.remove(name);
                }
            }
            return;
        }
        auto listed = names_;
        listed.insert(listed.end(), std::begin(kInternal), std::end(kInternal));
        propagate_listed_fields(live, listed);
    }

    void columns(Columns& columns, FieldTable& fields) const override {
        const auto before = std::move(columns);
        columns = {{}, before.open};
        if (remove_) {
            std::copy_if(before.order.begin(), before.order.end(), std::back_inserter(columns.order),
                         [&](FieldId id) { return keeps(fields.name(id)); });
            return;
        }
        for (const auto name : kInternal) {
            add_known(name, before, columns, fields);
        }
        for (const auto& name : names_) {
            if (before.open && !has_wildcard(name)) {
                add_column(columns, fields.intern(name));
            }
            add_known(name, before, columns, fields);
        }
    }

    bool trace(Lineage& lineage, const FieldTable&) const override { return trace_projection(*this, lineage); }

    OperatorFacts facts() const override { return {.distribution = Distribution::PerRow, .state = StateSize::None}; }

private:
    bool keeps(std::string_view name) const override {
        const bool internal = std::find(std::begin(kInternal), std::end(kInternal), name) != std::end(kInternal);
        return remove_ ? !matching_.matches(name) : internal || matching_.matches(name);
    }

    static void add_known(std::string_view name, const Columns& before, Columns& columns, const FieldTable& fields) {
        const Wildcard pattern(name);
        for (const auto id : before.order) {
            if (pattern.matches(fields.name(id))) {
                add_column(columns, id);
            }
        }
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
