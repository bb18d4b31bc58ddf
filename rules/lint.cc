#include "rules/lint.h"

#include "engine/search/search_keys.h"

#include <algorithm>
#include <string_view>

namespace karst {

namespace {

// The columns of the results, where they are known for certain.
class OutputColumns {
public:
    explicit OutputColumns(const Plan& plan) : plan_(plan) {}

    bool known() const { return !plan_.columns().open && !plan_.columns().order.empty(); }
    bool contains(std::string_view name) const {
        const auto& order = plan_.columns().order;
        return std::any_of(order.begin(), order.end(),
                           [&](FieldId id) { return id < plan_.fields().size() && plan_.fields().name(id) == name; });
    }
    std::vector<std::string_view> names() const {
        std::vector<std::string_view> names;
        for (const auto id : plan_.columns().order) {
            names.push_back(plan_.fields().name(id));
        }
        return names;
    }

private:
    const Plan& plan_;
};

// A search over all events that asks for no value and no text is tested on each of them.
void check_index(const Plan& plan, Diagnostics& diagnostics) {
    const bool has_texts = std::any_of(plan.inputs().begin(), plan.inputs().end(),
                                       [](const PlanInput& input) { return input.kind == PlanInput::Kind::Text; });
    if (plan.start_kind() == Plan::Start::Scan && plan.scope() == nullptr && !has_texts &&
        describe_search_keys(plan.search()).empty()) {
        diagnostics.add(plan.text().diagnose("rule-without-index", plan.search().span,
                                             "no value and no text is asked for, so the rule is tested on every event", "",
                                             "name the sourcetype or the EventCode that the rule is about"));
    }
}

void check_tokens(const SourceText& message, const OutputColumns& columns, Diagnostics& diagnostics) {
    const std::string& text = message.text();
    for (std::size_t open = text.find('$'); open != std::string::npos; open = text.find('$', open + 1)) {
        const auto close = text.find('$', open + 1);
        if (close == std::string::npos) {
            return;
        }
        const auto token = std::string_view(text).substr(open + 1, close - open - 1);
        if (token.empty() || token.find(' ') != std::string_view::npos) {
            continue;
        }
        if (!columns.contains(token)) {
            diagnostics.add(message.diagnose("rule-unknown-token",
                                             {static_cast<std::uint32_t>(open), static_cast<std::uint32_t>(close + 1)},
                                             "the message names a field that the search does not return: " + std::string(token),
                                             "stays as it is written", did_you_mean(token, columns.names())));
        }
        open = close;
    }
}

void check_field(const std::string& field, const Location& where, std::string_view what, const OutputColumns& columns,
                 Diagnostics& diagnostics) {
    if (columns.contains(field)) {
        return;
    }
    Diagnostic diagnostic("rule-unknown-entity");
    diagnostic.message = "the " + std::string(what) + " is a field that the search does not return: " + field;
    diagnostic.where = where;
    diagnostic.help = did_you_mean(field, columns.names());
    diagnostics.add(std::move(diagnostic));
}

}  // namespace

void lint_rule(const CompiledRule& compiled, Diagnostics& diagnostics) {
    if (!compiled.plan) {
        return;
    }
    for (const auto& note : compiled.plan->notes()) {
        diagnostics.add(note);
    }
    check_index(*compiled.plan, diagnostics);
    const OutputColumns columns(*compiled.plan);
    if (!columns.known()) {
        return;
    }
    const Rule& rule = *compiled.rule;
    check_tokens(rule.message, columns, diagnostics);
    for (const auto& entity : rule.entities) {
        check_tokens(entity.message, columns, diagnostics);
        check_field(entity.field, entity.where, "risk entity", columns, diagnostics);
    }
    for (const auto& object : rule.threat_objects) {
        check_field(object.field, object.where, "threat object", columns, diagnostics);
    }
}

}  // namespace karst
