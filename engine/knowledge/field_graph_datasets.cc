// The last tier of the graph: the datasets of data models. An event belongs to a dataset when it belongs to the parent and the
// constraint holds; only then has it the dataset's fields. Both are nodes like others, so each is found at most once an event
// and only when something needs it.
#include "engine/eval/compile/compiler.h"
#include "engine/knowledge/field_graph_parts.h"
#include "engine/run/run_context.h"
#include "parser/parser.h"

#include <algorithm>

namespace karst {

NodeId FieldGraph::request_of_dataset(const EventField& wanted) {
    Node missing;
    missing.kind = Node::Kind::FirstOf;
    const auto model = use_model(wanted.model);
    if (!model) {
        return make(std::move(missing));
    }
    if (wanted.lineage.empty()) {
        if (wanted.name == kNodeName) {
            missing.kind = Node::Kind::NodeNames;
            for (const auto& dataset : model->datasets) {
                missing.from.push_back(dataset_member(*model, dataset));
            }
        }
        return make(std::move(missing));
    }
    const auto* dataset = model->find(wanted.lineage);
    if (dataset == nullptr) {
        return make(std::move(missing));
    }
    const NodeId member = dataset_member(*model, *dataset);
    if (wanted.name.empty()) {
        return member;
    }
    if (model->owner_of(*dataset, wanted.name) == nullptr) {
        return make(std::move(missing));
    }
    Node field;
    field.kind = Node::Kind::DatasetField;
    field.from = {member, field_within(*model, *dataset, wanted.name)};
    return make(std::move(field));
}

// The model lives as long as the graph, which refers to its datasets.
std::shared_ptr<const DataModel> FieldGraph::use_model(std::string_view name) {
    auto model = models_.find(name);
    if (model && std::find(used_models_.begin(), used_models_.end(), model) == used_models_.end()) {
        used_models_.push_back(model);
    }
    return model;
}

NodeId FieldGraph::field_before(const DataModel& model, const Dataset& dataset, std::string_view name) {
    const auto* parent = model.parent_of(dataset);
    return parent == nullptr ? resolve(std::string(name), kFinished) : field_within(model, *parent, name);
}

NodeId FieldGraph::field_within(const DataModel& model, const Dataset& dataset, std::string_view name) {
    return dataset_field(model, dataset, std::string(name), dataset.calculations.size());
}

NodeId FieldGraph::dataset_member(const DataModel& model, const Dataset& dataset) {
    if (const auto known = members_.find(&dataset); known != members_.end()) {
        return known->second;
    }
    Node member;
    member.kind = Node::Kind::Member;
    const auto* parent = model.parent_of(dataset);
    if (parent != nullptr) {
        member.from.push_back(dataset_member(model, *parent));
    }
    auto step = std::make_unique<DatasetStep>();
    step->dataset = &dataset;
    if (!dataset.constraint.text().empty()) {
        const auto parsed = parse_search_expression(dataset.constraint);
        SearchCompiler compiler(
            dataset.constraint,
            [&](std::string_view name) { return as_field(member.needs.emplace_back(field_before(model, dataset, name))); }, 0,
            TimeZone());
        step->predicate = compiler.compile(*parsed);
    }
    member.index = dataset_steps_.size();
    dataset_steps_.push_back(std::move(step));
    return members_[&dataset] = make(std::move(member));
}

namespace {

// After which of the first `calculations` of a dataset a field is what it is after all of them; 0: none of them gives it.
std::size_t last_calculation(const Dataset& dataset, const std::string& name, std::size_t calculations) {
    while (calculations > 0 && dataset.calculations[calculations - 1].field != name) {
        --calculations;
    }
    return calculations;
}

std::vector<std::string> field_names(const SourceText& expression) {
    std::vector<std::string> names;
    EvalCompiler compiler(expression, [&](std::string_view name) {
        names.emplace_back(name);
        return FieldId{0};
    });
    compiler.compile_assignment(*parse_eval_expression(expression));
    return names;
}

}  // namespace

// A field as it is after so many of the dataset's calculations. They see every field of the event, declared or not. Those that
// it needs are made before it, so that this does not recurse from calculation to calculation.
NodeId FieldGraph::dataset_field(const DataModel& model, const Dataset& dataset, const std::string& name,
                                 std::size_t calculations) {
    using Calculated = std::pair<std::size_t, std::string>;
    const auto known = [&](const Calculated& field) {
        return dataset_fields_.find(std::make_tuple(&dataset, field.second, field.first));
    };
    const Calculated wanted(last_calculation(dataset, name, calculations), name);
    const auto needs = [&](const Calculated& field) {
        std::vector<Calculated> found;
        if (field.first > 0) {
            for (auto& one : field_names(dataset.calculations[field.first - 1].expression)) {
                Calculated need(last_calculation(dataset, one, field.first - 1), std::move(one));
                if (known(need) == dataset_fields_.end()) {
                    found.push_back(std::move(need));
                }
            }
        }
        return found;
    };
    if (known(wanted) == dataset_fields_.end()) {
        for (const auto& field : with_needs(wanted, needs)) {
            const NodeId node = make_dataset_field(model, dataset, field.second, field.first);
            dataset_fields_[std::make_tuple(&dataset, field.second, field.first)] = node;
        }
    }
    return known(wanted)->second;
}

// By the last of the calculations, or as the dataset gets it.
NodeId FieldGraph::make_dataset_field(const DataModel& model, const Dataset& dataset, const std::string& name,
                                      std::size_t calculations) {
    if (calculations == 0) {
        const auto* parent = model.parent_of(dataset);
        return parent == nullptr ? resolve(name, kFinished) : dataset_field(model, *parent, name, parent->calculations.size());
    }
    const auto& expression = dataset.calculations[calculations - 1].expression;
    const auto parsed = parse_eval_expression(expression);
    const auto before = [&](std::string_view field) {
        return dataset_field(model, dataset, std::string(field), calculations - 1);
    };
    Node calculated;
    calculated.kind = Node::Kind::Calculated;
    EvalCompiler compiler(expression,
                          [&](std::string_view field) { return as_field(calculated.needs.emplace_back(before(field))); });
    calculated.program = compiler.compile_assignment(*parsed);
    calculated.made = karst::derived_values_of(*parsed, [&](std::string_view field) { return derived_values(before(field)); });
    return make(std::move(calculated));
}

Value FieldGraph::State::dataset_value(const Node& node) {
    using Kind = Node::Kind;
    if (node.kind == Kind::DatasetField) {
        return read(node.from[0]).is_null() ? Value() : read(node.from[1]);
    }
    if (node.kind == Kind::Member) {
        if (!node.from.empty() && read(node.from.front()).is_null()) {
            return {};
        }
        const auto& step = *graph_.dataset_steps_[node.index];
        EvalContext context{*this, *arena_, run_};
        return !step.predicate || step.predicate->test(context) ? Value::string(step.dataset->lineage) : Value();
    }
    const auto names = arena_->values(node.from.size());
    std::size_t count = 0;
    for (const NodeId member : node.from) {
        if (const Value lineage = read(member); !lineage.is_null()) {
            names[count++] = lineage;
        }
    }
    return Value::multivalue(names.first(count));
}

}  // namespace karst
