#include "parser/commands/text/xmlunescape.h"
#include "engine/plan/planner.h"
#include "engine/text/xml_entities.h"
#include "engine/value/number.h"

namespace karst {

namespace {

/// Puts characters into _raw in the place of the references to them.
class XmlunescapeOperator final : public BatchOperator {
public:
    explicit XmlunescapeOperator(FieldId raw) : raw_(raw) {}

    void propagate_required_fields(FieldSet&) const override {}  // reads what it writes

protected:
    void apply(Batch& batch, RunContext&) const override {
        for (auto& row : batch.rows()) {
            const Value value = row.get(raw_);
            if (!value.is_null()) {
                const auto plain = unescape_xml(text_of(value, batch.arena()));
                batch.set(row, raw_, Value::string(batch.arena().copy(plain)));
            }
        }
    }

private:
    FieldId raw_;
};

}  // namespace

Planned plan_xmlunescape(const Command&, Planner& planner) {
    return OperatorPtr(std::make_unique<XmlunescapeOperator>(planner.field("_raw")));
}

}  // namespace karst
