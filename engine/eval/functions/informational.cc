#include "engine/eval/functions/arguments.h"
#include "engine/eval/functions/families.h"
#include "engine/json/json_reader.h"
#include "engine/value/number.h"

#include <cmath>

namespace karst {

namespace {

// What eval takes a value for. A field's text that spells a number is a Number; text in quotation marks is a String whatever
// it spells, which only the expression shows: hence builders, not functions of values.
enum class Type { Invalid, Boolean, Number, String, Multivalue };

Type type_of(Value value, bool is_text) {
    switch (value.kind()) {
    case Value::Kind::Null:
        return Type::Invalid;
    case Value::Kind::Boolean:
        return Type::Boolean;
    case Value::Kind::Number:
        return Type::Number;
    case Value::Kind::Multivalue:
        return Type::Multivalue;
    case Value::Kind::String:
        break;
    }
    return !is_text && to_number(value) ? Type::Number : Type::String;
}

bool is_whole(Value value) {
    const auto number = to_number(value);
    return number && std::trunc(*number) == *number;
}

// The kind of JSON value that a text is, by its first token; Error when the whole is not JSON.
JsonToken json_kind(Value value) {
    if (!value.is_string()) {
        return JsonToken::Error;
    }
    JsonReader reader(value.as_string());
    const auto first = reader.next();
    return reader.skip(first) && reader.next() == JsonToken::End ? first : JsonToken::Error;
}

using Question = Value (*)(Value value, Type type);

template <Question kAsk, bool kBoolean>
class TypeNode final : public EvalNode {
public:
    TypeNode(EvalNodePtr argument, bool is_text) : argument_(std::move(argument)), is_text_(is_text) {}

    Value evaluate(EvalContext& context) const override {
        const Value value = argument_->evaluate(context);
        return kAsk(value, type_of(value, is_text_));
    }
    bool is_boolean() const override { return kBoolean; }

private:
    EvalNodePtr argument_;
    bool is_text_;
};

template <Question kAsk, bool kBoolean = true>
EvalNodePtr build(const EvalExpression& call, ExpressionCompiler& compiler) {
    const auto& argument = *call.arguments[0];
    return std::make_unique<TypeNode<kAsk, kBoolean>>(compiler.compile(argument), compiler.gives_text(argument));
}

Value is_array(Value value, Type) {
    return Value::boolean(json_kind(value) == JsonToken::BeginArray);
}

Value is_object(Value value, Type) {
    return Value::boolean(json_kind(value) == JsonToken::BeginObject);
}

Value is_bool(Value, Type type) {
    return Value::boolean(type == Type::Boolean);
}

Value is_double(Value value, Type type) {
    return Value::boolean(type == Type::Number && !is_whole(value));
}

Value is_int(Value value, Type type) {
    return Value::boolean(type == Type::Number && is_whole(value));
}

Value is_multivalue(Value, Type type) {
    return Value::boolean(type == Type::Multivalue);
}

Value is_not_null(Value, Type type) {
    return Value::boolean(type != Type::Invalid);
}

Value is_null(Value, Type type) {
    return Value::boolean(type == Type::Invalid);
}

Value is_num(Value, Type type) {
    return Value::boolean(type == Type::Number);
}

Value is_str(Value, Type type) {
    return Value::boolean(type == Type::String);
}

Value type_name(Value, Type type) {
    switch (type) {
    case Type::Invalid:
        return Value::string("Invalid");
    case Type::Boolean:
        return Value::string("Boolean");
    case Type::Number:
        return Value::string("Number");
    case Type::String:
        return Value::string("String");
    case Type::Multivalue:
        return Value::string("Multivalue");
    }
    return {};
}

constexpr FunctionSpec question(std::string_view name, FunctionBuilder build_question, std::string_view signature,
                                std::string_view summary) {
    return {.name = name,
            .min_arguments = 1,
            .max_arguments = 1,
            .build = build_question,
            .returns_boolean = true,
            .family = "Informational",
            .signature = signature,
            .summary = summary};
}

constexpr FunctionSpec kTable[] = {
    question("isarray", build<is_array>, "isarray(<value>)", "Whether a value is a JSON array."),
    question("isbool", build<is_bool>, "isbool(<value>)", "Whether a value is Boolean."),
    question("isdouble", build<is_double>, "isdouble(<value>)", "Whether a value is a number that is not whole."),
    question("isint", build<is_int>, "isint(<value>)", "Whether a value is a whole number."),
    question("ismv", build<is_multivalue>, "ismv(<value>)", "Whether a field has several values."),
    question("isnotnull", build<is_not_null>, "isnotnull(<value>)", "Whether there is a value."),
    question("isnull", build<is_null>, "isnull(<value>)", "Whether there is no value."),
    question("isnum", build<is_num>, "isnum(<value>)", "Whether a value is a number."),
    question("isobject", build<is_object>, "isobject(<value>)", "Whether a value is a JSON object."),
    question("isstr", build<is_str>, "isstr(<value>)", "Whether a value is a string."),
    {.name = "typeof",
     .min_arguments = 1,
     .max_arguments = 1,
     .build = build<type_name, false>,
     .returns = Returns::Text,
     .family = "Informational",
     .signature = "typeof(<value>)",
     .summary = "The type of a value: Number, String, Boolean, Multivalue or Invalid."},
};

}  // namespace

FunctionFamily informational_functions() {
    return kTable;
}

}  // namespace karst
