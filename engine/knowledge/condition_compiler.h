// Compiler of search expressions into shared conditions over the fields of one kind of event. What the origin of the events
// decides (sourcetype, source, host, index, datasets that no event of the kind can belong to) is folded away, so that a search
// that cannot hold for them becomes ConditionGraph::kFalse.
#pragma once

#include "engine/knowledge/field_graph.h"
#include "engine/knowledge/knowledge_base.h"
#include "engine/search/condition.h"
#include "engine/search/filter_condition.h"
#include "engine/time/time_zone.h"

#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace karst {

class DatasetScope;

/// A search over events, and what its text needs to be read.
struct EventSearch {
    const SearchExpression* expression;
    const SourceText* text;
    const DatasetScope* scope = nullptr;  // the datasets that its names belong to; null: events as they are
    double now = 0;
    TimeZone zone{};
    double earliest = 0;  // the range around the search
    double latest = std::numeric_limits<double>::infinity();
    /// Fields whose value must be one of some (letter by letter), as one list; its values live as long as the conditions.
    struct OneOf {
        std::string_view field;
        std::shared_ptr<const std::set<std::string, std::less<>>> values;
    };
    std::vector<OneOf> restrictions{};
    /// What later filters ask for; those parts are left out that no index finds events by.
    std::span<const FilterCondition> filters{};
};

class ConditionCompiler {
public:
    /// `graph` gets the nodes that the conditions read; both outlive what is compiled.
    ConditionCompiler(FieldGraph& graph, EventOrigin origin, RunContext& run);

    /// Throws DiagnosticError for what SearchCompiler refuses.
    ConditionId compile(const EventSearch& search);

    /// True when another origin decides everything in the same way that the first one did.
    bool holds_for(const EventOrigin& other) const;

    const ConditionGraph& conditions() const { return conditions_; }
    /// What a field that conditions read is called in the searches.
    std::string name_of(FieldId field) const;
    /// The node of a name in a search whose condition holds: that of a dataset's field does not ask for the membership again.
    NodeId node_of(const DatasetScope* scope, std::string_view name);

private:
    // How the names and times of an expression are understood.
    struct Context {
        const SourceText& text;
        std::function<NodeId(std::string_view name)> resolve;
        double now = 0;
        TimeZone zone{};
        bool time_bounds = false;
    };
    // A comparison with a default field, which the origin has decided.
    struct Decided {
        std::string EventOrigin::*part;
        PredicatePtr test;
        bool truth;
    };

    ConditionId translate(const SearchExpression& expression, const Context& context);
    ConditionId translate_parts(const SearchExpression& expression, const Context& context);
    ConditionId field_condition(const SearchExpression& expression, const Context& context);
    ConditionId decide(const SearchExpression& expression, std::string EventOrigin::*part, const Context& context);
    ConditionId leaf(const SearchExpression& expression, NodeId node, const Context& context);
    ConditionId one_of(const EventSearch::OneOf& restriction, const Context& context);
    ConditionId filter(const FilterCondition& condition, const Context& context);
    ConditionId one_of(const FilterCondition& condition, const Context& context);
    ConditionId one_of_numbers(const FilterCondition& condition, const Context& context);
    ConditionId range(const EventSearch& search, const Context& context);
    ConditionId event_type(std::size_t index);
    ConditionId event_type_in(const SearchExpression& expression);
    ConditionId tag_in(const SearchExpression& expression, const std::string& field);
    ConditionId membership(const DataModel& model, const Dataset& dataset);
    bool holds(const Predicate& test, const std::string& value) const;

    FieldGraph& graph_;
    EventOrigin origin_;
    RunContext& run_;
    ConditionGraph conditions_;
    std::map<std::string, Decided> decided_;
    std::map<FieldId, std::string> names_;
    std::map<std::size_t, ConditionId> event_types_;
    std::map<const Dataset*, ConditionId> memberships_;
};

}  // namespace karst
