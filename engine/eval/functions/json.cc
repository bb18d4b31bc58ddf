#include "engine/eval/functions/arguments.h"
#include "engine/eval/functions/families.h"
#include "engine/eval/functions/json_arguments.h"
#include "engine/eval/functions/spath_function.h"
#include "engine/json/json_value.h"
#include "engine/text/path.h"
#include "engine/value/number.h"

#include <algorithm>

namespace karst {

namespace {

struct JsonArgument {
    Value value;
    bool is_text;  // written as text: "12" is a string, whereas a field that holds 12 is a number
};
using JsonArguments = std::span<const JsonArgument>;
using JsonFunction = Value (*)(JsonArguments arguments, EvalContext& context);

template <JsonFunction kFunction>
class JsonCallNode final : public EvalNode {
public:
    JsonCallNode(std::vector<EvalNodePtr> nodes, std::vector<bool> is_text)
        : nodes_(std::move(nodes)), is_text_(std::move(is_text)) {}

    Value evaluate(EvalContext& context) const override {
        std::vector<JsonArgument> arguments;
        arguments.reserve(nodes_.size());
        for (std::size_t index = 0; index < nodes_.size(); ++index) {
            arguments.push_back({nodes_[index]->evaluate(context), is_text_[index]});
        }
        return kFunction(arguments, context);
    }

private:
    std::vector<EvalNodePtr> nodes_;
    std::vector<bool> is_text_;
};

template <JsonFunction kFunction>
EvalNodePtr build(const EvalExpression& call, ExpressionCompiler& compiler) {
    std::vector<EvalNodePtr> nodes;
    std::vector<bool> is_text;
    for (const auto& argument : call.arguments) {
        nodes.push_back(compiler.compile(*argument));
        is_text.push_back(compiler.gives_text(*argument));
    }
    return std::make_unique<JsonCallNode<kFunction>>(std::move(nodes), std::move(is_text));
}

/// The same for functions whose arguments after the first `kBefore` come in pairs.
template <JsonFunction kFunction, std::size_t kBefore>
EvalNodePtr build_pairs(const EvalExpression& call, ExpressionCompiler& compiler) {
    if ((call.arguments.size() - kBefore) % 2 != 0) {
        compiler.fail("spl-argument-count", call.span, "the function " + call.text + " takes pairs of a key and a value",
                      "the last key has no value");
    }
    return build<kFunction>(call, compiler);
}

std::optional<JsonValue> parse(const JsonArgument& argument, Arena& arena) {
    return argument.value.is_null() ? std::nullopt : JsonValue::parse(text_of(argument.value, arena));
}

Value text_value(const JsonValue& json, Arena& arena) {
    return Value::string(arena.copy(json.to_text()));
}

JsonValue json_of(const JsonArgument& argument, Arena& arena) {
    return to_json(argument.value, argument.is_text, arena);
}

// ---------------------------------------------------------------- paths in a tree

// What `steps` lead to below `root`.
std::vector<JsonValue*> select(JsonValue& root, std::span<const PathStep> steps) {
    std::vector<JsonValue*> selected = {&root};
    for (const auto& step : steps) {
        std::vector<JsonValue*> below;
        for (auto* node : selected) {
            if (step.kind == PathStep::Kind::Member && node->is_object()) {
                if (auto* member = node->member(step.name)) {
                    below.push_back(member);
                }
            } else if (step.kind == PathStep::Kind::Element && node->is_array() && step.index < node->items().size()) {
                below.push_back(&node->items()[step.index]);
            } else if (step.kind == PathStep::Kind::EveryElement && node->is_array()) {
                for (auto& item : node->items()) {
                    below.push_back(&item);
                }
            }
        }
        selected = std::move(below);
    }
    return selected;
}

// The same, where members at the end of the path that are missing are made, with null for a value. Only objects get members,
// and no elements are made: there the path and the document do not fit, and nothing is done.
std::vector<JsonValue*> select_or_make(JsonValue& root, std::span<const PathStep> steps) {
    std::size_t members = 0;  // steps at the end that name members
    while (members < steps.size() && steps[steps.size() - 1 - members].kind == PathStep::Kind::Member) {
        ++members;
    }
    auto selected = select(root, steps.first(steps.size() - members));
    std::vector<JsonValue*> made;
    for (auto* node : selected) {
        for (auto step = steps.end() - static_cast<std::ptrdiff_t>(members); node != nullptr && step != steps.end(); ++step) {
            if (!node->is_object()) {
                node = nullptr;
                break;
            }
            const bool missing = node->member(step->name) == nullptr;
            node = &node->member_or_new(step->name);
            if (missing && step + 1 != steps.end()) {
                *node = JsonValue::object();
            }
        }
        if (node != nullptr) {
            made.push_back(node);
        }
    }
    return made;
}

std::optional<LocationPath> path_of(const JsonArgument& argument, Arena& arena) {
    return argument.value.is_null() ? std::nullopt : LocationPath::parse(text_of(argument.value, arena));
}

// The same for functions that change a document: an empty path leads to the whole.
std::optional<LocationPath> path_to_change(const JsonArgument& argument, Arena& arena) {
    const bool whole = !argument.value.is_null() && text_of(argument.value, arena).empty();
    return whole ? std::optional(LocationPath()) : path_of(argument, arena);
}

// One path: a single value, or the array of all that a wildcard finds; nothing when there is none.
std::optional<JsonValue> extract_one(JsonValue& root, const LocationPath& path) {
    const auto& steps = path.steps();
    const bool whole = steps.size() == 1 && path.has_wildcard() && !root.is_array();
    if (whole) {
        return root;  // "{}" of an object is the object (json_extract, example 1)
    }
    const auto found = select(root, steps);
    if (found.empty()) {
        return std::nullopt;
    }
    if (!path.has_wildcard()) {
        return *found.front();
    }
    JsonValue array = JsonValue::array();
    for (const auto* value : found) {
        array.items().push_back(*value);
    }
    return array;
}

// The results of json_extract and json_extract_exact: the whole, one, or an array of several with null for what is missing.
template <class Extract>
Value extract_all(JsonArguments arguments, EvalContext& context, Extract extract) {
    auto root = parse(arguments[0], context.arena);
    if (!root) {
        return {};
    }
    if (arguments.size() == 1) {
        return from_json(*root, context.arena);
    }
    if (arguments.size() == 2) {
        const auto found = extract(*root, arguments[1]);
        return found ? from_json(*found, context.arena) : Value();
    }
    JsonValue array = JsonValue::array();
    for (const auto& argument : arguments.subspan(1)) {
        array.items().push_back(extract(*root, argument).value_or(JsonValue()));
    }
    return text_value(array, context.arena);
}

Value json_extract(JsonArguments arguments, EvalContext& context) {
    return extract_all(arguments, context, [&](JsonValue& root, const JsonArgument& argument) -> std::optional<JsonValue> {
        const auto path = path_of(argument, context.arena);
        return path ? extract_one(root, *path) : std::nullopt;
    });
}

Value json_extract_exact(JsonArguments arguments, EvalContext& context) {
    return extract_all(arguments, context, [&](JsonValue& root, const JsonArgument& argument) -> std::optional<JsonValue> {
        const auto* found = root.is_object() ? root.member(text_of(argument.value, context.arena)) : nullptr;
        return found != nullptr ? std::optional(*found) : std::nullopt;
    });
}

// ---------------------------------------------------------------- changing

/// Calls change(value at a path, new value) for each pair, from left to right; what a path does not lead to is left alone.
template <class Change, class Select>
Value change_pairs(JsonArguments arguments, EvalContext& context, Select select_nodes, Change change) {
    auto root = parse(arguments[0], context.arena);
    if (!root) {
        return {};
    }
    for (std::size_t index = 1; index + 1 < arguments.size(); index += 2) {
        if (const auto path = path_to_change(arguments[index], context.arena)) {
            const auto value = json_of(arguments[index + 1], context.arena);
            for (auto* node : select_nodes(*root, path->steps())) {
                change(*node, value);
            }
        }
    }
    return text_value(*root, context.arena);
}

Value json_set(JsonArguments arguments, EvalContext& context) {
    return change_pairs(arguments, context, select_or_make, [](JsonValue& node, const JsonValue& value) { node = value; });
}

void wrap_in_array(JsonValue& node) {
    if (!node.is_array()) {
        JsonValue array = JsonValue::array();
        array.items().push_back(std::move(node));
        node = std::move(array);
    }
}

Value json_append(JsonArguments arguments, EvalContext& context) {
    return change_pairs(arguments, context, select, [](JsonValue& node, const JsonValue& value) {
        wrap_in_array(node);
        node.items().push_back(value);
    });
}

Value json_extend(JsonArguments arguments, EvalContext& context) {
    return change_pairs(arguments, context, select, [](JsonValue& node, const JsonValue& value) {
        wrap_in_array(node);
        if (value.is_array()) {
            node.items().insert(node.items().end(), value.items().begin(), value.items().end());
        } else {
            node.items().push_back(value);
        }
    });
}

Value json_set_exact(JsonArguments arguments, EvalContext& context) {
    auto root = parse(arguments[0], context.arena);
    if (!root || !root->is_object()) {
        return {};
    }
    for (std::size_t index = 1; index + 1 < arguments.size(); index += 2) {
        if (!arguments[index].value.is_null()) {
            root->member_or_new(text_of(arguments[index].value, context.arena)) = json_of(arguments[index + 1], context.arena);
        }
    }
    return text_value(*root, context.arena);
}

void delete_key(JsonValue& root, std::string_view key) {
    const auto path = LocationPath::parse(key);
    if (!path || path->steps().back().kind != PathStep::Kind::Member) {
        return;
    }
    const std::span<const PathStep> steps = path->steps();
    for (auto* parent : select(root, steps.first(steps.size() - 1))) {
        if (parent->is_object()) {
            parent->remove(steps.back().name);
        }
    }
}

Value json_delete(JsonArguments arguments, EvalContext& context) {
    auto root = parse(arguments[0], context.arena);
    if (!root) {
        return {};
    }
    for (const auto& argument : arguments.subspan(1)) {
        const auto keys = json_of(argument, context.arena);  // one key, or an array of keys
        if (!keys.is_array()) {
            delete_key(*root, text_of(argument.value, context.arena));
            continue;
        }
        for (const auto& key : keys.items()) {
            delete_key(*root, key.text());
        }
    }
    return text_value(*root, context.arena);
}

// ---------------------------------------------------------------- making and asking

Value json_object(JsonArguments arguments, EvalContext& context) {
    JsonValue object = JsonValue::object();
    for (std::size_t index = 0; index + 1 < arguments.size(); index += 2) {
        if (!arguments[index].value.is_null()) {
            object.member_or_new(text_of(arguments[index].value, context.arena)) = json_of(arguments[index + 1], context.arena);
        }
    }
    return text_value(object, context.arena);
}

Value json_array(JsonArguments arguments, EvalContext& context) {
    JsonValue array = JsonValue::array();
    for (const auto& argument : arguments) {
        array.items().push_back(json_of(argument, context.arena));
    }
    return text_value(array, context.arena);
}

Value json_array_to_mv(std::span<const Value> arguments, EvalContext& context) {
    const bool keep_quotes = arguments.size() > 1 && is_true(arguments[1]);
    const auto array = JsonValue::parse(text_of(arguments[0], context.arena));
    if (!array || !array->is_array()) {
        return {};
    }
    std::vector<Value> values;
    for (const auto& item : array->items()) {
        const bool bare = item.kind() == JsonValue::Kind::String && !keep_quotes;
        values.push_back(Value::string(context.arena.copy(bare ? item.text() : item.to_text())));
    }
    return context.arena.list(values);
}

Value json_entries(std::span<const Value> arguments, EvalContext& context) {
    const auto object = JsonValue::parse(text_of(arguments[0], context.arena));
    if (!object || !object->is_object()) {
        return {};
    }
    JsonValue entries = JsonValue::array();
    for (std::size_t index = 0; index < object->keys().size(); ++index) {
        JsonValue entry = JsonValue::object();
        entry.member_or_new("key") = JsonValue::string(object->keys()[index]);
        entry.member_or_new("value") = object->items()[index];
        entries.items().push_back(std::move(entry));
    }
    return text_value(entries, context.arena);
}

Value json_keys(std::span<const Value> arguments, EvalContext& context) {
    const auto object = JsonValue::parse(text_of(arguments[0], context.arena));
    if (!object || !object->is_object()) {
        return {};
    }
    JsonValue keys = JsonValue::array();
    for (const auto& key : object->keys()) {
        keys.items().push_back(JsonValue::string(key));
    }
    return text_value(keys, context.arena);
}

Value json_has_key_exact(std::span<const Value> arguments, EvalContext& context) {
    auto object = JsonValue::parse(text_of(arguments[0], context.arena));
    const auto key = text_of(arguments[1], context.arena);
    return Value::boolean(object && object->is_object() && object->member(key) != nullptr);
}

bool is_json(Value value, Arena& arena) {
    return JsonValue::parse(text_of(value, arena)).has_value();
}

Value json(std::span<const Value> arguments, EvalContext& context) {
    return is_json(arguments[0], context.arena) ? arguments[0] : Value();
}

Value json_valid(std::span<const Value> arguments, EvalContext& context) {
    return Value::boolean(is_json(arguments[0], context.arena));
}

// ---------------------------------------------------------------- the table

constexpr auto kAny = FunctionSpec::kAnyNumber;

constexpr FunctionSpec eager(std::string_view name, std::size_t least, std::size_t most, EagerFunction function,
                             std::string_view signature, std::string_view summary, bool returns_boolean = false) {
    return {.name = name,
            .min_arguments = least,
            .max_arguments = most,
            .eager = function,
            .returns_boolean = returns_boolean,
            .family = "JSON",
            .signature = signature,
            .summary = summary};
}

constexpr FunctionSpec built(std::string_view name, std::size_t least, FunctionBuilder build_call, std::string_view signature,
                             std::string_view summary) {
    return {.name = name,
            .min_arguments = least,
            .max_arguments = kAny,
            .build = build_call,
            .family = "JSON",
            .signature = signature,
            .summary = summary};
}

constexpr FunctionSpec kTable[] = {
    eager("json", 1, 1, json, "json(<value>)", "The value when it is JSON, else null."),
    built("json_append", 3, build_pairs<json_append, 1>, "json_append(<json>, <path>, <value>, ...)",
          "The document with values added to the arrays at paths; an array is added as one element."),
    built("json_array", 0, build<json_array>, "json_array(<values>)", "A JSON array of the values."),
    eager("json_array_to_mv", 1, 2, json_array_to_mv, "json_array_to_mv(<json_array>, [<keep_quotes>])",
          "The elements of a JSON array as a list."),
    built("json_delete", 2, build<json_delete>, "json_delete(<object>, <keys>)", "The object without some keys."),
    eager("json_entries", 1, 1, json_entries, "json_entries(<object>)",
          "The members of an object as an array of key and value."),
    built("json_extend", 3, build_pairs<json_extend, 1>, "json_extend(<json>, <path>, <array>, ...)",
          "The document with the elements of arrays added to the arrays at paths."),
    built("json_extract", 1, build<json_extract>, "json_extract(<json>, <paths>)",
          "What a path leads to; an array when there are several paths or a wildcard."),
    built("json_extract_exact", 1, build<json_extract_exact>, "json_extract_exact(<json>, <keys>)",
          "The values of keys, which are taken as they are written."),
    eager("json_has_key_exact", 2, 2, json_has_key_exact, "json_has_key_exact(<object>, <key>)", "Whether an object has a key.",
          true),
    eager("json_keys", 1, 1, json_keys, "json_keys(<json>)", "The keys of an object as a JSON array."),
    built("json_object", 0, build_pairs<json_object, 0>, "json_object(<key>, <value>, ...)",
          "A JSON object of keys and values."),
    built("json_set", 3, build_pairs<json_set, 1>, "json_set(<json>, <path>, <value>, ...)",
          "The document with values set at paths; missing keys are made."),
    built("json_set_exact", 3, build_pairs<json_set_exact, 1>, "json_set_exact(<json>, <key>, <value>, ...)",
          "The object with values set; keys are taken as they are written."),
    eager("json_valid", 1, 1, json_valid, "json_valid(<json>)", "Whether text is JSON.", true),
    {.name = "spath",
     .min_arguments = 2,
     .max_arguments = 2,
     .build = build_spath,
     .family = "Text",
     .signature = "spath(<value>, <path>)",
     .summary = "What a location path leads to in JSON or XML."},
};

}  // namespace

FunctionFamily json_functions() {
    return kTable;
}

}  // namespace karst
