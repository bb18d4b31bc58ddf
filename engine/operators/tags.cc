// tags: an event has the tags of its event types already, in `tag`; with outputfield they are written there too.
#include "parser/commands/tags.h"
#include "engine/operators/known_columns.h"
#include "engine/plan/planner.h"

#include <algorithm>
#include <optional>

namespace karst {

namespace {

class TagsOperator final : public BatchOperator {
public:
    TagsOperator(FieldId tag, std::optional<FieldId> output, std::string output_name, bool wanted)
        : tag_(tag), output_(output), output_name_(std::move(output_name)), wanted_(wanted) {}

    void require(FieldSet& live) const override {
        if (output_) {
            live.remove(output_name_);
        }
        live.add("tag");
        live.add("tag::eventtype");
    }

    void columns(Columns& columns, FieldTable&) const override {
        if (output_ && !columns.open) {
            add_column(columns, *output_);
        }
    }

protected:
    void apply(Batch& batch, RunContext&) const override {
        for (auto& row : batch.rows()) {
            if (output_ && wanted_) {
                batch.set(row, *output_, row.get(tag_));
            }
        }
    }

private:
    FieldId tag_;
    std::optional<FieldId> output_;
    std::string output_name_;
    bool wanted_;  // packs tag event types only: other fields have no tags
};

}  // namespace

Planned plan_tags(const Command& command, Planner& planner) {
    const auto& tags = static_cast<const TagsCommand&>(command);
    const bool wanted = tags.fields.empty() || std::any_of(tags.fields.begin(), tags.fields.end(),
                                                           [](const FieldName& field) { return field.name == "eventtype"; });
    const auto output = tags.output.name.empty() ? std::nullopt : std::optional(planner.field(tags.output.name));
    planner.field("tag::eventtype");
    return OperatorPtr(std::make_unique<TagsOperator>(planner.field("tag"), output, tags.output.name, wanted));
}

}  // namespace karst
