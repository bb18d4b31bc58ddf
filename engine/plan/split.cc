#include "engine/plan/split.h"

namespace karst {

PlanSplit split_of(const Plan& plan) {
    PlanSplit split;
    const auto& operators = plan.operators();
    while (split.per_row < operators.size() && operators[split.per_row]->facts().distribution == Distribution::PerRow) {
        ++split.per_row;
    }
    split.mergeable = split.per_row < operators.size() && plan.newest_first() == nullptr &&
                      operators[split.per_row]->facts().distribution == Distribution::Mergeable;
    return split;
}

}  // namespace karst
