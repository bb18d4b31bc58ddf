#include "parser/commands/multivalue/makemv.h"
#include "engine/operators/common/regex_resolution.h"
#include "engine/plan/lineage.h"
#include "engine/plan/planner.h"
#include "engine/value/number.h"

#include <algorithm>
#include <optional>

namespace karst {

namespace {

/// Splits the text of a field; a field that nothing comes of keeps its value.
class MakemvOperator final : public BatchOperator {
public:
    MakemvOperator(FieldId field, std::string delimiter, std::optional<Regex> tokenizer, bool allow_empty)
        : field_(field), delimiter_(std::move(delimiter)), tokenizer_(std::move(tokenizer)), allow_empty_(allow_empty) {}

    void propagate_required_fields(FieldSet&) const override {}  // reads what it writes

    bool trace(Lineage& lineage, const FieldTable& fields) const override {
        lineage.compute(std::string(fields.name(field_)));
        return true;
    }

protected:
    void apply(Batch& batch, RunContext& run) const override {
        std::vector<Value> values;
        for (auto& row : batch.rows()) {
            values.clear();
            const Value value = row.get(field_);
            for (const Value item : value.items()) {
                const auto text = text_of(item, batch.arena());
                tokenizer_ ? tokenize(text, *run.regex_limits, values) : split(text, values);
            }
            if (!values.empty()) {
                batch.set(row, field_, batch.arena().list(values));
            }
        }
    }

private:
    void add(std::string_view text, std::vector<Value>& values) const {
        if (allow_empty_ || !text.empty()) {
            values.push_back(Value::string(text));
        }
    }

    void split(std::string_view text, std::vector<Value>& values) const {
        for (std::size_t at = 0; at <= text.size();) {
            const auto end = std::min(text.find(delimiter_, at), text.size());
            add(text.substr(at, end - at), values);
            at = end + delimiter_.size();
        }
    }

    void tokenize(std::string_view text, RegexLimitHits& limits, std::vector<Value>& values) const {
        std::vector<std::string_view> groups;
        for (std::size_t at = 0; at <= text.size() && tokenizer_->find(text, at, groups, limits);) {
            const auto& token = groups.size() > 1 ? groups[1] : groups[0];
            if (token.data() != nullptr) {
                add(token, values);
            }
            const auto end = static_cast<std::size_t>(groups[0].data() - text.data()) + groups[0].size();
            at = groups[0].empty() ? end + 1 : end;  // an empty match must not be found for ever
        }
    }

    FieldId field_;
    std::string delimiter_;
    std::optional<Regex> tokenizer_;
    bool allow_empty_;
};

}  // namespace

Planned plan_makemv(const Command& command, Planner& planner) {
    const auto& makemv = static_cast<const MakemvCommand&>(command);
    std::optional<Regex> tokenizer;
    if (!makemv.tokenizer.empty()) {
        tokenizer = compile_regex(planner, makemv.tokenizer, makemv.tokenizer_span);
    }
    return OperatorPtr(std::make_unique<MakemvOperator>(planner.field(makemv.field.name), makemv.delimiter,
                                                        std::move(tokenizer), makemv.allow_empty));
}

}  // namespace karst
