#include "engine/search/time_range.h"

#include "engine/run/run_context.h"
#include "engine/time/time_format.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string_view>
#include <utility>

namespace karst {

namespace {

constexpr std::string_view kSpan = "searchtimespan";
constexpr const char* kDefaultFormat = "%m/%d/%Y:%H:%M:%S";

bool begins_with(std::string_view text, std::string_view start) {
    return text.substr(0, start.size()) == start;
}

// The unit of daysago, startdaysago, enddaysago and searchtimespandays, as relative modifiers spell it; "" for other names.
std::string_view counted_unit(std::string_view name) {
    static constexpr std::pair<std::string_view, std::string_view> kUnits[] = {
        {"days", "d"}, {"hours", "h"}, {"minutes", "m"}, {"months", "mon"}};
    for (const auto& [word, unit] : kUnits) {
        if (name.find(word) != std::string_view::npos) {
            return unit;
        }
    }
    return "";
}

[[noreturn]] void fail_time(const SearchExpression& expression, const SourceText& source, std::string help) {
    const auto& value = expression.values.front();
    source.fail("spl-bad-time", value.span, "'" + value.text + "' is not a time", "", std::move(help));
}

// `from` and as many units before (sign -) or after it (sign +) as the modifier says.
double counted(const SearchExpression& expression, const SourceText& source, double from, char sign, const TimeZone& zone) {
    const auto& count = expression.values.front().text;
    const bool whole = !count.empty() && count.find_first_not_of("0123456789") == std::string::npos;
    const auto time =
        whole ? relative_time(from, sign + count + std::string(counted_unit(expression.field)), zone) : std::nullopt;
    if (!time) {
        fail_time(expression, source, "the modifier " + expression.field + " takes a whole number");
    }
    return *time;
}

// Without another bound beside it, a span is the time before now.
TimeBound span_bound(const SearchExpression& expression, const SourceText& source, double now, const TimeZone& zone) {
    if (expression.children.empty()) {
        return {counted(expression, source, now, '-', zone), true, true};
    }
    const auto anchor = time_bound_of(*expression.children.front(), source, now, zone);
    const char sign = anchor.earliest ? '+' : '-';
    return {counted(expression, source, anchor.time, sign, zone), !anchor.earliest, !anchor.earliest};
}

// earliest takes =, >= and >; latest takes =, <= and <; the others take = only.
TimeBound compared(const SearchExpression& expression, const SourceText& source, TimeBound bound) {
    const auto comparison = expression.comparison;
    if (comparison == Comparison::Equal) {
        return bound;
    }
    const bool named = expression.field == "earliest" || expression.field == "latest";
    const bool includes = comparison == (bound.earliest ? Comparison::GreaterEqual : Comparison::LessEqual);
    const bool excludes = comparison == (bound.earliest ? Comparison::Greater : Comparison::Less);
    if (!named || (!includes && !excludes)) {
        source.fail("spl-bad-time", expression.span, "the time modifier " + expression.field + " does not take this comparison",
                    "",
                    named ? (bound.earliest ? "write earliest=, earliest>= or earliest>" : "write latest=, latest< or latest<=")
                          : "write " + expression.field + "=");
    }
    bound.includes = includes;
    return bound;
}

// Bounds that every event must meet; those of one branch of an OR bound nothing as a whole.
void narrow(const SearchExpression& expression, const SourceText& source, const RunContext& run, TimeRange& range) {
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    if (expression.kind == SearchExpression::Kind::TimeBound && !bounds_nothing(expression)) {
        const auto bound = time_bound_of(expression, source, run.now, run.zone);
        if (bound.earliest) {
            range.earliest = bound.includes ? bound.time : std::nextafter(bound.time, kInfinity);
        } else {
            range.latest = bound.includes ? std::nextafter(bound.time, kInfinity) : bound.time;
        }
    }
    if (expression.kind == SearchExpression::Kind::And) {
        for (const auto& child : expression.children) {
            narrow(*child, source, run, range);
        }
    }
}

}  // namespace

bool bounds_nothing(const SearchExpression& expression) {
    return expression.field == "_index_earliest" || expression.field == "_index_latest" || expression.field == "timeformat";
}

bool has_time_bound(const SearchExpression& expression) {
    return (expression.kind == SearchExpression::Kind::TimeBound && expression.field != "timeformat") ||
           std::any_of(expression.children.begin(), expression.children.end(),
                       [](const auto& child) { return has_time_bound(*child); });
}

TimeBound time_bound_of(const SearchExpression& expression, const SourceText& source, double now, const TimeZone& zone) {
    const auto& name = expression.field;
    const auto& values = expression.values;
    if (begins_with(name, kSpan)) {
        return compared(expression, source, span_bound(expression, source, now, zone));
    }
    const bool earliest = name == "earliest" || !(name == "latest" || begins_with(name, "end"));
    if (!counted_unit(name).empty()) {
        return compared(expression, source, {counted(expression, source, now, '-', zone), earliest, earliest});
    }
    std::optional<double> time;
    if (name == "starttime" || name == "endtime") {
        time = parse_time(values.front().text, values.size() > 1 ? values[1].text : kDefaultFormat, zone, now);
    }
    if (!time) {
        time = parse_time_bound(values.front().text, now, zone);
    }
    if (!time) {
        fail_time(expression, source, "write a relative time such as -24h@h, an epoch time, or MM/DD/YYYY:HH:MM:SS");
    }
    return compared(expression, source, {*time, earliest, earliest});
}

TimeRange SearchRange::in(const RunContext& run) const {
    if (search_ == nullptr || !has_time_bound(*search_)) {
        return {run.search_earliest, run.search_latest};
    }
    TimeRange range;
    narrow(*search_, *source_, run, range);
    return range;
}

}  // namespace karst
