#include "engine/scan/scan_filter.h"

#include "engine/knowledge/dataset_scope.h"
#include "engine/search/required_text.h"

#include <set>

namespace karst {

std::optional<std::vector<std::string>> find_required_texts(std::span<const ScanConsumer> consumers, const OriginFields& origin,
                                                            const FieldTable& slots, std::size_t most) {
    std::set<std::string> texts;
    for (const auto& consumer : consumers) {
        const auto* scope = consumer.plan->scope();
        const auto required = required_text(consumer.plan->search(), [&](std::string_view field) {
            const auto slot = slots.find(scope == nullptr ? std::string(field) : scope->slot(field));
            return slot ? origin.graph().made_values(origin.node(*slot)) : std::nullopt;
        });
        if (!required) {
            return std::nullopt;
        }
        texts.insert(required->begin(), required->end());
        if (texts.size() > most) {
            return std::nullopt;
        }
    }
    return std::vector<std::string>(texts.begin(), texts.end());
}

std::shared_ptr<const LineFilter> make_line_filter(std::span<const ScanConsumer> consumers, const OriginFields& origin,
                                                   const FieldTable& slots) {
    if (origin.extractor().value_text() != ValueText::PartsWithoutEscapes) {
        return nullptr;
    }
    auto texts = find_required_texts(consumers, origin, slots, LineFilter::kMostTexts);
    return texts && !texts->empty() ? std::make_shared<const LineFilter>(std::move(*texts)) : nullptr;
}

}  // namespace karst
