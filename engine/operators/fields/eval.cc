#include "parser/commands/fields/eval.h"
#include "engine/operators/common/dynamic_fields.h"
#include "engine/operators/common/known_columns.h"
#include "engine/plan/lineage.h"
#include "engine/plan/planner.h"
#include "engine/value/number.h"

#include <optional>
#include <vector>

namespace karst {

namespace {

// A target whose name holds {field}: the name is made for each row.
struct NameTemplate {
    struct Part {
        std::string text;
        std::optional<FieldId> field;
    };
    std::vector<Part> parts;
    std::vector<std::string> reads;
};

std::optional<NameTemplate> parse_template(const std::string& name, Planner& planner) {
    NameTemplate made;
    bool dynamic = false;
    for (std::size_t at = 0; at < name.size();) {
        const auto open = name.find('{', at);
        const auto close = open == std::string::npos ? open : name.find('}', open);
        if (close == std::string::npos || close == open + 1) {
            made.parts.push_back({name.substr(at), std::nullopt});
            break;
        }
        made.parts.push_back({name.substr(at, open - at), std::nullopt});
        made.reads.push_back(name.substr(open + 1, close - open - 1));
        made.parts.push_back({"", planner.field(made.reads.back())});
        dynamic = true;
        at = close + 1;
    }
    return dynamic ? std::optional(std::move(made)) : std::nullopt;
}

struct Assignment {
    std::string name;
    FieldId target = 0;
    std::optional<NameTemplate> dynamic;
    EvalNodePtr value;
    std::vector<std::string> reads;
};

class EvalOperator final : public BatchOperator {
public:
    explicit EvalOperator(std::vector<Assignment> assignments) : assignments_(std::move(assignments)) {}

    void propagate_required_fields(FieldSet& live) const override {
        for (auto assignment = assignments_.rbegin(); assignment != assignments_.rend(); ++assignment) {
            const bool wanted = assignment->dynamic || live.contains(assignment->name);
            if (!wanted) {
                continue;
            }
            if (!assignment->dynamic) {
                live.remove(assignment->name);
            } else {
                for (const auto& name : assignment->dynamic->reads) {
                    live.add(name);
                }
            }
            for (const auto& name : assignment->reads) {
                live.add(name);
            }
        }
    }

    void columns(Columns& columns, FieldTable&) const override {
        for (const auto& assignment : assignments_) {
            if (!assignment.dynamic && !columns.open) {
                add_column(columns, assignment.target);
            }
            columns.open = columns.open || assignment.dynamic.has_value();
        }
    }

    bool trace(Lineage& lineage, const FieldTable&) const override {
        for (const auto& assignment : assignments_) {
            if (assignment.dynamic) {
                return false;
            }
            lineage.compute(assignment.name);
        }
        return true;
    }

protected:
    void apply(Batch& batch, RunContext& run) const override {
        RowReader reader{Row()};
        EvalContext context{reader, batch.arena(), run};
        for (auto& row : batch.rows()) {
            for (const auto& assignment : assignments_) {
                reader.bind(row);
                const Value value = assignment.value->evaluate(context);
                const auto target = assignment.dynamic ? made_name(*assignment.dynamic, row, run) : assignment.target;
                if (target) {
                    batch.set(row, *target, value);
                }
            }
        }
    }

private:
    static std::optional<FieldId> made_name(const NameTemplate& dynamic, const Row& row, RunContext& run) {
        std::string name;
        for (const auto& part : dynamic.parts) {
            name += part.text;
            if (part.field) {
                append_text(row.get(*part.field), name);
            }
        }
        return DynamicFields::field(run, name);
    }

    std::vector<Assignment> assignments_;
};

}  // namespace

Planned plan_eval(const Command& command, Planner& planner) {
    std::vector<Assignment> assignments;
    for (const auto& written : static_cast<const EvalCommand&>(command).assignments) {
        auto& assignment = assignments.emplace_back();
        assignment.name = written.target.name;
        assignment.dynamic = parse_template(assignment.name, planner);
        assignment.target = assignment.dynamic ? 0 : planner.field(assignment.name);
        assignment.value = planner.compile(*written.value);
        assignment.reads = fields_read(*written.value);
    }
    return OperatorPtr(std::make_unique<EvalOperator>(std::move(assignments)));
}

}  // namespace karst
