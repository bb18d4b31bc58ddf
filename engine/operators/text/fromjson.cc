#include "parser/commands/text/fromjson.h"
#include "engine/json/json_value.h"
#include "engine/operators/common/dynamic_fields.h"
#include "engine/plan/planner.h"
#include "engine/value/number.h"

namespace karst {

namespace {

/// The members of a JSON object become fields: arrays as lists of their elements, objects as their JSON text, null as no value.
/// Text that is no JSON object gives nothing.
class FromjsonOperator final : public BatchOperator {
public:
    FromjsonOperator(const FromjsonCommand& command, FieldId id)
        : name_(command.field.name), prefix_(command.prefix), field_(id) {}

    void propagate_required_fields(FieldSet& live) const override { live.add(name_); }

protected:
    void apply(Batch& batch, RunContext& run) const override {
        DynamicFields fields(run);
        for (auto& row : batch.rows()) {
            const Value input = row.get(field_);
            for (const Value item : input.items()) {
                const auto object = JsonValue::parse(text_of(item, batch.arena()));
                if (object && object->is_object()) {
                    add_members(*object, fields, batch.arena());
                }
            }
            fields.write(batch, row);
        }
    }

private:
    void add_members(const JsonValue& object, DynamicFields& fields, Arena& arena) const {
        for (std::size_t index = 0; index < object.keys().size(); ++index) {
            const auto field = fields.field(prefix_ + object.keys()[index]);
            const auto& value = object.items()[index];
            if (!field) {
                continue;
            }
            if (!value.is_array()) {
                add(*field, value, fields, arena);
                continue;
            }
            for (const auto& element : value.items()) {
                add(*field, element, fields, arena);
            }
        }
    }

    static void add(FieldId field, const JsonValue& value, DynamicFields& fields, Arena& arena) {
        if (value.kind() != JsonValue::Kind::Null) {
            fields.add(field,
                       Value::string(arena.copy(value.kind() == JsonValue::Kind::String ? value.text() : value.to_text())));
        }
    }

    std::string name_;
    std::string prefix_;
    FieldId field_;
};

}  // namespace

Planned plan_fromjson(const Command& command, Planner& planner) {
    const auto& fromjson = static_cast<const FromjsonCommand&>(command);
    return OperatorPtr(std::make_unique<FromjsonOperator>(fromjson, planner.field(fromjson.field.name)));
}

}  // namespace karst
