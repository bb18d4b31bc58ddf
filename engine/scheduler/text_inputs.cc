#include "engine/scheduler/text_inputs.h"

#include "engine/plan/planner.h"
#include "parser/parser.h"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace karst {

namespace {

constexpr std::size_t kMaxTextBytes = 64 << 20;  // of a search with the results of its subsearches in it

}  // namespace

std::shared_ptr<const Plan> with_texts(const Plan& plan, const std::vector<std::string>& texts) {
    std::vector<std::pair<Span, const std::string*>> places;
    for (const auto& input : plan.inputs()) {
        if (input.kind == PlanInput::Kind::Text) {
            places.emplace_back(input.span, &texts[places.size()]);
        }
    }
    std::sort(places.begin(), places.end(), [](const auto& a, const auto& b) { return a.first.begin < b.first.begin; });

    const SourceText& text = plan.text();
    const Span whole = plan.pipeline().span;
    std::uint32_t kept = whole.begin;
    SourceText result = SourceText::like(text);
    const bool over_rows = plan.start_kind() == Plan::Start::Rows;
    // Between brackets any command may come first without a pipe; in a text of its own only search may.
    const bool needs_pipe = over_rows || plan.pipeline().commands.front()->name != "search";
    if (needs_pipe && text.text()[whole.begin] != '|') {
        result.append_expansion(text, {whole.begin, whole.begin + 1}, "| ", {"[subsearch]", "", -1, 0});
    }
    for (const auto& [span, replacement] : places) {
        result.append(text, {kept, span.begin});
        result.append_expansion(text, span, *replacement, {"[subsearch]", "", -1, 0});
        kept = span.end;
    }
    result.append(text, {kept, whole.end});
    const auto filled = std::make_shared<SourceText>(std::move(result));

    Diagnostics diagnostics;
    ParseLimits limits;
    limits.text_bytes = kMaxTextBytes;
    auto pipeline = parse_spl(*filled, diagnostics, limits);
    if (!pipeline) {
        throw DiagnosticError(diagnostics.all().front());
    }
    // The slots go on from those of the plan, which a run may have taken already.
    return make_plan(filled, std::shared_ptr<const Pipeline>(std::move(pipeline)), plan.environment(),
                     {.fields = &plan.fields(), .rows = over_rows});
}

}  // namespace karst
