// Functions of Splunk's that are known by name, so that a rule that uses one is told why it does not run.
#include "engine/aggregate/functions/families.h"

#include <vector>

namespace karst {

namespace {

AggregateSpec unsupported(std::string_view name, std::string_view why) {
    AggregateSpec spec;
    spec.name = name;
    spec.unsupported = why;
    return spec;
}

}  // namespace

AggregateFamily unsupported_aggregates() {
    static constexpr std::string_view kMetrics =
        "it is about the counters of a metric index, which karst does not have; use rate(<field>)";
    static const std::vector<AggregateSpec> kTable = {
        unsupported("sparkline", "it makes a small picture for a dashboard; use timechart for the numbers behind it"),
        unsupported("rate_avg", kMetrics),
        unsupported("rate_sum", kMetrics),
    };
    return kTable;
}

}  // namespace karst
