// Search expressions, compiled: field comparisons with wildcards, terms against _raw, CIDR blocks. Two-valued: a comparison
// with a missing field is false (also !=), NOT turns it round (Search Reference, search).
#pragma once

#include "base/source_text.h"
#include "engine/row/row.h"
#include "engine/run/program.h"
#include "engine/time/time_zone.h"
#include "parser/grammar/ast.h"

#include <functional>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace karst {

class Predicate {
public:
    virtual ~Predicate() = default;
    /// Uses context.fields to read and context.arena for scratch.
    virtual bool test(EvalContext& context) const = 0;
};
using PredicatePtr = std::unique_ptr<Predicate>;

class SearchCompiler {
public:
    using FieldResolver = std::function<FieldId(std::string_view name)>;
    using SubsearchHook = std::function<void(const SearchExpression& subsearch)>;

    /// `source` is where spans point. Time bounds are relative to `now` in `zone`.
    SearchCompiler(const SourceText& source, FieldResolver resolver, double now, TimeZone zone)
        : source_(source), resolve_(std::move(resolver)), now_(now), zone_(std::move(zone)) {}

    /// Whether earliest= and latest= bound the time (in the first search of a pipeline) or are fields like others.
    void time_bounds(bool bound) { time_bounds_ = bound; }

    /// Told of each subsearch, which then matches nothing: what is compiled is only checked. Without it a subsearch is an
    /// error.
    void on_subsearch(SubsearchHook hook) { on_subsearch_ = std::move(hook); }

    /// Throws DiagnosticError for what cannot be right (an unreadable time bound).
    PredicatePtr compile(const SearchExpression& expression);

    /// The same for the first search of a pipeline, with the time range that stands outside of it: bounds in the search itself
    /// take its place, as they do that of Splunk's time range picker.
    PredicatePtr compile_within(const SearchExpression& expression, double earliest, double latest);

private:
    PredicatePtr compile_comparison(const SearchExpression& expression);
    PredicatePtr compile_time_bound(const SearchExpression& expression);

    const SourceText& source_;
    FieldResolver resolve_;
    double now_;
    TimeZone zone_;
    bool time_bounds_ = false;
    SubsearchHook on_subsearch_;
};

/// True when one of the field's values is among `values`, letter by letter.
PredicatePtr one_of_predicate(FieldId field, std::shared_ptr<const std::set<std::string, std::less<>>> values);

/// True when one of the field's values is, or spells, one of `numbers`.
PredicatePtr number_predicate(FieldId field, std::vector<double> numbers);

/// True for events in the range, by the field `time`.
PredicatePtr time_range_predicate(FieldId time, double earliest, double latest);

/// True when all of them are.
PredicatePtr all_of_predicates(std::vector<PredicatePtr> predicates);

/// The names of all fields that a search expression reads (_raw for terms, _time for time bounds).
std::set<std::string> fields_read(const SearchExpression& expression, bool time_bounds);

}  // namespace karst
