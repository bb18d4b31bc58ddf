#include "parser/commands/text/spath.h"
#include "engine/operators/common/dynamic_fields.h"
#include "engine/operators/common/known_columns.h"
#include "engine/plan/lineage.h"
#include "engine/plan/planner.h"
#include "engine/text/path.h"
#include "engine/value/number.h"

#include <algorithm>

namespace karst {

namespace {

/// spath with a location path: one field, which keeps its value where the path leads nowhere.
class SpathPathOperator final : public BatchOperator {
public:
    SpathPathOperator(FieldName input, FieldId from, std::string output, FieldId to, LocationPath path)
        : input_(std::move(input.name)), from_(from), output_(std::move(output)), to_(to), path_(std::move(path)) {}

    void propagate_required_fields(FieldSet& live) const override {
        if (live.contains(output_)) {
            live.add(input_);
        }
    }
    void columns(Columns& columns, FieldTable&) const override { add_column(columns, to_); }
    bool trace(Lineage& lineage, const FieldTable&) const override {
        lineage.compute(output_);
        return true;
    }

protected:
    void apply(Batch& batch, RunContext&) const override {
        std::vector<Value> found;
        for (auto& row : batch.rows()) {
            found.clear();
            const Value input = row.get(from_);
            for (const Value item : input.items()) {
                extract_path(text_of(item, batch.arena()), path_, batch.arena(), found);
            }
            if (!found.empty()) {
                batch.set(row, to_, batch.arena().list(found));
            }
        }
    }

private:
    std::string input_;
    FieldId from_;
    std::string output_;
    FieldId to_;
    LocationPath path_;
};

/// spath without one: every leaf of the first Limits::spath_cutoff characters.
class SpathAllOperator final : public BatchOperator {
public:
    SpathAllOperator(FieldName input, FieldId from) : input_(std::move(input.name)), from_(from) {}

    void propagate_required_fields(FieldSet& live) const override { live.add(input_); }

protected:
    void apply(Batch& batch, RunContext& run) const override {
        DynamicFields found(run);
        const LeafFound add = [&](std::string_view name, Value value) {
            if (const auto field = found.field(name)) {
                found.add(*field, value);
            }
        };
        for (auto& row : batch.rows()) {
            const Value input = row.get(from_);
            for (const Value item : input.items()) {
                const auto text = text_of(item, batch.arena());
                const auto read = first_characters(text, run.limits.spath_cutoff);
                if (read.size() < text.size()) {
                    run.warn("spath without a path read only the first " + std::to_string(run.limits.spath_cutoff) +
                             " characters, as Splunk does; --no-caps reads all");
                }
                extract_leaves(read, batch.arena(), add);
            }
            found.write(batch, row);
        }
    }

private:
    std::string input_;
    FieldId from_;
};

}  // namespace

Planned plan_spath(const Command& command, Planner& planner) {
    const auto& spath = static_cast<const SpathCommand&>(command);
    const auto from = planner.field(spath.input.name);
    if (spath.path.empty()) {
        return OperatorPtr(std::make_unique<SpathAllOperator>(spath.input, from));
    }
    auto path = LocationPath::parse(spath.path);
    if (!path) {
        planner.fail("spl-bad-path", spath.path_span, "'" + spath.path + "' is not a location path",
                     Help{"names separated by dots, with {} or {0} after arrays: a.b{}.c"});
    }
    const auto& output = spath.output.name.empty() ? spath.path : spath.output.name;
    return OperatorPtr(std::make_unique<SpathPathOperator>(spath.input, from, output, planner.field(output), std::move(*path)));
}

}  // namespace karst
