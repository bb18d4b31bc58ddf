#include "rules/explain.h"

#include "engine/scheduler/push_down.h"
#include "engine/search/search_keys.h"

#include "base/ascii.h"
#include "base/spl_text.h"
#include "engine/eval/compile/compiler.h"
#include "engine/eval/compile/function_table.h"
#include "engine/knowledge/dataset_scope.h"
#include "engine/search/predicate.h"
#include "engine/value/wildcard.h"
#include "parser/commands/datamodel/tstats.h"
#include "parser/commands/filter/search.h"
#include "parser/commands/filter/where.h"
#include "parser/commands/lookup/lookup.h"
#include "parser/commands/statistics/stats.h"
#include "parser/parser.h"

#include <algorithm>
#include <array>

namespace karst {

namespace {

const char* kind_of(Comparison comparison) {
    switch (comparison) {
    case Comparison::Equal:
        return "eq";
    case Comparison::NotEqual:
        return "ne";
    case Comparison::Less:
        return "lt";
    case Comparison::LessEqual:
        return "le";
    case Comparison::Greater:
        return "gt";
    case Comparison::GreaterEqual:
        return "ge";
    }
    return "eq";
}

// Collects the conditions of a pipeline, with the stage of the author's text that each stands in.
class IndicatorCollector {
public:
    IndicatorCollector(const CompiledRule& compiled, const std::vector<Location>& starts, std::vector<Indicator>& indicators)
        : text_(compiled.plan->text()), starts_(starts), indicators_(indicators) {}

    void collect(const Pipeline& pipeline) {
        for (const auto& command : pipeline.commands) {
            if (command->name == "search") {
                add(*static_cast<const SearchCommand&>(*command).expression, false);
            } else if (command->name == "tstats") {
                const auto& where = static_cast<const TstatsCommand&>(*command).where;
                if (where) {
                    add(*where, false);
                }
            } else if (command->name == "where") {
                add(*static_cast<const WhereCommand&>(*command).condition, false);
            }
        }
    }

private:
    void add(const SearchExpression& expression, bool negated) {
        using Kind = SearchExpression::Kind;
        if (expression.kind == Kind::Compare || expression.kind == Kind::In) {
            std::string kind = expression.kind == Kind::In ? "in" : kind_of(expression.comparison);
            std::vector<std::string> values;
            bool wildcard = false;
            for (const auto& value : expression.values) {
                values.push_back(value.text);
                wildcard = wildcard || value.text.find('*') != std::string::npos;
            }
            if (kind == "eq" && values.front() == "*") {
                kind = "exists";
                values.clear();
            } else if (wildcard && kind == "eq") {
                kind = "match";
            }
            put(expression.field, kind, std::move(values), expression.span, negated);
        } else if (expression.kind == Kind::Term) {
            put("_raw", "term", {expression.values.front().text}, expression.span, negated);
        }
        for (const auto& child : expression.children) {
            add(*child, negated != (expression.kind == Kind::Not));
        }
        if (expression.subsearch) {
            collect(*expression.subsearch);
        }
    }

    void add(const EvalExpression& expression, bool negated) {
        using Kind = EvalExpression::Kind;
        const auto& arguments = expression.arguments;
        const auto is_literal = [](const EvalExpression& one) { return one.kind == Kind::String || one.kind == Kind::Number; };
        if (expression.kind == Kind::Compare && arguments[0]->kind == Kind::Field && is_literal(*arguments[1])) {
            put(arguments[0]->text, kind_of(expression.comparison), {arguments[1]->text}, expression.span, negated);
            return;
        }
        const auto pattern = pattern_of(expression);
        if (pattern != PatternKind::None && arguments.size() == 2 && arguments[0]->kind == Kind::Field &&
            arguments[1]->kind == Kind::String) {
            put(arguments[0]->text, pattern == PatternKind::Regex ? "regex" : "like", {arguments[1]->text}, expression.span,
                negated);
            return;
        }
        for (const auto& argument : arguments) {
            add(*argument, negated != (expression.kind == Kind::Not));
        }
    }

    static PatternKind pattern_of(const EvalExpression& expression) {
        if (expression.kind == EvalExpression::Kind::Like) {
            return PatternKind::Like;
        }
        const auto* function = expression.kind == EvalExpression::Kind::Call ? find_function(expression.text) : nullptr;
        return function == nullptr ? PatternKind::None : function->pattern;
    }

    void put(const std::string& field, const std::string& kind, std::vector<std::string> values, Span span, bool negated) {
        const auto where = text_.locate(span);
        std::size_t stage = 1;
        for (std::size_t index = 0; index < starts_.size(); ++index) {
            if (std::pair(starts_[index].line, starts_[index].column) <= std::pair(where.line, where.column)) {
                stage = index + 1;
            }
        }
        indicators_.push_back({field, (negated ? "not " : "") + kind, std::move(values), stage, 0});
    }

    const SourceText& text_;
    const std::vector<Location>& starts_;
    std::vector<Indicator>& indicators_;
};

// Where each stage of a search begins and ends, looking past quotes, brackets, comments and macros.
std::vector<Span> stage_spans(std::string_view search) {
    std::vector<Span> spans;
    std::uint32_t begin = 0;
    std::size_t brackets = 0;
    const auto end_stage = [&](std::uint32_t end) {
        Span span{skip_blanks(search, begin), end};
        while (span.end > span.begin && is_space(search[span.end - 1])) {
            --span.end;
        }
        if (span.end > span.begin) {
            spans.push_back(span);
        }
    };
    for (std::uint32_t at = 0; at < search.size(); ++at) {
        const char c = search[at];
        if (search.substr(at, 3) == "```") {
            const auto close = search.find("```", at + 3);
            at = static_cast<std::uint32_t>(std::min(close, search.size() - 3) + 2);
        } else if (c == '\\') {
            ++at;
        } else if (c == '"' || c == '`') {
            for (++at; at < search.size() && search[at] != c; ++at) {
                at += c == '"' && search[at] == '\\' ? 1 : 0;
            }
        } else if (c == '[') {
            ++brackets;
        } else if (c == ']' && brackets > 0) {
            --brackets;
        } else if (c == '|' && brackets == 0) {
            end_stage(at);
            begin = at;
        }
    }
    end_stage(static_cast<std::uint32_t>(search.size()));
    return spans;
}

bool same_source(const std::string& one, const std::string& other) {
    const auto fits = [](const std::string& pattern, const std::string& text) {
        return Wildcard(pattern, Wildcard::Case::Insensitive).matches(text);
    };
    return fits(one, other) || fits(other, one);
}

// Whether a pack is about the events of a search that names its sourcetype or source; of any other search all packs may be.
bool is_about(const Pack& pack, const std::vector<Indicator>& indicators) {
    bool names_one = false;
    bool fits = false;
    for (const auto& indicator : indicators) {
        const std::string* pattern = indicator.field == "sourcetype" ? &pack.match.sourcetype
                                     : indicator.field == "source"   ? &pack.match.source
                                                                     : nullptr;
        if (pattern == nullptr || (indicator.kind != "eq" && indicator.kind != "in")) {
            continue;
        }
        names_one = true;
        fits =
            fits || (!pattern->empty() && std::any_of(indicator.values.begin(), indicator.values.end(),
                                                      [&](const std::string& value) { return same_source(*pattern, value); }));
    }
    return fits || !names_one;
}

// The raw fields that packs make a field of.
std::vector<std::string> raw_fields_of(std::string_view field, const KnowledgeBase& knowledge,
                                       const std::vector<Indicator>& indicators) {
    std::vector<std::string> raw;
    const auto add = [&](const std::string& name) {
        if (std::find(raw.begin(), raw.end(), name) == raw.end()) {
            raw.push_back(name);
        }
    };
    for (const auto& pack : knowledge.packs()) {
        if (!is_about(pack, indicators)) {
            continue;
        }
        for (const auto& alias : pack.aliases) {
            if (alias.to == field) {
                add(alias.from);
            }
        }
        for (const auto& calculated : pack.calculated) {
            if (calculated.field == field) {
                for (const auto& name : fields_read(*parse_eval_expression(calculated.expression))) {
                    add(name);
                }
            }
        }
    }
    return raw;
}

std::vector<GroupByField> group_by_of(const Plan& plan, const KnowledgeBase& knowledge,
                                      const std::vector<Indicator>& indicators) {
    std::vector<GroupByField> fields;
    for (const auto& command : plan.pipeline().commands) {
        const std::vector<FieldName>* by = nullptr;
        const DatasetScope* scope = nullptr;
        if (command->name == "stats") {
            by = &static_cast<const StatsCommand&>(*command).by;
        } else if (command->name == "tstats") {
            by = &static_cast<const TstatsCommand&>(*command).by;
            scope = plan.scope();
        } else {
            continue;
        }
        fields.clear();
        for (const auto& field : *by) {
            // What packs know is the field of the event, which has no prefix.
            const auto place = scope == nullptr ? DataModel::Place() : scope->model().place_of(field.name);
            const auto& name = place.dataset == nullptr ? field.name : place.field;
            fields.push_back({field.name, raw_fields_of(name, knowledge, indicators)});
        }
    }
    return fields;
}

std::string key_of(const Indicator& indicator, const std::string& value) {
    return indicator.field + '\x1f' + indicator.kind + '\x1f' + lower_case(value);
}

bool names_action(const std::string& field) {
    static constexpr std::array<std::string_view, 10> kFields = {
        "eventName", "EventCode",  "EventID",    "Operation", "operationName",
        "signature", "methodName", "event.name", "eventType", "objectRef.resource"};
    return std::find(kFields.begin(), kFields.end(), field) != kFields.end();
}

}  // namespace

std::vector<RuleStage> stages_of(const std::string& search) {
    std::vector<RuleStage> stages;
    for (const auto span : stage_spans(search)) {
        RuleStage stage{stages.size() + 1, "", search.substr(span.begin, span.end - span.begin)};
        auto at = skip_blanks(search, span.begin + (search[span.begin] == '|' ? 1 : 0));
        while (at < span.end && is_identifier(search[at])) {
            stage.command += search[at++];
        }
        // A macro stands for whatever it expands to; without a command's name it is a search.
        const bool first_terms = search[span.begin] != '|';
        if (stage.command.empty() || (first_terms && !equal_caseless(stage.command, "search"))) {
            stage.command = "search";
        }
        stages.push_back(std::move(stage));
    }
    return stages;
}

Explanation explain_rule(const CompiledRule& compiled, const KnowledgeBase& knowledge) {
    Explanation explanation;
    const auto& search = compiled.rule->search;
    explanation.stages = stages_of(search.text());
    if (!compiled.plan) {
        return explanation;
    }
    std::vector<Location> starts;
    for (const auto span : stage_spans(search.text())) {
        starts.push_back(search.locate(span));
    }
    IndicatorCollector(compiled, starts, explanation.indicators).collect(compiled.plan->pipeline());
    explanation.group_by = group_by_of(*compiled.plan, knowledge, explanation.indicators);
    explanation.data_models.assign(compiled.plan->data_models().begin(), compiled.plan->data_models().end());
    std::set<std::string> needed(compiled.plan->needs().names());
    if (compiled.plan->start_kind() == Plan::Start::Scan) {
        needed.merge(fields_read(compiled.plan->search(), true));
        explanation.found_by = describe_search_keys(compiled.plan->search(), conditions_by_filters(*compiled.plan));
    }
    if (compiled.plan->needs().is_everything()) {
        needed.insert("*");
    }
    explanation.fields_needed.assign(needed.begin(), needed.end());
    for (const auto& command : compiled.plan->pipeline().commands) {
        if (command->name == "lookup") {
            explanation.lookups.push_back(static_cast<const LookupCommand&>(*command).table.name);
        }
    }
    return explanation;
}

void IndicatorCorpus::add(const Rule& rule, const Explanation& explanation) {
    for (const auto& indicator : explanation.indicators) {
        for (const auto& value : indicator.values) {
            rules_of_[key_of(indicator, value)].insert(&rule);
        }
    }
}

void IndicatorCorpus::count(const Rule& rule, Explanation& explanation) const {
    for (auto& indicator : explanation.indicators) {
        std::set<const Rule*> others;
        for (const auto& value : indicator.values) {
            if (const auto found = rules_of_.find(key_of(indicator, value)); found != rules_of_.end()) {
                for (const auto* other : found->second) {
                    if (other->id != rule.id) {
                        others.insert(other);
                    }
                }
            }
        }
        indicator.corpus_count = others.size();
    }
}

std::vector<const Rule*> IndicatorCorpus::same_action(const Rule& rule, const Explanation& explanation) const {
    std::set<const Rule*> others;
    for (const auto& indicator : explanation.indicators) {
        if (!names_action(indicator.field) || (indicator.kind != "eq" && indicator.kind != "in")) {
            continue;
        }
        for (const auto& value : indicator.values) {
            for (const char* kind : {"eq", "in"}) {
                Indicator same = indicator;
                same.kind = kind;
                if (const auto found = rules_of_.find(key_of(same, value)); found != rules_of_.end()) {
                    others.insert(found->second.begin(), found->second.end());
                }
            }
        }
    }
    std::vector<const Rule*> sorted;
    std::copy_if(others.begin(), others.end(), std::back_inserter(sorted),
                 [&](const Rule* other) { return other->id != rule.id; });
    std::sort(sorted.begin(), sorted.end(), [](const Rule* a, const Rule* b) { return a->name < b->name; });
    return sorted;
}

}  // namespace karst
