#include "parser/commands/text/rex.h"
#include "engine/operators/common/known_columns.h"
#include "engine/operators/common/regex_resolution.h"
#include "engine/plan/lineage.h"
#include "engine/plan/planner.h"
#include "engine/text/sed.h"
#include "engine/value/number.h"

#include <algorithm>

namespace karst {

namespace {

struct Group {
    std::size_t number;  // of the regular expression
    std::string name;
    FieldId field;
};

class RexOperator final : public BatchOperator {
public:
    RexOperator(const RexCommand& command, FieldId field, Regex regex, std::vector<Group> groups,
                std::optional<FieldId> offsets)
        : name_(command.field.name), offset_name_(command.offset_field), field_(field), regex_(std::move(regex)),
          groups_(std::move(groups)), offsets_(offsets),
          max_(command.max_match <= 0 ? static_cast<std::size_t>(-1) : static_cast<std::size_t>(command.max_match)) {}

    // What is extracted stays needed from before: without a match, a field keeps the value that it has.
    void propagate_required_fields(FieldSet& live) const override {
        const bool wanted =
            std::any_of(groups_.begin(), groups_.end(), [&](const Group& group) { return live.contains(group.name); });
        if (wanted || (offsets_ && live.contains(offset_name_))) {
            live.add(name_);
        }
    }

    void columns(Columns& columns, FieldTable&) const override {
        if (columns.open) {
            return;
        }
        for (const auto& group : groups_) {
            add_column(columns, group.field);
        }
        if (offsets_) {
            add_column(columns, *offsets_);
        }
    }

    bool trace(Lineage& lineage, const FieldTable&) const override {
        for (const auto& group : groups_) {
            lineage.compute(group.name);
        }
        if (offsets_) {
            lineage.compute(offset_name_);
        }
        return true;
    }

protected:
    void apply(Batch& batch, RunContext& run) const override {
        std::vector<std::vector<Value>> values(groups_.size());
        std::string offsets;
        for (auto& row : batch.rows()) {
            for (auto& list : values) {
                list.clear();
            }
            offsets.clear();
            std::size_t matches = 0;
            const Value field = row.get(field_);
            for (const Value item : field.items()) {
                match(text_of(item, batch.arena()), *run.regex_limits, values, matches, offsets);
            }
            // Without a match, a field that is there already stays.
            for (std::size_t index = 0; index < groups_.size(); ++index) {
                if (!values[index].empty()) {
                    batch.set(row, groups_[index].field, batch.arena().list(values[index]));
                }
            }
            if (offsets_ && !offsets.empty()) {
                batch.set(row, *offsets_, Value::string(batch.arena().copy(offsets)));
            }
        }
    }

private:
    void match(std::string_view text, RegexLimitHits& limits, std::vector<std::vector<Value>>& values, std::size_t& matches,
               std::string& offsets) const {
        std::vector<std::string_view> found;
        for (std::size_t at = 0; at <= text.size() && matches < max_ && regex_.find(text, at, found, limits); ++matches) {
            for (std::size_t index = 0; index < groups_.size(); ++index) {
                const auto part = found[groups_[index].number];
                if (part.data() == nullptr) {
                    continue;
                }
                values[index].push_back(Value::string(part));
                const auto begin = part.data() - text.data();
                offsets += (offsets.empty() ? "" : "&") + groups_[index].name + "=" + std::to_string(begin) + "-" +
                           std::to_string(begin + static_cast<std::ptrdiff_t>(part.size()) - (part.empty() ? 0 : 1));
            }
            const auto end = static_cast<std::size_t>(found[0].data() - text.data()) + found[0].size();
            at = found[0].empty() ? end + 1 : end;
        }
    }

    std::string name_;
    std::string offset_name_;
    FieldId field_;
    Regex regex_;
    std::vector<Group> groups_;
    std::optional<FieldId> offsets_;
    std::size_t max_;
};

class SedOperator final : public BatchOperator {
public:
    SedOperator(FieldId field, SedExpression script) : field_(field), script_(std::move(script)) {}
    void propagate_required_fields(FieldSet&) const override {}  // changes a field in its place

    bool trace(Lineage& lineage, const FieldTable& fields) const override {
        lineage.compute(std::string(fields.name(field_)));
        return true;
    }

protected:
    void apply(Batch& batch, RunContext& run) const override {
        for (auto& row : batch.rows()) {
            const Value value = row.get(field_);
            const auto items = value.items();
            const auto edited = batch.arena().values(items.size());
            std::transform(items.begin(), items.end(), edited.begin(), [&](Value item) {
                return Value::string(batch.arena().copy(script_.apply(text_of(item, batch.arena()), *run.regex_limits)));
            });
            if (!value.is_null()) {
                batch.set(row, field_, Value::multivalue(edited));
            }
        }
    }

private:
    FieldId field_;
    SedExpression script_;
};

OperatorPtr plan_sed(const RexCommand& rex, Planner& planner) {
    try {
        SedExpression script(rex.expression);
        if (script.needs_backtracking()) {
            planner.note_backtracking(rex.expression_span);
        }
        return std::make_unique<SedOperator>(planner.field(rex.field.name), std::move(script));
    } catch (const SedError& error) {
        planner.fail("spl-bad-sed", rex.expression_span, error.what());
    } catch (const RegexError& error) {
        planner.fail("spl-bad-regex", rex.expression_span,
                     std::string("the regular expression does not compile: ") + error.what());
    }
}

}  // namespace

Planned plan_rex(const Command& command, Planner& planner) {
    const auto& rex = static_cast<const RexCommand&>(command);
    if (rex.sed) {
        return plan_sed(rex, planner);
    }
    auto regex = compile_regex(planner, rex.expression, rex.expression_span);
    std::vector<Group> groups;
    const auto& names = regex.group_names();
    for (std::size_t index = 0; index < names.size(); ++index) {
        if (!names[index].empty()) {
            groups.push_back({index + 1, names[index], planner.field(names[index])});
        }
    }
    if (groups.empty()) {
        planner.fail("spl-regex-without-group", rex.expression_span, "the regular expression extracts nothing",
                     "no named group", "name what to extract: (?<field>…)");
    }
    const auto offsets = rex.offset_field.empty() ? std::nullopt : std::optional(planner.field(rex.offset_field));
    return OperatorPtr(
        std::make_unique<RexOperator>(rex, planner.field(rex.field.name), std::move(regex), std::move(groups), offsets));
}

}  // namespace karst
