#include "engine/operators/rewritten_source.h"

#include "engine/plan/subsearch.h"
#include "parser/parser.h"

#include <limits>
#include <memory>
#include <utility>

namespace karst {

namespace {

class RewrittenSource final : public Source {
public:
    RewrittenSource(std::string name, std::shared_ptr<const Plan> plan) : name_(std::move(name)), plan_(std::move(plan)) {}

    void produce(RunContext& run, RowSink& sink) const override {
        auto rows = subsearch_rows(plan_, run, std::numeric_limits<std::size_t>::max(), name_);
        push_all(rows, sink);
    }

    void columns(Columns& columns, FieldTable& fields) const override {
        columns.open = plan_->columns().open;
        for (const auto id : plan_->columns().order) {
            columns.order.push_back(fields.intern(plan_->fields().name(id)));
        }
    }

private:
    std::string name_;
    std::shared_ptr<const Plan> plan_;
};

}  // namespace

Planned plan_rewritten(const std::string& name, const std::string& spl, Planner& planner) {
    const auto text = std::make_shared<const SourceText>(SourceText::whole(name, spl));
    Diagnostics diagnostics;
    std::shared_ptr<const Pipeline> pipeline = parse_spl(*text, diagnostics);
    if (!pipeline) {
        throw DiagnosticError(diagnostics.all().front());
    }
    return SourcePtr(std::make_unique<RewrittenSource>(name, make_plan(text, std::move(pipeline), planner.environment())));
}

}  // namespace karst
