#include "engine/eval/functions/spath_function.h"

#include "engine/eval/functions/arguments.h"
#include "engine/text/path.h"
#include "engine/value/number.h"

namespace karst {

namespace {

class SpathNode final : public EvalNode {
public:
    SpathNode(EvalNodePtr document, EvalNodePtr path) : document_(std::move(document)), path_(std::move(path)) {
        if (const auto text = constant_text(*path_)) {
            constant_ = LocationPath::parse(*text);
        }
    }

    bool understood() const { return constant_ || !constant_text(*path_); }

    Value evaluate(EvalContext& context) const override {
        const Value document = document_->evaluate(context);
        if (constant_) {
            return extract(document, *constant_, context.arena);
        }
        const Value path = path_->evaluate(context);
        const auto dynamic = path.is_null() ? std::nullopt : LocationPath::parse(text_of(path, context.arena));
        return dynamic ? extract(document, *dynamic, context.arena) : Value();
    }

private:
    static Value extract(Value document, const LocationPath& path, Arena& arena) {
        std::vector<Value> values;
        for (const Value item : document.items()) {
            extract_path(text_of(item, arena), path, arena, values);
        }
        return arena.list(values);
    }

    EvalNodePtr document_;
    EvalNodePtr path_;
    std::optional<LocationPath> constant_;
};

}  // namespace

EvalNodePtr build_spath(const EvalExpression& call, ExpressionCompiler& compiler) {
    auto document = compiler.compile(*call.arguments[0]);
    auto node = std::make_unique<SpathNode>(std::move(document), compiler.compile(*call.arguments[1]));
    if (!node->understood()) {
        compiler.fail("spl-bad-argument", call.arguments[1]->span, "expected a location path such as \"a.b{}.c\"");
    }
    return node;
}

}  // namespace karst
