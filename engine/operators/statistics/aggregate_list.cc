#include "engine/operators/statistics/aggregate_list.h"

#include <algorithm>

namespace karst {

namespace {

bool same_call(const AggregateCall& left, const AggregateCall& right) {
    return left.function == right.function && left.parameter == right.parameter && left.field.name == right.field.name &&
           !left.eval && !right.eval;
}

}  // namespace

std::vector<FieldId> by_fields(const std::vector<FieldName>& by, Planner& planner) {
    std::vector<FieldId> ids;
    for (const auto& field : by) {
        if (has_wildcard(field.name)) {
            planner.fail("spl-wildcard-by", field.span, "a BY field cannot have a wildcard", "more than one field");
        }
        const auto id = planner.field(field.name);
        if (std::find(ids.begin(), ids.end(), id) == ids.end()) {
            ids.push_back(id);
        }
    }
    return ids;
}

AggregateList::AggregateList(const std::vector<AggregateCall>& calls, const std::vector<FieldName>& by, Planner& planner,
                             Span command, const Options& options)
    : by_(by_fields(by, planner)), all_numeric_(options.all_numeric) {
    if (calls.empty()) {
        planner.fail("spl-missing-aggregate", command, std::string(options.command) + " needs a statistical function",
                     Help{"such as count or values(<field>)"});
    }
    for (auto call = calls.begin(); call != calls.end(); ++call) {
        check_output(*call, by, planner);
        const auto namesake =
            std::find_if(calls.begin(), call, [&](const AggregateCall& other) { return other.output == call->output; });
        if (namesake == call && options.computed && call->function == "eval" && call->eval) {
            add_computed(*call, planner, options);
        } else if (namesake == call) {
            add(*call, planner, options);
        } else if (!same_call(*namesake, *call)) {
            planner.fail("spl-duplicate-output", call->span, "two functions write the field '" + call->output + "'",
                         "the second of them", "give it another name with AS");
        }
    }
    if (time_) {
        reads_.emplace_back("_time");
    }
    for (const auto& field : by) {
        reads_.push_back(field.name);
    }
}

void AggregateList::check_output(const AggregateCall& call, const std::vector<FieldName>& by, Planner& planner) const {
    if (std::any_of(by.begin(), by.end(), [&](const FieldName& field) { return field.name == call.output; })) {
        planner.fail("spl-output-is-by-field", call.span, "the output field '" + call.output + "' has the name of a BY field",
                     Help{"give it another name with AS"});
    }
}

// Splunk charts a field or splits by it (Search Reference, chart and timechart, "Usage"). Time is the axis, and may be both.
void AggregateList::check_not_split(const AggregateCall& call, Planner& planner, const Options& options) const {
    const auto& name = call.field.name;
    if (!options.charts || name.empty() || name == "_time" || has_wildcard(name)) {
        return;
    }
    if (std::find(by_.begin(), by_.end(), planner.field(name)) != by_.end()) {
        planner.fail("spl-split-field-aggregated", call.field.span,
                     "the field '" + name + "' is in a function, and " + std::string(options.command) + " splits by it",
                     Help{"copy it with eval and use one for the function and the other for the split"});
    }
}

void AggregateList::add_computed(const AggregateCall& call, Planner& planner, const Options& options) {
    for (const auto& inner : inner_aggregates(call, planner)) {
        add(inner, planner, options);
        outputs_.pop_back();
    }
    computed_.push_back(make_computed_aggregate(call, planner));
    outputs_.push_back(call.output);
}

bool AggregateList::is_hidden(FieldId output) const {
    return std::any_of(computed_.begin(), computed_.end(), [output](const ComputedAggregate& one) {
        return std::find(one.inputs.begin(), one.inputs.end(), output) != one.inputs.end();
    });
}

void AggregateList::compute(Batch& batch, Row& row, RunContext& run) const {
    for (const auto& one : computed_) {
        batch.set(row, one.output, one.evaluate(row, batch.arena(), run));
    }
    for (const auto& one : computed_) {
        for (const auto input : one.inputs) {
            batch.set(row, input, Value());
        }
    }
}

void AggregateList::add(const AggregateCall& call, Planner& planner, const Options& options) {
    check_not_split(call, planner, options);
    auto aggregate = planner.aggregate(call);
    const auto& spec = *aggregate.spec;
    if (spec.takes_parameter && (aggregate.options.parameter < 0 || aggregate.options.parameter > 100)) {
        planner.fail("spl-bad-percentile", call.span, "a percentile is a number from 0 to 100");
    }
    if (spec.rate_seconds > 0 && !options.rates) {
        planner.fail("spl-timechart-only", call.span, "the function " + call.function + " is about the buckets of timechart",
                     Help{"use sum(<field>) and divide by the seconds you mean"});
    }
    if (spec.needs_time && !time_) {
        time_ = planner.field("_time");
    }
    depends_on_order_ = depends_on_order_ || spec.depends_on_order;
    if (call.eval) {
        for (auto& name : fields_read(*call.eval)) {
            reads_.push_back(std::move(name));
        }
    } else if (!call.field.name.empty()) {
        reads_.push_back(call.field.name);
    }
    if (has_wildcard(call.field.name) || (call.renamed && has_wildcard(call.output))) {
        add_wildcard(call, std::move(aggregate), planner);
        return;
    }
    outputs_.push_back(call.output);
    aggregates_.push_back(std::move(aggregate));
}

void AggregateList::add_wildcard(const AggregateCall& call, Aggregate aggregate, Planner& planner) {
    WildcardAggregate wildcard{std::move(aggregate), Wildcard(call.field.name), Wildcard(call.output)};
    if (wildcard.field.stars() != wildcard.output.stars()) {
        planner.fail("spl-wildcard-mismatch", call.span,
                     "the field '" + call.field.name + "' and the name '" + call.output +
                         "' have different numbers of wildcards",
                     Help{"each * of the name stands for what the * in its place matched"});
    }
    wildcards_.push_back(std::move(wildcard));
}

void AggregateList::propagate_required_fields(FieldSet& live) const {
    for (const auto& name : reads_) {
        live.add(name);
    }
}

void AggregateList::add_columns(Columns& columns) const {
    const auto add_output = [&](FieldId output) {
        if (!is_hidden(output) && std::find(columns.order.begin(), columns.order.end(), output) == columns.order.end()) {
            columns.order.push_back(output);
        }
    };
    for (const auto& aggregate : aggregates_) {
        add_output(aggregate.output);
    }
    for (const auto& one : computed_) {
        add_output(one.output);
    }
}

}  // namespace karst
