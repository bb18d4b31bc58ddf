#include "engine/search/predicate.h"

#include "engine/search/term.h"
#include "engine/search/time_range.h"
#include "engine/search/value_matcher.h"
#include "engine/value/caseless.h"
#include "engine/value/number.h"

#include <algorithm>
#include <cmath>
#include <unordered_set>
#include <vector>

namespace karst {

namespace {

class ConstantPredicate final : public Predicate {
public:
    explicit ConstantPredicate(bool truth) : truth_(truth) {}
    bool test(EvalContext&) const override { return truth_; }

private:
    bool truth_;
};

class NotPredicate final : public Predicate {
public:
    explicit NotPredicate(PredicatePtr operand) : operand_(std::move(operand)) {}
    bool test(EvalContext& context) const override { return !operand_->test(context); }

private:
    PredicatePtr operand_;
};

class AndPredicate final : public Predicate {
public:
    explicit AndPredicate(std::vector<PredicatePtr> operands) : operands_(std::move(operands)) {}
    bool test(EvalContext& context) const override {
        return std::all_of(operands_.begin(), operands_.end(), [&](const auto& operand) { return operand->test(context); });
    }

private:
    std::vector<PredicatePtr> operands_;
};

class OrPredicate final : public Predicate {
public:
    explicit OrPredicate(std::vector<PredicatePtr> operands) : operands_(std::move(operands)) {}
    bool test(EvalContext& context) const override {
        return std::any_of(operands_.begin(), operands_.end(), [&](const auto& operand) { return operand->test(context); });
    }

private:
    std::vector<PredicatePtr> operands_;
};

class ComparisonPredicate final : public Predicate {
public:
    ComparisonPredicate(FieldId field, Comparison comparison, const SearchValue& value)
        : field_(field), comparison_(comparison), matcher_(value) {}

    bool test(EvalContext& context) const override {
        const Value value = context.fields.field(field_);
        const auto items = value.items();
        return std::any_of(items.begin(), items.end(), [this](Value item) { return holds(item); });
    }

private:
    bool holds(Value item) const {
        switch (comparison_) {
        case Comparison::Equal:
            return matcher_.equals(item);
        case Comparison::NotEqual:
            return !matcher_.equals(item);
        case Comparison::Less:
            return matcher_.order(item) < 0;
        case Comparison::LessEqual:
            return matcher_.order(item) <= 0;
        case Comparison::Greater:
            return matcher_.order(item) > 0;
        case Comparison::GreaterEqual:
            return matcher_.order(item) >= 0;
        }
        return false;
    }

    FieldId field_;
    Comparison comparison_;
    ValueMatcher matcher_;
};

class MembershipPredicate final : public Predicate {
public:
    MembershipPredicate(FieldId field, const std::vector<SearchValue>& values) : field_(field) {
        for (const auto& value : values) {
            ValueMatcher matcher(value);
            if (matcher.is_literal()) {
                literals_.insert(matcher.literal());
            } else {
                patterns_.push_back(std::move(matcher));
            }
        }
    }

    bool test(EvalContext& context) const override {
        const Value value = context.fields.field(field_);
        const auto items = value.items();
        return std::any_of(items.begin(), items.end(), [this](Value item) { return holds(item); });
    }

private:
    bool holds(Value item) const {
        std::string folded;
        append_text(item, folded);
        std::transform(folded.begin(), folded.end(), folded.begin(), fold_case);
        return literals_.count(folded) > 0 ||
               std::any_of(patterns_.begin(), patterns_.end(), [&](const auto& pattern) { return pattern.equals(item); });
    }

    FieldId field_;
    std::unordered_set<std::string> literals_;
    std::vector<ValueMatcher> patterns_;
};

class TermPredicate final : public Predicate {
public:
    TermPredicate(FieldId raw, TermMatcher matcher) : raw_(raw), matcher_(std::move(matcher)) {}
    bool test(EvalContext& context) const override {
        const Value raw = context.fields.field(raw_);
        return !raw.is_null() && matcher_.matches(text_of(raw, context.arena));
    }

private:
    FieldId raw_;
    TermMatcher matcher_;
};

class OneOfPredicate final : public Predicate {
public:
    OneOfPredicate(FieldId field, std::shared_ptr<const std::set<std::string, std::less<>>> values)
        : field_(field), kept_(std::move(values)), values_(kept_->begin(), kept_->end()) {}

    bool test(EvalContext& context) const override {
        const Value value = context.fields.field(field_);
        const auto items = value.items();
        return std::any_of(items.begin(), items.end(),
                           [&](Value item) { return values_.count(text_of(item, context.arena)) > 0; });
    }

private:
    FieldId field_;
    std::shared_ptr<const std::set<std::string, std::less<>>> kept_;
    std::unordered_set<std::string_view> values_;
};

class NumberPredicate final : public Predicate {
public:
    NumberPredicate(FieldId field, std::vector<double> numbers) : field_(field), numbers_(std::move(numbers)) {}

    bool test(EvalContext& context) const override {
        const Value value = context.fields.field(field_);
        const auto items = value.items();
        return std::any_of(items.begin(), items.end(), [this](Value item) {
            const auto number = to_number(item);
            return number && std::find(numbers_.begin(), numbers_.end(), *number) != numbers_.end();
        });
    }

private:
    FieldId field_;
    std::vector<double> numbers_;
};

class TimePredicate final : public Predicate {
public:
    TimePredicate(FieldId time, TimeBound bound) : time_(time), bound_(bound) {}
    bool test(EvalContext& context) const override {
        const auto time = to_number(context.fields.field(time_));
        return time && bound_.admits(*time);
    }

private:
    FieldId time_;
    TimeBound bound_;
};

void collect(const SearchExpression& expression, bool time_bounds, std::set<std::string>& names) {
    using Kind = SearchExpression::Kind;
    switch (expression.kind) {
    case Kind::Compare:
    case Kind::In:
        names.insert(expression.field);
        break;
    case Kind::Term:
    case Kind::TermDirective:
    case Kind::CaseDirective:
        names.insert("_raw");
        break;
    case Kind::TimeBound:
        names.insert(time_bounds ? "_time" : expression.field);
        break;
    default:
        break;
    }
    for (const auto& child : expression.children) {
        collect(*child, time_bounds, names);
    }
}

}  // namespace

std::set<std::string> fields_read(const SearchExpression& expression, bool time_bounds) {
    std::set<std::string> names;
    collect(expression, time_bounds, names);
    return names;
}

PredicatePtr one_of_predicate(FieldId field, std::shared_ptr<const std::set<std::string, std::less<>>> values) {
    return std::make_unique<OneOfPredicate>(field, std::move(values));
}

PredicatePtr number_predicate(FieldId field, std::vector<double> numbers) {
    return std::make_unique<NumberPredicate>(field, std::move(numbers));
}

PredicatePtr all_of_predicates(std::vector<PredicatePtr> predicates) {
    return std::make_unique<AndPredicate>(std::move(predicates));
}

PredicatePtr time_range_predicate(FieldId time, double earliest, double latest) {
    std::vector<PredicatePtr> bounds;
    if (earliest > 0) {
        bounds.push_back(std::make_unique<TimePredicate>(time, TimeBound{earliest, true, true}));
    }
    if (std::isfinite(latest)) {
        bounds.push_back(std::make_unique<TimePredicate>(time, TimeBound{latest, false, false}));
    }
    return std::make_unique<AndPredicate>(std::move(bounds));
}

PredicatePtr SearchCompiler::compile_comparison(const SearchExpression& expression) {
    return std::make_unique<ComparisonPredicate>(resolve_(expression.field), expression.comparison, expression.values.front());
}

PredicatePtr SearchCompiler::compile_time_bound(const SearchExpression& expression) {
    if (bounds_nothing(expression)) {
        return std::make_unique<ConstantPredicate>(true);
    }
    return std::make_unique<TimePredicate>(resolve_("_time"), time_bound_of(expression, source_, now_, zone_));
}

PredicatePtr SearchCompiler::compile_within(const SearchExpression& expression, double earliest, double latest) {
    auto predicate = compile(expression);
    if (has_time_bound(expression)) {
        return predicate;
    }
    if (earliest <= 0 && !std::isfinite(latest)) {
        return predicate;
    }
    std::vector<PredicatePtr> operands;
    operands.push_back(std::move(predicate));
    operands.push_back(time_range_predicate(resolve_("_time"), earliest, latest));
    return std::make_unique<AndPredicate>(std::move(operands));
}

PredicatePtr SearchCompiler::compile(const SearchExpression& expression) {
    using Kind = SearchExpression::Kind;
    switch (expression.kind) {
    case Kind::MatchAll:
        return std::make_unique<ConstantPredicate>(true);
    case Kind::And:
    case Kind::Or: {
        std::vector<PredicatePtr> operands;
        for (const auto& child : expression.children) {
            operands.push_back(compile(*child));
        }
        if (expression.kind == Kind::And) {
            return std::make_unique<AndPredicate>(std::move(operands));
        }
        return std::make_unique<OrPredicate>(std::move(operands));
    }
    case Kind::Not:
        return std::make_unique<NotPredicate>(compile(*expression.children.front()));
    case Kind::Compare:
        return compile_comparison(expression);
    case Kind::In:
        return std::make_unique<MembershipPredicate>(resolve_(expression.field), expression.values);
    case Kind::Term:
        return std::make_unique<TermPredicate>(
            resolve_("_raw"),
            TermMatcher(expression.values.front().text, TermMatcher::Bounds::Segments, Wildcard::Case::Insensitive));
    case Kind::TermDirective:
        return std::make_unique<TermPredicate>(
            resolve_("_raw"),
            TermMatcher(expression.values.front().text, TermMatcher::Bounds::Term, Wildcard::Case::Insensitive));
    case Kind::CaseDirective:
        return std::make_unique<TermPredicate>(
            resolve_("_raw"),
            TermMatcher(expression.values.front().text, TermMatcher::Bounds::Segments, Wildcard::Case::Sensitive));
    case Kind::TimeBound:
        return time_bounds_ ? compile_time_bound(expression) : compile_comparison(expression);
    case Kind::Subsearch:
        if (!on_subsearch_) {
            source_.fail("spl-subsearch-place", expression.span, "a subsearch cannot stand here");
        }
        on_subsearch_(expression);
        return std::make_unique<ConstantPredicate>(false);
    }
    return nullptr;
}

}  // namespace karst
