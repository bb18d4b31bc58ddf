// tags: an event has the tags of its event types already, in `tag` and `tag::eventtype`; the command writes them where it is
// told to, and leaves out those that are not wanted.
#include "parser/commands/datamodel/tags.h"
#include "engine/operators/common/known_columns.h"
#include "engine/plan/planner.h"
#include "engine/value/number.h"

#include <algorithm>
#include <optional>

namespace karst {

namespace {

// Packs tag event types only: other fields have no tags.
bool asks_for_event_types(const TagsCommand& command) {
    return command.fields.empty() || std::any_of(command.fields.begin(), command.fields.end(),
                                                 [](const FieldName& field) { return field.name == "eventtype"; });
}

class TagsOperator final : public BatchOperator {
public:
    TagsOperator(const TagsCommand& command, Planner& planner)
        : tag_(planner.field("tag")), tag_of_type_(planner.field("tag::eventtype")), output_name_(command.output.name),
          allowed_(command.allowed), prefix_(command.with_name ? "eventtype::" : ""), wanted_(asks_for_event_types(command)) {
        if (!output_name_.empty()) {
            output_ = planner.field(output_name_);
        }
    }

    void propagate_required_fields(FieldSet& live) const override {
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
        if (!wanted_ || (!output_ && allowed_.empty())) {
            return;
        }
        for (auto& row : batch.rows()) {
            if (output_) {
                batch.set(row, *output_, chosen(row.get(tag_), prefix_, batch.arena()));
                continue;
            }
            for (const auto field : {tag_, tag_of_type_}) {
                batch.set(row, field, chosen(row.get(field), "", batch.arena()));
            }
        }
    }

private:
    Value chosen(Value tags, std::string_view prefix, Arena& arena) const {
        std::vector<Value> kept;
        std::string text;
        for (const Value tag : tags.items()) {
            text = prefix;
            append_text(tag, text);
            if (allowed_.empty() || std::find(allowed_.begin(), allowed_.end(), text.substr(prefix.size())) != allowed_.end()) {
                kept.push_back(Value::string(arena.copy(text)));
            }
        }
        return arena.list(kept);
    }

    FieldId tag_;
    FieldId tag_of_type_;
    std::optional<FieldId> output_;
    std::string output_name_;
    std::vector<std::string> allowed_;
    std::string_view prefix_;
    bool wanted_;
};

}  // namespace

Planned plan_tags(const Command& command, Planner& planner) {
    return OperatorPtr(std::make_unique<TagsOperator>(static_cast<const TagsCommand&>(command), planner));
}

}  // namespace karst
