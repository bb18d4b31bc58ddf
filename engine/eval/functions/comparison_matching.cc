#include "engine/eval/functions/arguments.h"
#include "engine/eval/functions/comparison_builders.h"
#include "engine/run/run_context.h"
#include "engine/search/predicate.h"
#include "engine/text/ip.h"
#include "engine/text/like_pattern.h"
#include "engine/value/number.h"
#include "parser/parser.h"

#include <algorithm>
#include <string>

namespace karst {

namespace {

// A list matches when any of its values does.
template <class Test>
bool any_item(Value value, Arena& arena, Test test) {
    const auto items = value.items();
    return std::any_of(items.begin(), items.end(), [&](Value item) { return test(text_of(item, arena)); });
}

class PredicateNode : public EvalNode {
public:
    bool is_boolean() const final { return true; }
};

class MatchNode final : public PredicateNode {
public:
    MatchNode(EvalNodePtr subject, RegexArgument regex) : subject_(std::move(subject)), regex_(std::move(regex)) {}

    Value evaluate(EvalContext& context) const override {
        const Value subject = subject_->evaluate(context);
        if (subject.is_null()) {
            return {};
        }
        bool matched = false;
        const bool known = regex_.with(context, [&](const Regex& regex, RegexLimitHits& limits) {
            matched = any_item(subject, context.arena, [&](std::string_view text) { return regex.matches(text, limits); });
        });
        return known ? Value::boolean(matched) : Value();
    }

private:
    EvalNodePtr subject_;
    RegexArgument regex_;
};

// like() and cidrmatch(): a pattern of a kind that is read once when it is constant. Text that is no such pattern matches
// nothing.
template <class Pattern, std::optional<Pattern> (*kRead)(std::string_view), bool (*kHolds)(const Pattern&, std::string_view)>
class PatternNode final : public PredicateNode {
public:
    PatternNode(EvalNodePtr subject, EvalNodePtr pattern) : subject_(std::move(subject)), pattern_(std::move(pattern)) {
        if (const auto text = constant_text(*pattern_)) {
            constant_ = kRead(*text);
        }
    }

    bool understood() const { return constant_ || !constant_text(*pattern_); }

    Value evaluate(EvalContext& context) const override {
        const Value subject = subject_->evaluate(context);
        if (subject.is_null()) {
            return {};
        }
        if (constant_) {
            return test(*constant_, subject, context.arena);
        }
        const Value pattern = pattern_->evaluate(context);
        if (pattern.is_null()) {
            return {};
        }
        const auto dynamic = kRead(text_of(pattern, context.arena));
        return dynamic ? test(*dynamic, subject, context.arena) : Value::boolean(false);
    }

private:
    static Value test(const Pattern& pattern, Value subject, Arena& arena) {
        return Value::boolean(any_item(subject, arena, [&](std::string_view text) { return kHolds(pattern, text); }));
    }

    EvalNodePtr subject_;
    EvalNodePtr pattern_;
    std::optional<Pattern> constant_;
};

std::optional<LikePattern> read_like(std::string_view text) {
    return LikePattern(text);
}

bool like_holds(const LikePattern& pattern, std::string_view text) {
    return pattern.matches(text);
}

// An address alone is the block that holds only it.
std::optional<IpNetwork> read_network(std::string_view text) {
    if (text.find('/') != std::string_view::npos) {
        return IpNetwork::parse(text);
    }
    return IpNetwork::parse(std::string(text) + (text.find(':') == std::string_view::npos ? "/32" : "/128"));
}

bool network_holds(const IpNetwork& network, std::string_view text) {
    return network.contains(text);
}

class SearchMatchNode final : public PredicateNode {
public:
    explicit SearchMatchNode(PredicatePtr predicate) : predicate_(std::move(predicate)) {}
    Value evaluate(EvalContext& context) const override { return Value::boolean(predicate_->test(context)); }

private:
    PredicatePtr predicate_;
};

}  // namespace

EvalNodePtr build_match(const EvalExpression& call, ExpressionCompiler& compiler) {
    auto subject = compiler.compile(*call.arguments[0]);
    return std::make_unique<MatchNode>(std::move(subject), RegexArgument(*call.arguments[1], compiler));
}

EvalNodePtr build_like(const EvalExpression& call, ExpressionCompiler& compiler) {
    auto subject = compiler.compile(*call.arguments[0]);
    return std::make_unique<PatternNode<LikePattern, read_like, like_holds>>(std::move(subject),
                                                                             compiler.compile(*call.arguments[1]));
}

EvalNodePtr build_cidrmatch(const EvalExpression& call, ExpressionCompiler& compiler) {
    auto network = compiler.compile(*call.arguments[0]);
    auto node = std::make_unique<PatternNode<IpNetwork, read_network, network_holds>>(compiler.compile(*call.arguments[1]),
                                                                                      std::move(network));
    if (!node->understood()) {
        compiler.fail("spl-bad-argument", call.arguments[0]->span, "expected a block of addresses such as \"10.0.0.0/8\"");
    }
    return node;
}

EvalNodePtr build_searchmatch(const EvalExpression& call, ExpressionCompiler& compiler) {
    const auto& argument = *call.arguments[0];
    if (argument.kind != EvalExpression::Kind::String) {
        compiler.fail("spl-bad-argument", argument.span, "expected a search in quotation marks",
                      "not known before the search runs");
    }
    const auto source = SourceText::whole("searchmatch", argument.text);
    try {
        const auto expression = parse_search_expression(source);
        SearchCompiler search(
            source, [&](std::string_view name) { return compiler.field(name); }, 0, TimeZone());
        return std::make_unique<SearchMatchNode>(search.compile(*expression));
    } catch (const DiagnosticError& error) {
        // The text was unescaped: places in it are no places in the rule.
        const auto& found = error.diagnostic();
        compiler.fail(found.code, argument.span, found.message, found.label, found.help);
    }
}

}  // namespace karst
