// The time range of a search: earliest= and latest= in the search itself take the place of those outside of it, as they do that
// of Splunk's time range picker (Search Reference, Time modifiers).
#pragma once

#include "base/source_text.h"
#include "engine/time/time_zone.h"
#include "parser/grammar/ast.h"

#include <limits>
#include <memory>

namespace karst {

struct RunContext;

/// From `earliest` on, and before `latest`.
struct TimeRange {
    double earliest = 0;
    double latest = std::numeric_limits<double>::infinity();

    bool begins() const { return earliest > 0; }
    bool ends() const { return latest < std::numeric_limits<double>::infinity(); }
};

/// A bound such as earliest=-1h, latest<@d or startminutesago=5 as it was written.
struct TimeBound {
    double time = 0;
    bool earliest = false;
    bool includes = false;  // the time itself is in the range: earliest=, earliest>= and latest<=

    bool admits(double event_time) const {
        const bool inside = earliest ? event_time > time : event_time < time;
        return inside || (includes && event_time == time);
    }
};

/// What a node of kind TimeBound says, unless it is one of bounds_nothing(). Throws DiagnosticError for what is no time, and
/// for a comparison that the modifier does not take.
TimeBound time_bound_of(const SearchExpression& expression, const SourceText& source, double now, const TimeZone& zone);

/// True for modifiers that every event meets: when an event was indexed is not known outside an index, and timeformat only says
/// how others are written.
bool bounds_nothing(const SearchExpression& expression);

bool has_time_bound(const SearchExpression& expression);

/// The range of the search that a pipeline begins with, for commands behind it that ask (addinfo, timechart, bin).
class SearchRange {
public:
    SearchRange() = default;
    SearchRange(std::shared_ptr<const SearchExpression> search, std::shared_ptr<const SourceText> source)
        : search_(std::move(search)), source_(std::move(source)) {}

    TimeRange in(const RunContext& run) const;

private:
    std::shared_ptr<const SearchExpression> search_;  // null: the pipeline begins with something else
    std::shared_ptr<const SourceText> source_;
};

}  // namespace karst
