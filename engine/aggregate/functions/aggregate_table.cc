#include "engine/aggregate/aggregate.h"
#include "engine/aggregate/functions/families.h"

#include <algorithm>
#include <iterator>

namespace karst {

namespace {

std::vector<const AggregateSpec*> join_families() {
    std::vector<const AggregateSpec*> table;
    for (const auto family :
         {sum_aggregates(), spread_aggregates(), percentile_aggregates(), extreme_aggregates(), distinct_aggregates(),
          event_order_aggregates(), multivalue_aggregates(), time_aggregates(), unsupported_aggregates()}) {
        for (const auto& spec : family) {
            table.push_back(&spec);
        }
    }
    std::sort(table.begin(), table.end(), [](const auto* left, const auto* right) { return left->name < right->name; });
    return table;
}

const std::vector<const AggregateSpec*>& known_aggregates() {
    static const std::vector<const AggregateSpec*> kTable = join_families();
    return kTable;
}

std::vector<const AggregateSpec*> supported_aggregates() {
    std::vector<const AggregateSpec*> table;
    std::copy_if(known_aggregates().begin(), known_aggregates().end(), std::back_inserter(table),
                 [](const auto* spec) { return spec->unsupported.empty(); });
    return table;
}

}  // namespace

const std::vector<const AggregateSpec*>& all_aggregates() {
    static const std::vector<const AggregateSpec*> kTable = supported_aggregates();
    return kTable;
}

const AggregateSpec* find_aggregate(std::string_view name) {
    const auto& table = known_aggregates();
    const auto found = std::find_if(table.begin(), table.end(), [&](const AggregateSpec* spec) {
        return spec->name == name || std::find(spec->aliases.begin(), spec->aliases.end(), name) != spec->aliases.end();
    });
    return found == table.end() ? nullptr : *found;
}

}  // namespace karst
