#include "parser/commands/text/tojson.h"
#include "base/ascii.h"
#include "engine/json/json_reader.h"
#include "engine/json/json_value.h"
#include "engine/operators/common/known_columns.h"
#include "engine/plan/planner.h"
#include "engine/value/number.h"
#include "engine/value/wildcard.h"

#include <algorithm>
#include <optional>

namespace karst {

namespace {

using Type = TojsonCommand::Type;

// Nothing for a value that the type does not allow: it is skipped.
std::optional<JsonValue> as_bool(std::string_view text) {
    if (const auto number = parse_number(text)) {
        return JsonValue::boolean(number->number != 0);
    }
    const auto word = lower_case(text);
    if (word == "true" || word == "t" || word == "yes") {
        return JsonValue::boolean(true);
    }
    return word == "false" || word == "f" || word == "no" ? std::optional(JsonValue::boolean(false)) : std::nullopt;
}

std::optional<JsonValue> as_number(std::string_view text) {
    if (is_json_number(text)) {
        return JsonValue::number(text);
    }
    const auto number = parse_number(text);  // .5, +5, 007
    return number ? std::optional(JsonValue::number(format_number(number->number))) : std::nullopt;
}

std::optional<JsonValue> converted(std::string_view text, Type type) {
    switch (type) {
    case Type::Bool:
        return as_bool(text);
    case Type::Num:
        return as_number(text);
    case Type::Str:
        return JsonValue::string(text);
    case Type::Json:
        return JsonValue::parse(text);
    case Type::Auto: {
        auto parsed = JsonValue::parse(text);
        // What is a JSON string already, with its quotation marks, is text here.
        const bool is_typed = parsed && parsed->kind() != JsonValue::Kind::String;
        return is_typed ? std::move(parsed) : std::optional(JsonValue::string(text));
    }
    case Type::None:
        return is_json_number(text) ? JsonValue::number(text) : JsonValue::string(text);
    }
    return std::nullopt;
}

struct TypedPattern {
    Wildcard pattern;
    Type type;
};

/// Writes fields, sorted by name, into a JSON object. A field that a type skips is left out, or is null with fill_null=true.
class TojsonOperator final : public BatchOperator {
public:
    TojsonOperator(const TojsonCommand& command, FieldId output)
        : output_name_(command.output.name), output_(output), fill_null_(command.fill_null),
          include_internal_(command.include_internal) {
        for (const auto& fields : command.fields) {
            names_.push_back(fields.field.name);
            patterns_.push_back({Wildcard(fields.field.name), fields.type});
        }
        if (patterns_.empty()) {
            names_.emplace_back("*");
            patterns_.push_back({Wildcard("*"), command.default_type});
        }
    }

    void propagate_required_fields(FieldSet& live) const override {
        if (!live.contains(output_name_)) {
            return;
        }
        live.remove(output_name_);
        for (const auto& name : names_) {
            live.add(name);
        }
    }
    void columns(Columns& columns, FieldTable&) const override { add_column(columns, output_); }

protected:
    void apply(Batch& batch, RunContext& run) const override {
        const auto wanted = fields_in_order(run.fields);
        std::string text;
        for (auto& row : batch.rows()) {
            JsonValue object = JsonValue::object();
            for (const auto& field : wanted) {
                if (auto value = to_json(row.get(field.id), field.type, batch.arena())) {
                    object.member_or_new(field.name) = std::move(*value);
                }
            }
            text.clear();
            object.append(text);
            batch.set(row, output_, Value::string(batch.arena().copy(text)));
        }
    }

private:
    struct Field {
        std::string_view name;
        FieldId id;
        Type type;
    };

    std::vector<Field> fields_in_order(const FieldTable& table) const {
        std::vector<Field> wanted;
        for (FieldId id = 0; id < table.size(); ++id) {
            const auto name = table.name(id);
            const auto match = std::find_if(patterns_.begin(), patterns_.end(), [&](const TypedPattern& typed) {
                // A pattern stands for internal fields only on request; a name stands for itself.
                const bool hidden = !name.empty() && name.front() == '_' && !include_internal_ && !typed.pattern.is_literal();
                return !hidden && typed.pattern.matches(name);
            });
            if (match != patterns_.end() && !name.empty()) {
                wanted.push_back({name, id, match->type});
            }
        }
        std::sort(wanted.begin(), wanted.end(), [](const Field& a, const Field& b) { return a.name < b.name; });
        return wanted;
    }

    std::optional<JsonValue> to_json(Value value, Type type, Arena& arena) const {
        if (value.is_null()) {
            return std::nullopt;
        }
        const auto skipped = fill_null_ ? std::optional(JsonValue()) : std::nullopt;
        if (!value.is_multivalue()) {
            auto json = converted(text_of(value, arena), type);
            return json ? json : skipped;
        }
        JsonValue array = JsonValue::array();
        for (const Value item : value.items()) {
            auto json = converted(text_of(item, arena), type);
            if (json || skipped) {
                array.items().push_back(json ? *json : *skipped);
            }
        }
        return array;
    }

    std::vector<std::string> names_;
    std::vector<TypedPattern> patterns_;
    std::string output_name_;
    FieldId output_;
    bool fill_null_;
    bool include_internal_;
};

}  // namespace

Planned plan_tojson(const Command& command, Planner& planner) {
    const auto& tojson = static_cast<const TojsonCommand&>(command);
    return OperatorPtr(std::make_unique<TojsonOperator>(tojson, planner.field(tojson.output.name)));
}

}  // namespace karst
