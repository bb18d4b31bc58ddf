#include "engine/search/time_range.h"

#include "engine/run/run_context.h"
#include "engine/time/time_format.h"
#include "engine/value/number.h"

#include <algorithm>
#include <optional>

namespace karst {

namespace {

std::optional<double> bound_ago(const std::string& name, const std::string& count_text, double now) {
    struct Ago {
        std::string_view unit;
        double seconds;
    };
    static constexpr Ago kAgo[] = {{"daysago", 86400},          {"hoursago", 3600},  {"minutesago", 60},
                                   {"monthsago", 30 * 86400.0}, {"spandays", 86400}, {"spanhours", 3600}};
    for (const auto& ago : kAgo) {
        if (name.find(ago.unit) != std::string::npos) {
            if (const auto count = parse_number(count_text)) {
                return now - count->number * ago.seconds;
            }
        }
    }
    return std::nullopt;
}

// Bounds that every event must meet; those of one branch of an OR bound nothing as a whole.
void narrow(const SearchExpression& expression, const SourceText& source, const RunContext& run, TimeRange& range) {
    if (expression.kind == SearchExpression::Kind::TimeBound && !is_index_time_bound(expression)) {
        const auto bound = time_bound_of(expression, source, run.now, run.zone);
        (bound.earliest ? range.earliest : range.latest) = bound.time;
    }
    if (expression.kind == SearchExpression::Kind::And) {
        for (const auto& child : expression.children) {
            narrow(*child, source, run, range);
        }
    }
}

}  // namespace

bool is_index_time_bound(const SearchExpression& expression) {
    return expression.field == "_index_earliest" || expression.field == "_index_latest";
}

bool has_time_bound(const SearchExpression& expression) {
    return expression.kind == SearchExpression::Kind::TimeBound ||
           std::any_of(expression.children.begin(), expression.children.end(),
                       [](const auto& child) { return has_time_bound(*child); });
}

TimeBound time_bound_of(const SearchExpression& expression, const SourceText& source, double now, const TimeZone& zone) {
    const auto& name = expression.field;
    const auto& value = expression.values.front();
    auto time = bound_ago(name, value.text, now);
    if (!time) {
        time = parse_time_bound(value.text, now, zone);
    }
    if (!time) {
        source.fail("spl-bad-time", value.span, "'" + value.text + "' is not a time", "",
                    "write a relative time such as -24h@h, an epoch time, or MM/DD/YYYY:HH:MM:SS");
    }
    return {*time, name == "earliest" || name.compare(0, 5, "start") == 0 || name.compare(0, 10, "searchtime") == 0};
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
