#include "engine/operators/common/desugared_source.h"

#include "engine/operators/common/source_appender.h"
#include "parser/parser.h"

#include <memory>
#include <utility>

namespace karst {

namespace {

class DesugaredSource final : public Source {
public:
    DesugaredSource(InputId input, std::shared_ptr<const Plan> plan)
        : rows_(make_input_source({input})), plan_(std::move(plan)) {}

    void produce(RunContext& run, RowSink& sink) const override { rows_->produce(run, sink); }

    void columns(Columns& columns, FieldTable& fields) const override {
        columns.open = plan_->columns().open;
        for (const auto id : plan_->columns().order) {
            columns.order.push_back(fields.intern(plan_->fields().name(id)));
        }
    }

private:
    SourcePtr rows_;
    std::shared_ptr<const Plan> plan_;
};

}  // namespace

Planned plan_desugared(const Command& command, const std::string& spl, Planner& planner) {
    const auto text = std::make_shared<const SourceText>(SourceText::whole(std::string(command.name), spl));
    Diagnostics diagnostics;
    std::shared_ptr<const Pipeline> pipeline = parse_spl(*text, diagnostics);
    if (!pipeline) {
        throw DiagnosticError(diagnostics.all().front());
    }
    auto plan = make_plan(text, std::move(pipeline), planner.environment());
    const auto input = planner.input(plan, command);
    return SourcePtr(std::make_unique<DesugaredSource>(input, std::move(plan)));
}

}  // namespace karst
