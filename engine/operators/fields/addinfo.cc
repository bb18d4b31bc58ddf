#include "parser/commands/fields/addinfo.h"
#include "engine/operators/common/known_columns.h"
#include "engine/plan/planner.h"
#include "engine/value/number.h"

#include <cmath>

namespace karst {

namespace {

class AddinfoOperator final : public BatchOperator {
public:
    explicit AddinfoOperator(Planner& planner) : range_(planner.search_range()) {
        for (std::size_t index = 0; index < 4; ++index) {
            fields_[index] = planner.field(kNames[index]);
        }
    }

    void propagate_required_fields(FieldSet& live) const override {
        for (const auto name : kNames) {
            live.remove(name);
        }
    }
    void columns(Columns& columns, FieldTable&) const override {
        for (const auto field : fields_) {
            if (!columns.open) {
                add_column(columns, field);
            }
        }
    }

protected:
    void apply(Batch& batch, RunContext& run) const override {
        const auto range = range_.in(run);
        std::string sid;
        append_text(Value::number(std::floor(run.now)), sid);
        // One search is run at a time, so the time tells them apart; no run's name may differ from that of the same run again.
        const Value search_id = Value::string(batch.arena().copy(sid + ".1"));
        const Value latest = range.ends() ? Value::number(range.latest) : Value::string("+Infinity");
        for (auto& row : batch.rows()) {
            batch.set(row, fields_[0], Value::number(range.earliest));
            batch.set(row, fields_[1], latest);
            batch.set(row, fields_[2], search_id);
            batch.set(row, fields_[3], Value::number(run.now));
        }
    }

private:
    static constexpr std::string_view kNames[] = {"info_min_time", "info_max_time", "info_sid", "info_search_time"};
    SearchRange range_;
    FieldId fields_[4] = {};
};

}  // namespace

Planned plan_addinfo(const Command&, Planner& planner) {
    planner.note_now();
    return OperatorPtr(std::make_unique<AddinfoOperator>(planner));
}

}  // namespace karst
