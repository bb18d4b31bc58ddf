#include "engine/scan/event_prefilter.h"

#include "engine/scan/line_prefilters.h"
#include "engine/scan/scan_event.h"
#include "engine/value/caseless.h"

#include <algorithm>
#include <set>
#include <string>

namespace karst {

namespace {

constexpr std::size_t kMinLength = 3;       // shorter texts stand in nearly every event
constexpr std::size_t kMaxTexts = 8;        // looking for more takes longer than taking an event apart
constexpr std::size_t kManyConsumers = 16;  // whose conditions take longer than looking for the texts

// Characters that JSON may write as an escape without a number.
bool may_be_escaped(char c) {
    return c == '"' || c == '\\' || c == '/' || static_cast<unsigned char>(c) < 0x20;
}

// The longest part of a text that stands in JSON as it is; empty when it is too short.
std::string longest_plain(std::string_view text) {
    std::string_view longest;
    for (std::size_t at = 0; at < text.size();) {
        const auto* const end = std::find_if(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(), may_be_escaped);
        const auto part = text.substr(at, static_cast<std::size_t>(end - text.begin()) - at);
        longest = part.size() > longest.size() ? part : longest;
        at += part.size() + 1;
    }
    return longest.size() < kMinLength ? std::string() : std::string(longest);
}

bool has_numbered_escape(std::string_view text) {
    for (auto at = text.find('\\'); at != std::string_view::npos; at = text.find('\\', at + 2)) {
        if (text.substr(at + 1, 1) == "u") {
            return true;
        }
    }
    return false;
}

}  // namespace

EventPrefilter::EventPrefilter(std::span<const ScanRequest> consumers, OriginFields& origin, const ScanSlots& slots)
    : text_containment_(origin.extractor().text_containment()) {
    const auto& numbers = origin.consumers();
    const bool many = numbers.size() >= kManyConsumers;
    // The events of other kinds are taken apart in any case.
    if (text_containment_ == TextContainment::None || (text_containment_ == TextContainment::UnlessEscaped && !many)) {
        return;
    }
    std::set<std::string> texts;
    for (const auto number : numbers) {
        auto required = required_literals_of(consumers[number], origin, slots);
        if (!required) {
            return;
        }
        if (text_containment_ == TextContainment::UnlessEscaped) {
            std::transform(required->begin(), required->end(), required->begin(), longest_plain);
        }
        texts.insert(required->begin(), required->end());
        if (texts.size() > kMaxTexts || texts.count("") != 0) {
            return;
        }
    }
    texts_.assign(texts.begin(), texts.end());
    active_ = true;
}

bool EventPrefilter::may_match(std::string_view text) const {
    if (!active_ || (text_containment_ == TextContainment::UnlessEscaped && has_numbered_escape(text))) {
        return true;
    }
    return std::any_of(texts_.begin(), texts_.end(),
                       [&](const auto& one) { return find_caseless(text, one) != std::string_view::npos; });
}

}  // namespace karst
