#include "engine/operators/statistics/computed_aggregate.h"

#include "engine/aggregate/aggregate.h"
#include "engine/plan/planner.h"
#include "engine/value/wildcard.h"

#include <algorithm>
#include <charconv>

namespace karst {

namespace {

// Copies an expression with fields in the place of its aggregates.
class AggregateSplitter {
public:
    explicit AggregateSplitter(const AggregateCall& call, Planner& planner) : call_(call), planner_(planner) {}

    EvalExpressionPtr split(const EvalExpression& expression) {
        if (auto aggregate = aggregate_of(expression)) {
            aggregate->output = hidden_name(calls_.size() + 1);
            aggregate->renamed = true;
            auto field = std::make_unique<EvalExpression>();
            field->kind = EvalExpression::Kind::Field;
            field->span = expression.span;
            field->text = aggregate->output;
            calls_.push_back(std::move(*aggregate));
            return field;
        }
        return copy(expression, [this](const EvalExpression& argument) { return split(argument); });
    }

    std::vector<AggregateCall> take_calls() { return std::move(calls_); }

private:
    // A sign of multiplication in the expression is no wildcard.
    std::string hidden_name(std::size_t number) const {
        auto name = "\x1f" + std::to_string(number) + " " + call_.output;
        std::replace(name.begin(), name.end(), '*', '\x1e');
        return name;
    }

    template <typename CopyArgument>
    EvalExpressionPtr copy(const EvalExpression& from, const CopyArgument& copy_argument) {
        if (from.subsearch) {
            planner_.fail("spl-subsearch-place", from.span, "a subsearch cannot stand here");
        }
        auto made = std::make_unique<EvalExpression>();
        made->kind = from.kind;
        made->span = from.span;
        made->text = from.text;
        made->number = from.number;
        made->significant = from.significant;
        made->comparison = from.comparison;
        made->operation = from.operation;
        for (const auto& argument : from.arguments) {
            made->arguments.push_back(copy_argument(*argument));
        }
        return made;
    }

    EvalExpressionPtr plain_copy(const EvalExpression& from) {
        return copy(from, [this](const EvalExpression& argument) { return plain_copy(argument); });
    }

    // `count`, `avg(x)`, `perc95(x)` or `sum(eval(…))`; what has more arguments is a function of eval.
    std::optional<AggregateCall> aggregate_of(const EvalExpression& expression) {
        const bool bare = expression.kind == EvalExpression::Kind::Field;
        if ((!bare && expression.kind != EvalExpression::Kind::Call) || expression.arguments.size() > 1) {
            return std::nullopt;
        }
        AggregateCall call;
        call.function = expression.text;
        call.span = expression.span;
        const auto* spec = find_aggregate(call.function);
        if (const auto digit = call.function.find_first_of("0123456789"); spec == nullptr && digit != std::string::npos) {
            double parameter = 0;
            const auto* end = call.function.data() + call.function.size();
            if (std::from_chars(call.function.data() + digit, end, parameter).ptr == end) {
                call.parameter = parameter;
                call.function.resize(digit);
                spec = find_aggregate(call.function);
            }
        }
        if (spec == nullptr || (expression.arguments.empty() && !spec->takes_no_field)) {
            return std::nullopt;
        }
        if (expression.arguments.empty()) {
            return call;
        }
        const auto& argument = *expression.arguments.front();
        if (argument.kind == EvalExpression::Kind::Field && !has_wildcard(argument.text)) {
            call.field = {argument.text, argument.span};
        } else if (argument.kind == EvalExpression::Kind::Call && argument.text == "eval" && argument.arguments.size() == 1) {
            call.eval = plain_copy(*argument.arguments.front());
        } else {
            return std::nullopt;
        }
        return call;
    }

    const AggregateCall& call_;
    Planner& planner_;
    std::vector<AggregateCall> calls_;
};

}  // namespace

Value ComputedAggregate::evaluate(const Row& row, Arena& arena, RunContext& run) const {
    RowReader reader(row);
    EvalContext context{reader, arena, run};
    return value->evaluate(context);
}

std::vector<AggregateCall> inner_aggregates(const AggregateCall& call, Planner& planner) {
    AggregateSplitter splitter(call, planner);
    splitter.split(*call.eval);
    auto calls = splitter.take_calls();
    if (calls.empty()) {
        planner.fail("spl-missing-aggregate", call.span, "the expression has no statistical function",
                     Help{"such as eval(sum(bytes)/count)"});
    }
    return calls;
}

ComputedAggregate make_computed_aggregate(const AggregateCall& call, Planner& planner) {
    AggregateSplitter splitter(call, planner);
    ComputedAggregate made;
    made.value = planner.compile(*splitter.split(*call.eval));
    for (const auto& inner : splitter.take_calls()) {
        made.inputs.push_back(planner.field(inner.output));
    }
    made.output = planner.field(call.output);
    return made;
}

}  // namespace karst
