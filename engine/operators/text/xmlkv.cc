#include "parser/commands/text/xmlkv.h"
#include "engine/operators/common/dynamic_fields.h"
#include "engine/plan/planner.h"
#include "engine/text/key_value.h"
#include "engine/value/number.h"

namespace karst {

namespace {

/// Elements that hold only text become fields; an element that comes again gives its field another value.
class XmlkvOperator final : public BatchOperator {
public:
    XmlkvOperator(FieldName field, FieldId id) : name_(std::move(field.name)), field_(id) {}

    void propagate_required_fields(FieldSet& live) const override { live.add(name_); }

protected:
    void apply(Batch& batch, RunContext& run) const override {
        DynamicFields fields(run);
        for (auto& row : batch.rows()) {
            const Value input = row.get(field_);
            for (const Value item : input.items()) {
                find_xml_pairs(text_of(item, batch.arena()), [&](auto key, auto value) {
                    if (const auto field = fields.field(key)) {
                        fields.add(*field, Value::string(value));
                    }
                    return true;
                });
            }
            fields.write(batch, row);
        }
    }

private:
    std::string name_;
    FieldId field_;
};

}  // namespace

Planned plan_xmlkv(const Command& command, Planner& planner) {
    const auto& xmlkv = static_cast<const XmlkvCommand&>(command);
    return OperatorPtr(std::make_unique<XmlkvOperator>(xmlkv.field, planner.field(xmlkv.field.name)));
}

}  // namespace karst
