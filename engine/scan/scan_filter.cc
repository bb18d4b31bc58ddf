#include "engine/scan/scan_filter.h"

#include "engine/knowledge/dataset_scope.h"
#include "engine/search/required_text.h"

#include <set>

namespace karst {

std::optional<std::vector<std::string>> required_text_of(const ScanRequest& consumer, const OriginFields& origin,
                                                         const FieldTable& slots) {
    const auto* scope = consumer.scope;
    return required_text(*consumer.search, [&](std::string_view field) {
        const auto slot = slots.find(scope == nullptr ? std::string(field) : scope->slot(field));
        return slot ? origin.graph().derived_values(origin.node(*slot)) : std::nullopt;
    });
}

std::shared_ptr<const LineFilter> make_line_filter(std::span<const ScanRequest> consumers, const OriginFields& origin,
                                                   const FieldTable& slots) {
    if (origin.extractor().value_text() != ValueText::PartsWithoutEscapes) {
        return nullptr;
    }
    std::set<std::string> texts;
    for (const auto& consumer : consumers) {
        const auto required = required_text_of(consumer, origin, slots);
        if (!required) {
            return nullptr;
        }
        texts.insert(required->begin(), required->end());
        if (texts.size() > LineFilter::kMostTexts) {
            return nullptr;
        }
    }
    if (texts.empty()) {
        return nullptr;
    }
    return std::make_shared<const LineFilter>(std::vector<std::string>(texts.begin(), texts.end()));
}

}  // namespace karst
