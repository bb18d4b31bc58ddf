#include "engine/operators/fields/projection.h"

#include "engine/plan/lineage.h"

namespace karst {

namespace {

class KeepingRun final : public OperatorRun {
public:
    KeepingRun(const Projection& kept, RunContext& run, RowSink& next) : OperatorRun(run, next), kept_(kept) {}

protected:
    bool consume(Batch& batch) override {
        const auto& fields = run().fields;
        for (auto id = static_cast<FieldId>(keeps_.size()); id < fields.size(); ++id) {
            keeps_.push_back(kept_.keeps(fields.name(id)));
        }
        for (const auto& row : batch.rows()) {
            const auto slots = row.slots();
            for (FieldId id = 0; id < slots.size() && id < keeps_.size(); ++id) {
                if (!keeps_[id]) {
                    slots[id] = Value();
                }
            }
        }
        return next().push(batch);
    }

private:
    const Projection& kept_;
    std::vector<bool> keeps_;
};

}  // namespace

std::unique_ptr<OperatorRun> start_keeping(const Projection& kept, RunContext& run, RowSink& next) {
    return std::make_unique<KeepingRun>(kept, run, next);
}

bool trace_projection(const Projection& kept, Lineage& lineage) {
    auto columns = lineage.columns();
    if (lineage.is_open()) {
        // Which others are dropped is not known by name; as far as it is asked, that leaves them what they are.
        for (const auto& [name, origin] : columns) {
            if (!kept.keeps(name)) {
                lineage.compute(name);
            }
        }
        return true;
    }
    std::erase_if(columns, [&](const auto& column) { return !kept.keeps(column.first); });
    lineage.close(std::move(columns));
    return true;
}

void propagate_listed_fields(FieldSet& live, const std::vector<std::string>& names) {
    const auto wanted = live;
    live.clear();
    for (const auto& name : names) {
        if (!has_wildcard(name)) {
            if (wanted.contains(name)) {
                live.add(name);
            }
            continue;
        }
        if (wanted.is_everything() || !wanted.patterns().empty()) {
            live.add(name);  // more than is needed where two patterns meet
            continue;
        }
        const Wildcard pattern(name);
        for (const auto& one : wanted.names()) {
            if (pattern.matches(one)) {
                live.add(one);
            }
        }
    }
}

}  // namespace karst
