// Evaluates eval expressions written as SPL, over fields that a test sets.
#pragma once

#include "engine/eval/compile/compiler.h"
#include "engine/run/run_context.h"
#include "engine/value/number.h"
#include "parser/parser.h"

#include <map>
#include <string>
#include <vector>

namespace karst {

/// A value as a test writes it: null is "(null)", a list "[a|b]", a Boolean "(true)".
inline std::string shown(Value value) {
    if (value.is_null()) {
        return "(null)";
    }
    if (value.is_boolean()) {
        return value.as_boolean() ? "(true)" : "(false)";
    }
    std::string text;
    if (!value.is_multivalue()) {
        append_text(value, text);
        return text;
    }
    for (const Value item : value.items()) {
        text += text.empty() ? "[" : "|";
        append_text(item, text);
    }
    return text + "]";
}

class EvalFixture {
public:
    /// Gives a field its values; a field that is not set is null.
    void set(const std::string& name, const std::vector<std::string>& values) {
        std::vector<Value> items;
        for (const auto& value : values) {
            items.push_back(Value::string(arena_.copy(value)));
        }
        slots_[fields_.intern(name)] = arena_.list(items);
    }

    std::string operator()(const std::string& expression) {
        const auto source = SourceText::whole("test", expression);
        const auto parsed = parse_eval_expression(source);
        EvalCompiler compiler(source, [this](std::string_view name) { return fields_.intern(name); });
        const auto node = compiler.compile(*parsed);
        Reader reader(slots_);
        EvalContext context{reader, arena_, run};
        return shown(node->evaluate(context));
    }

    /// The code of the diagnostic that the expression is refused with; "" when it is not.
    std::string refused(const std::string& expression) {
        try {
            (*this)(expression);
        } catch (const DiagnosticError& error) {
            return std::string(error.diagnostic().code.text());
        }
        return "";
    }

    RunContext run;

private:
    struct Reader final : FieldReader {
        explicit Reader(const std::map<FieldId, Value>& values) : slots(values) {}
        Value field(FieldId id) override {
            const auto found = slots.find(id);
            return found == slots.end() ? Value() : found->second;
        }
        const std::map<FieldId, Value>& slots;
    };

    FieldTable fields_;
    Arena arena_;
    std::map<FieldId, Value> slots_;
};

}  // namespace karst
