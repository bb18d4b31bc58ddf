// Helpers for the builders of function families: arguments that must be literals, fields or patterns.
#pragma once

#include "engine/eval/expression_compiler.h"
#include "engine/run/program.h"
#include "engine/text/regex.h"
#include "parser/grammar/ast.h"

#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace karst {

/// The text of a constant string argument; nothing for anything else.
std::optional<std::string_view> constant_text(const EvalNode& node);

/// A regular expression given as an argument: compiled once when it is constant, for each evaluation otherwise.
class RegexArgument {
public:
    /// Fails when a constant pattern does not compile.
    RegexArgument(const EvalExpression& argument, ExpressionCompiler& compiler);

    /// Calls `use` with the expression and the count of limits of the run. False when the argument is null or is no regular
    /// expression (said once a run).
    template <class Use>
    bool with(EvalContext& context, Use use) const {
        if (constant_) {
            use(*constant_, limits_of(context));
            return true;
        }
        const auto dynamic = compile_dynamic(context);
        if (!dynamic) {
            return false;
        }
        use(*dynamic, limits_of(context));
        return true;
    }

private:
    static RegexLimitHits& limits_of(EvalContext& context);
    std::optional<Regex> compile_dynamic(EvalContext& context) const;

    EvalNodePtr pattern_;
    std::optional<Regex> constant_;
};

/// Reads fields through another reader, but one of them from here: the value of an iteration (mvmap, mvfilter).
class FieldOverlay final : public FieldReader {
public:
    FieldOverlay(FieldReader& below, FieldId field) : below_(below), field_(field) {}
    void set(Value value) { value_ = value; }
    Value field(FieldId id) override { return id == field_ ? value_ : below_.field(id); }

private:
    FieldReader& below_;
    FieldId field_;
    Value value_;
};

}  // namespace karst
