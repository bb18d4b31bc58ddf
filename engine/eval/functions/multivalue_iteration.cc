#include "engine/eval/functions/arguments.h"
#include "engine/eval/functions/multivalue_builders.h"
#include "engine/value/number.h"

namespace karst {

namespace {

class MvfilterNode final : public EvalNode {
public:
    MvfilterNode(FieldId field, FieldId current, EvalNodePtr predicate)
        : field_(field), current_(current), predicate_(std::move(predicate)) {}

    Value evaluate(EvalContext& context) const override {
        const Value list = context.fields.field(field_);
        FieldOverlay overlay(context.fields, current_);
        EvalContext inner{overlay, context.arena, context.run};
        std::vector<Value> kept;
        for (const Value item : list.items()) {
            overlay.set(item);
            if (is_true(predicate_->evaluate(inner))) {
                kept.push_back(item);
            }
        }
        return context.arena.list(kept);
    }

private:
    FieldId field_;
    FieldId current_;
    EvalNodePtr predicate_;
};

class MvmapNode final : public EvalNode {
public:
    MvmapNode(EvalNodePtr list, FieldId current, EvalNodePtr body)
        : list_(std::move(list)), current_(current), body_(std::move(body)) {}

    Value evaluate(EvalContext& context) const override {
        const Value list = list_->evaluate(context);
        FieldOverlay overlay(context.fields, current_);
        EvalContext inner{overlay, context.arena, context.run};
        std::vector<Value> results;
        for (const Value item : list.items()) {
            overlay.set(item);
            const Value result = body_->evaluate(inner);
            const auto values = result.items();
            results.insert(results.end(), values.begin(), values.end());
        }
        return context.arena.list(results);
    }

private:
    EvalNodePtr list_;
    FieldId current_;
    EvalNodePtr body_;
};

class MvfindNode final : public EvalNode {
public:
    MvfindNode(EvalNodePtr list, RegexArgument regex) : list_(std::move(list)), regex_(std::move(regex)) {}

    Value evaluate(EvalContext& context) const override {
        const Value list = list_->evaluate(context);
        Value found;
        if (list.is_null()) {
            return found;
        }
        regex_.with(context, [&](const Regex& regex, RegexLimitHits& limits) {
            const auto items = list.items();
            for (std::size_t index = 0; index < items.size() && found.is_null(); ++index) {
                if (regex.matches(text_of(items[index], context.arena), limits)) {
                    found = Value::number(static_cast<double>(index));
                }
            }
        });
        return found;
    }

private:
    EvalNodePtr list_;
    RegexArgument regex_;
};

}  // namespace

EvalNodePtr build_mvfilter(const EvalExpression& call, ExpressionCompiler& compiler) {
    const auto& predicate = *call.arguments[0];
    const auto names = compiler.fields_of(predicate);
    if (names.size() != 1) {
        compiler.fail("spl-mvfilter-fields", predicate.span,
                      names.empty() ? "mvfilter needs a predicate that names a field" : "mvfilter may name only one field",
                      names.empty() ? "names none" : "names '" + names[0] + "' and '" + names[1] + "'",
                      names.empty() ? "" : "compare with values of another field in mvmap(…, if(…, …, null()))");
    }
    const auto current = compiler.temporary();
    return std::make_unique<MvfilterNode>(compiler.field(names[0]), current,
                                          compiler.compile_with(predicate, names[0], current));
}

EvalNodePtr build_mvmap(const EvalExpression& call, ExpressionCompiler& compiler) {
    const auto& list = *call.arguments[0];
    const auto names = compiler.fields_of(list);
    if (names.empty()) {
        compiler.fail("spl-bad-argument", list.span, "expected a multivalue field", "names no field");
    }
    // mvmap(mvindex(f, 0, 1), f . "x"): the field of the first argument stands for each value in the second.
    const auto current = compiler.temporary();
    auto values = compiler.compile(list);
    return std::make_unique<MvmapNode>(std::move(values), current,
                                       compiler.compile_with(*call.arguments[1], names[0], current));
}

EvalNodePtr build_mvfind(const EvalExpression& call, ExpressionCompiler& compiler) {
    auto list = compiler.compile(*call.arguments[0]);
    return std::make_unique<MvfindNode>(std::move(list), RegexArgument(*call.arguments[1], compiler));
}

}  // namespace karst
