#include "parser/commands/text/replace.h"
#include "engine/operators/common/matching_fields.h"
#include "engine/plan/planner.h"
#include "engine/value/number.h"

#include <algorithm>
#include <unordered_map>

namespace karst {

namespace {

/// What takes the place of a value. Of literal values the one written last counts; they come before those with wildcards, of
/// which the one with the most text of its own counts (Search Reference, replace: "fuller matches take precedence").
class Replacements {
public:
    explicit Replacements(const std::vector<ReplaceCommand::Pair>& pairs) {
        for (const auto& pair : pairs) {
            if (has_wildcard(pair.from)) {
                patterns_.push_back({Wildcard(pair.from), pieces_of(pair.to), literal_length(pair.from)});
            } else {
                literals_[pair.from] = pair.to;
            }
        }
        std::reverse(patterns_.begin(), patterns_.end());
        std::stable_sort(patterns_.begin(), patterns_.end(),
                         [](const Pattern& a, const Pattern& b) { return a.length > b.length; });
    }

    /// False: the value stays.
    bool find(const std::string& value, std::string& replaced) const {
        if (const auto literal = literals_.find(value); literal != literals_.end()) {
            replaced = literal->second;
            return true;
        }
        std::vector<std::string_view> captures;
        for (const auto& pattern : patterns_) {
            captures.clear();
            if (pattern.from.matches(value, captures)) {
                replaced.clear();
                for (std::size_t index = 0; index < pattern.to.size(); ++index) {
                    replaced += index > 0 && index <= captures.size() ? captures[index - 1] : std::string_view();
                    replaced += pattern.to[index];
                }
                return true;
            }
        }
        return false;
    }

private:
    struct Pattern {
        Wildcard from;
        std::vector<std::string> to;  // the texts between the stars
        std::size_t length;           // of the pattern without its stars
    };

    static std::size_t literal_length(const std::string& pattern) {
        return pattern.size() - static_cast<std::size_t>(std::count(pattern.begin(), pattern.end(), '*'));
    }

    static std::vector<std::string> pieces_of(std::string_view text) {
        std::vector<std::string> pieces;
        for (auto star = text.find('*'); star != std::string_view::npos; star = text.find('*')) {
            pieces.emplace_back(text.substr(0, star));
            text.remove_prefix(star + 1);
        }
        pieces.emplace_back(text);
        return pieces;
    }

    std::unordered_map<std::string, std::string> literals_;
    std::vector<Pattern> patterns_;
};

class ReplaceOperator final : public Operator {
public:
    ReplaceOperator(Replacements replacements, std::vector<std::string> fields)
        : replacements_(std::move(replacements)), fields_(std::move(fields)) {}

    std::unique_ptr<OperatorRun> start(RunContext& run, RowSink& next) const override;
    OperatorFacts facts() const override { return {.distribution = Distribution::PerRow, .state = StateSize::None}; }
    void propagate_required_fields(FieldSet&) const override {}  // reads what it writes

private:
    class Run;
    Replacements replacements_;
    std::vector<std::string> fields_;  // names and patterns
};

class ReplaceOperator::Run final : public OperatorRun {
public:
    Run(const ReplaceOperator& op, RunContext& run, RowSink& next)
        : OperatorRun(run, next), op_(op), matching_(op.fields_, MatchingFields::Internal::Hidden) {}

protected:
    bool consume(Batch& batch) override {
        const auto& fields = matching_.in(run().fields);
        for (auto& row : batch.rows()) {
            for (const auto field : fields) {
                replace(batch, row, field);
            }
        }
        return next().push(batch);
    }

private:
    void replace(Batch& batch, Row& row, FieldId field) {
        const Value value = row.get(field);
        if (value.is_null()) {
            return;
        }
        const auto items = value.items();
        std::span<Value> changed;
        for (std::size_t index = 0; index < items.size(); ++index) {
            text_.clear();
            append_text(items[index], text_);
            if (!op_.replacements_.find(text_, replaced_)) {
                continue;
            }
            if (changed.empty()) {
                changed = batch.arena().values(items.size());
                std::copy(items.begin(), items.end(), changed.begin());
            }
            changed[index] = Value::string(batch.arena().copy(replaced_));
        }
        if (!changed.empty()) {
            batch.set(row, field, Value::multivalue(changed));
        }
    }

    const ReplaceOperator& op_;
    MatchingFields matching_;
    std::string text_;
    std::string replaced_;
};

std::unique_ptr<OperatorRun> ReplaceOperator::start(RunContext& run, RowSink& next) const {
    return std::make_unique<Run>(*this, run, next);
}

}  // namespace

Planned plan_replace(const Command& command, Planner& planner) {
    const auto& replace = static_cast<const ReplaceCommand&>(command);
    auto fields = names_of(replace.fields);
    for (const auto& name : fields) {
        if (!has_wildcard(name)) {
            planner.field(name);
        }
    }
    if (fields.empty()) {
        fields.emplace_back("*");
    }
    return OperatorPtr(std::make_unique<ReplaceOperator>(Replacements(replace.pairs), std::move(fields)));
}

}  // namespace karst
