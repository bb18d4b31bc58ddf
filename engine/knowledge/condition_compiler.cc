#include "engine/knowledge/condition_compiler.h"

#include "base/ascii.h"
#include "engine/knowledge/dataset_scope.h"
#include "engine/knowledge/field_graph_parts.h"
#include "engine/search/time_range.h"
#include "engine/search/value_matcher.h"
#include "parser/parser.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace karst {

namespace {

using Kind = SearchExpression::Kind;

constexpr std::array<std::pair<std::string_view, std::string EventOrigin::*>, 4> kOriginFields = {{
    {"sourcetype", &EventOrigin::sourcetype},
    {"source", &EventOrigin::source},
    {"host", &EventOrigin::host},
    {"index", &EventOrigin::index},
}};

std::string EventOrigin::*origin_part(std::string_view name) {
    const auto* const found =
        std::find_if(kOriginFields.begin(), kOriginFields.end(), [&](const auto& field) { return field.first == name; });
    return found == kOriginFields.end() ? nullptr : found->second;
}

bool compares_origin(const SearchExpression& expression) {
    return (expression.kind == Kind::Compare || expression.kind == Kind::In) && origin_part(expression.field) != nullptr;
}

bool is_equal_or_in(const SearchExpression& expression) {
    return expression.kind == Kind::In || (expression.kind == Kind::Compare && expression.comparison == Comparison::Equal);
}

// The same text for expressions that test the same of the same node.
std::string identity_of(const SearchExpression& expression, NodeId node) {
    std::string identity = "test " + std::to_string(static_cast<std::uint32_t>(node)) + ' ' +
                           std::to_string(static_cast<int>(expression.kind)) + ' ' +
                           std::to_string(static_cast<int>(expression.comparison));
    if (expression.kind == Kind::TimeBound) {
        identity += ' ' + expression.field;
    }
    for (const auto& value : expression.values) {
        identity += '\0';
        identity += value.text;
    }
    return identity;
}

KeySet keys_of(const SearchExpression& expression, FieldId field) {
    KeySet keys;
    for (const auto& value : expression.values) {
        const bool is_term =
            expression.kind == Kind::Term || expression.kind == Kind::TermDirective || expression.kind == Kind::CaseDirective;
        auto key = is_term ? key_of_term(field, value) : is_equal_or_in(expression) ? key_of_value(field, value) : std::nullopt;
        if (!key) {
            return {};
        }
        keys.push_back(std::move(*key));
    }
    return keys;
}

bool any_equals(const SearchExpression& expression, const std::string& text) {
    return std::any_of(expression.values.begin(), expression.values.end(),
                       [&](const auto& value) { return ValueMatcher(value).equals(Value::string(text)); });
}

class OneValue final : public FieldReader {
public:
    explicit OneValue(const std::string& text) : value_(Value::string(text)) {}
    Value field(FieldId) override { return value_; }

private:
    Value value_;
};

// A value of a field that has a tag (tags.conf); the whole value counts, with its letters' case.
class HasValue final : public Predicate {
public:
    HasValue(FieldId field, std::string text) : field_(field), text_(std::move(text)) {}
    bool test(EvalContext& context) const override {
        const Value value = context.fields.field(field_);
        const auto items = value.items();
        return std::any_of(items.begin(), items.end(), [&](Value item) { return text_of(item, context.arena) == text_; });
    }

private:
    FieldId field_;
    std::string text_;
};

}  // namespace

ConditionCompiler::ConditionCompiler(FieldGraph& graph, EventOrigin origin, RunContext& run)
    : graph_(graph), origin_(std::move(origin)), run_(run) {}

ConditionId ConditionCompiler::compile(const EventSearch& search) {
    const auto never = [](const auto& restriction) { return restriction.values->empty(); };
    if (std::any_of(search.restrictions.begin(), search.restrictions.end(), never)) {
        return ConditionGraph::kFalse;
    }
    std::vector<ConditionId> parts;
    if (search.scope != nullptr) {
        std::vector<ConditionId> memberships;
        for (const auto* dataset : search.scope->datasets()) {
            memberships.push_back(membership(search.scope->model(), *dataset));
        }
        parts.push_back(conditions_.any_of(memberships));
        if (parts.back() == ConditionGraph::kFalse) {
            return ConditionGraph::kFalse;
        }
    }
    const Context context{*search.text, [&](std::string_view name) { return node_of(search.scope, name); }, search.now,
                          search.zone, true};
    parts.push_back(translate(*search.expression, context));
    if (parts.back() != ConditionGraph::kFalse && !has_time_bound(*search.expression)) {
        parts.push_back(range(search, context));
    }
    if (std::find(parts.begin(), parts.end(), ConditionGraph::kFalse) != parts.end()) {
        return ConditionGraph::kFalse;  // before more fields are asked for
    }
    for (const auto& restriction : search.restrictions) {
        parts.push_back(one_of(restriction, context));
    }
    for (const auto& condition : search.filters) {
        parts.push_back(filter(condition, context));
    }
    return conditions_.all_of(parts);
}

ConditionId ConditionCompiler::one_of(const EventSearch::OneOf& restriction, const Context& context) {
    const auto field = as_field(context.resolve(restriction.field));
    names_.try_emplace(field, restriction.field);
    KeySet keys;
    for (const auto& value : *restriction.values) {
        keys.push_back({field, ConditionKey::Kind::Exact, lower_case(value)});
    }
    const auto* const identity = static_cast<const void*>(restriction.values.get());
    return conditions_.leaf("one of " + std::to_string(field) + ' ' +
                                std::to_string(reinterpret_cast<std::uintptr_t>(identity)),
                            std::move(keys), [&] { return one_of_predicate(field, restriction.values); });
}

ConditionId ConditionCompiler::filter(const FilterCondition& condition,  // NOLINT(misc-no-recursion): as deep as was parsed
                                      const Context& context) {
    if (condition.kind == FilterCondition::Kind::OneOf) {
        return one_of(condition, context);
    }
    std::vector<ConditionId> parts;
    for (const auto& part : condition.parts) {
        parts.push_back(filter(part, context));
    }
    return condition.kind == FilterCondition::Kind::All ? conditions_.all_of(parts) : conditions_.any_of(parts);
}

// Without a key the field would be asked for in every event, which costs what the filter does.
ConditionId ConditionCompiler::one_of(const FilterCondition& condition, const Context& context) {
    const bool has_keys = std::all_of(condition.values.begin(), condition.values.end(),
                                      [](const auto& value) { return key_of_value(0, value).has_value(); });
    if (!has_keys && origin_part(condition.field) == nullptr) {
        return ConditionGraph::kTrue;
    }
    std::vector<ConditionId> ways;
    if (!condition.values.empty()) {
        SearchExpression in;
        in.kind = Kind::In;
        in.field = condition.field;
        in.values = condition.values;
        ways.push_back(translate(in, context));
    }
    if (!condition.numbers.empty()) {
        ways.push_back(one_of_numbers(condition, context));
    }
    return conditions_.any_of(ways);
}

ConditionId ConditionCompiler::one_of_numbers(const FilterCondition& condition, const Context& context) {
    const auto field = as_field(context.resolve(condition.field));
    names_.try_emplace(field, condition.field);
    auto identity = "numbers " + std::to_string(field);
    KeySet keys;
    for (const auto number : condition.numbers) {
        keys.push_back(key_of_number(field, number));
        identity += ' ' + keys.back().text;
    }
    return conditions_.leaf(std::move(identity), std::move(keys), [&] { return number_predicate(field, condition.numbers); });
}

ConditionId ConditionCompiler::range(const EventSearch& search, const Context& context) {
    if (search.earliest <= 0 && !std::isfinite(search.latest)) {
        return ConditionGraph::kTrue;
    }
    const auto time = context.resolve("_time");
    return conditions_.leaf("range " + std::to_string(search.earliest) + ' ' + std::to_string(search.latest), {},
                            [&] { return time_range_predicate(as_field(time), search.earliest, search.latest); });
}

bool ConditionCompiler::holds_for(const EventOrigin& other) const {
    return std::all_of(decided_.begin(), decided_.end(), [&](const auto& entry) {
        const auto& decided = entry.second;
        return holds(*decided.test, other.*decided.part) == decided.truth;
    });
}

bool ConditionCompiler::holds(const Predicate& test, const std::string& value) const {
    OneValue reader(value);
    Arena arena;
    EvalContext context{reader, arena, run_};
    return test.test(context);
}

std::string ConditionCompiler::name_of(FieldId field) const {
    const auto known = names_.find(field);
    return known == names_.end() ? "a field" : known->second;
}

ConditionId ConditionCompiler::translate(const SearchExpression& expression, const Context& context) {
    switch (expression.kind) {
    case Kind::MatchAll:
        return ConditionGraph::kTrue;
    case Kind::And:
    case Kind::Or:
        return translate_parts(expression, context);
    case Kind::Not:
        return conditions_.negation(translate(*expression.children.front(), context));
    case Kind::Compare:
    case Kind::In:
        return field_condition(expression, context);
    case Kind::TimeBound:
        if (!context.time_bounds) {
            return field_condition(expression, context);
        }
        return bounds_nothing(expression) ? ConditionGraph::kTrue : leaf(expression, context.resolve("_time"), context);
    case Kind::Term:
    case Kind::TermDirective:
    case Kind::CaseDirective:
    case Kind::Subsearch:
        break;
    }
    return leaf(expression, context.resolve("_raw"), context);
}

// What the origin decides comes first: it may decide the whole, and then no field is asked for.
ConditionId ConditionCompiler::translate_parts(const SearchExpression& expression, const Context& context) {
    const bool all = expression.kind == Kind::And;
    const auto decisive = all ? ConditionGraph::kFalse : ConditionGraph::kTrue;
    std::vector<ConditionId> parts;
    for (const bool of_origin : {true, false}) {
        for (const auto& child : expression.children) {
            if (compares_origin(*child) == of_origin) {
                parts.push_back(translate(*child, context));
                if (parts.back() == decisive) {
                    return decisive;
                }
            }
        }
    }
    return all ? conditions_.all_of(parts) : conditions_.any_of(parts);
}

ConditionId ConditionCompiler::field_condition(const SearchExpression& expression, const Context& context) {
    using NodeKind = FieldGraph::Node::Kind;
    const auto id = context.resolve(expression.field);
    const auto kind = graph_.node(id).kind;
    const auto name = graph_.node(id).name;  // a copy: nodes move when others are made
    if (kind == NodeKind::FirstOf && graph_.node(id).from.empty()) {
        return ConditionGraph::kFalse;  // no event has the field
    }
    if (kind == NodeKind::Default && origin_part(name) != nullptr) {
        return decide(expression, origin_part(name), context);
    }
    if (is_equal_or_in(expression)) {
        if (kind == NodeKind::EventTypes) {
            return event_type_in(expression);
        }
        if (kind == NodeKind::Tags) {
            return tag_in(expression, name);
        }
    }
    return leaf(expression, id, context);
}

ConditionId ConditionCompiler::decide(const SearchExpression& expression, std::string EventOrigin::*part,
                                      const Context& context) {
    const auto node = context.resolve(expression.field);
    const auto [entry, added] = decided_.try_emplace(identity_of(expression, node));
    auto& decided = entry->second;
    if (added) {
        SearchCompiler compiler(
            context.text, [&](std::string_view) { return as_field(node); }, context.now, context.zone);
        decided = {part, compiler.compile(expression), false};
        decided.truth = holds(*decided.test, origin_.*part);
    }
    return decided.truth ? ConditionGraph::kTrue : ConditionGraph::kFalse;
}

ConditionId ConditionCompiler::leaf(const SearchExpression& expression, NodeId node, const Context& context) {
    names_.try_emplace(as_field(node), expression.field.empty() ? "_raw" : expression.field);
    return conditions_.leaf(identity_of(expression, node), keys_of(expression, as_field(node)), [&] {
        SearchCompiler compiler(
            context.text, [&](std::string_view) { return as_field(node); }, context.now, context.zone);
        compiler.time_bounds(context.time_bounds);
        return compiler.compile(expression);
    });
}

ConditionId ConditionCompiler::event_type(std::size_t index) {
    const auto known = event_types_.find(index);
    if (known != event_types_.end()) {
        return known->second;
    }
    const auto& search = graph_.event_types_[index]->search;
    const auto parsed = parse_search_expression(search);
    const Context context{search, [this](std::string_view name) { return graph_.resolve_for_event_types(name); }};
    return event_types_[index] = translate(*parsed, context);
}

ConditionId ConditionCompiler::event_type_in(const SearchExpression& expression) {
    std::vector<ConditionId> types;
    for (std::size_t index = 0; index < graph_.event_types_.size(); ++index) {
        if (any_equals(expression, graph_.event_types_[index]->name)) {
            types.push_back(event_type(index));
        }
    }
    return conditions_.any_of(types);
}

// An event has a tag by an event type, or by a value of one of its fields; `field` is the one of tag::field, or empty.
ConditionId ConditionCompiler::tag_in(const SearchExpression& expression, const std::string& field) {
    const auto has_tag = [&](const std::vector<std::string>& tags) {
        return std::any_of(tags.begin(), tags.end(), [&](const auto& tag) { return any_equals(expression, tag); });
    };
    std::vector<ConditionId> ways;
    for (std::size_t index = 0; index < graph_.event_types_.size(); ++index) {
        if ((field.empty() || field == "eventtype") && has_tag(graph_.event_types_[index]->tags)) {
            ways.push_back(event_type(index));
        }
    }
    for (const auto* tags : graph_.value_tags_) {
        if ((field.empty() || field == tags->field) && has_tag(tags->tags)) {
            const auto node = as_field(graph_.resolve_for_event_types(tags->field));
            names_.try_emplace(node, tags->field);
            SearchValue value;
            value.text = tags->value;
            auto key = key_of_value(node, value);
            const bool exact = key && key->kind == ConditionKey::Kind::Exact;
            ways.push_back(conditions_.leaf("tagged " + std::to_string(node) + '\0' + tags->value,
                                            exact ? KeySet{std::move(*key)} : KeySet{},
                                            [&] { return std::make_unique<HasValue>(node, tags->value); }));
        }
    }
    return conditions_.any_of(ways);
}

ConditionId ConditionCompiler::membership(const DataModel& model, const Dataset& dataset) {
    const auto known = memberships_.find(&dataset);
    if (known != memberships_.end()) {
        return known->second;
    }
    graph_.use_model(model.name);
    std::vector<ConditionId> parts;
    const auto* parent = model.parent_of(dataset);
    if (parent != nullptr) {
        parts.push_back(membership(model, *parent));
    }
    if (!dataset.constraint.text().empty() && (parts.empty() || parts.front() != ConditionGraph::kFalse)) {
        const auto parsed = parse_search_expression(dataset.constraint);
        const Context context{dataset.constraint,
                              [&](std::string_view name) { return graph_.field_before(model, dataset, name); }};
        parts.push_back(translate(*parsed, context));
    }
    return memberships_[&dataset] = conditions_.all_of(parts);
}

NodeId ConditionCompiler::node_of(const DatasetScope* scope, std::string_view name) {
    if (scope == nullptr) {
        return graph_.request(name);
    }
    const auto field = scope->field(name);
    if (!field.lineage.empty() && !field.name.empty() && scope->datasets().size() == 1) {
        const auto& model = scope->model();
        const auto* dataset = model.find(field.lineage);
        if (dataset != nullptr && model.is_within(*scope->datasets().front(), *dataset) &&
            model.owner_of(*dataset, field.name) != nullptr) {
            graph_.use_model(model.name);
            return graph_.field_within(model, *dataset, field.name);
        }
    }
    return graph_.request(field);
}

}  // namespace karst
