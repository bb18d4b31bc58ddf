#include "engine/scan/scan_filter.h"

#include "engine/knowledge/dataset_scope.h"
#include "engine/search/required_text.h"

#include <set>

namespace karst {

std::shared_ptr<const LineFilter> make_line_filter(std::span<const ScanConsumer> consumers, const OriginFields& origin,
                                                   const FieldTable& slots) {
    if (!origin.extractor().keeps_text()) {
        return nullptr;
    }
    std::set<std::string> texts;
    for (const auto& consumer : consumers) {
        const auto* scope = consumer.plan->scope();
        const auto required = required_text(consumer.plan->search(), [&](std::string_view field) {
            const auto slot = slots.find(scope == nullptr ? std::string(field) : scope->slot(field));
            return slot && origin.graph().is_raw(origin.node(*slot));
        });
        if (!required) {
            return nullptr;
        }
        texts.insert(required->begin(), required->end());
        if (texts.size() > LineFilter::kMostTexts) {
            return nullptr;
        }
    }
    return std::make_shared<const LineFilter>(std::vector<std::string>(texts.begin(), texts.end()));
}

}  // namespace karst
