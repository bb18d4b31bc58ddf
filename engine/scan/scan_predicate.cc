#include "engine/scan/scan_predicate.h"

#include "engine/knowledge/dataset_scope.h"

#include <algorithm>

namespace karst {

namespace {

class MembershipAndSearch final : public Predicate {
public:
    MembershipAndSearch(std::vector<FieldId> memberships, PredicatePtr search)
        : memberships_(std::move(memberships)), search_(std::move(search)) {}

    bool test(EvalContext& context) const override {
        const bool member = std::any_of(memberships_.begin(), memberships_.end(),
                                        [&](FieldId slot) { return !context.fields.field(slot).is_null(); });
        return member && search_->test(context);
    }

private:
    std::vector<FieldId> memberships_;
    PredicatePtr search_;
};

}  // namespace

PredicatePtr compile_scan_predicate(const ScanRequest& request, ScanSlots& slots) {
    const auto* scope = request.scope;
    const auto& run = *request.run;
    std::vector<FieldId> memberships;
    if (scope != nullptr) {
        for (const auto& membership : scope->memberships()) {
            memberships.push_back(as_field(slots.intern(membership)));
        }
    }
    const auto slot_of = [&](std::string_view name) {
        return as_field(slots.intern(scope == nullptr ? EventField::own(name) : scope->field(name)));
    };
    SearchCompiler compiler(*request.text, slot_of, run.now, run.zone);
    compiler.time_bounds(true);
    auto search = compiler.compile_within(*request.search, run.search_earliest, run.search_latest);
    if (!request.restrictions.empty()) {
        std::vector<PredicatePtr> parts;
        parts.push_back(std::move(search));
        for (const auto& restriction : request.restrictions) {
            const auto& name = restriction.field;
            parts.push_back(one_of_predicate(slot_of(name), restriction.values));
        }
        search = all_of_predicates(std::move(parts));
    }
    if (scope == nullptr) {
        return search;
    }
    return std::make_unique<MembershipAndSearch>(std::move(memberships), std::move(search));
}

}  // namespace karst
