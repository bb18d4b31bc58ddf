#include "engine/scan/line_prefilters.h"

#include "engine/knowledge/dataset_scope.h"
#include "engine/search/required_literals.h"

#include <set>

namespace karst {

std::optional<std::vector<std::string>> required_literals_of(const ScanRequest& consumer, OriginFields& origin,
                                                             const ScanSlots& slots) {
    const auto* scope = consumer.scope;
    const auto derived_values = [&](std::string_view field) {
        const auto slot = slots.find(scope == nullptr ? EventField::own(field) : scope->field(field));
        return slot ? origin.graph().derived_values(origin.request(*slot)) : std::nullopt;
    };
    auto texts = required_literals(*consumer.search, derived_values);
    // Where events name the columns, those that a later filter drops do so, too.
    const bool named_by_events = consumer.needs->is_everything() || !consumer.needs->patterns().empty();
    if (!named_by_events) {
        for (const auto& filter : consumer.filters) {
            texts = better_literals(std::move(texts), required_literals(filter, derived_values));
        }
    }
    return texts;
}

std::shared_ptr<const LinePrefilter> make_line_prefilter(std::span<const ScanRequest> consumers, OriginFields& origin,
                                                         const ScanSlots& slots) {
    if (origin.extractor().text_containment() != TextContainment::UnlessEscaped) {
        return nullptr;
    }
    std::set<std::string> texts;
    for (const auto number : origin.consumers()) {
        const auto required = required_literals_of(consumers[number], origin, slots);
        if (!required) {
            return nullptr;
        }
        texts.insert(required->begin(), required->end());
        if (texts.size() > LinePrefilter::kMaxTexts) {
            return nullptr;
        }
    }
    return std::make_shared<const LinePrefilter>(std::vector<std::string>(texts.begin(), texts.end()));
}

}  // namespace karst
