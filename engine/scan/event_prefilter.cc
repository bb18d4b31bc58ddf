#include "engine/scan/event_prefilter.h"

#include "engine/scan/line_prefilters.h"
#include "engine/scan/scan_event.h"
#include "engine/value/caseless.h"

#include <algorithm>
#include <map>
#include <string>

namespace karst {

namespace {

constexpr std::size_t kFewTexts = 8;        // are looked for one by one
constexpr std::size_t kManyConsumers = 16;  // whose predicates take longer than looking for all texts

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
    return longest.size() < LiteralIndex::kMinLength ? std::string() : std::string(longest);
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

EventPrefilter::EventPrefilter(std::span<const ScanRequest> consumers, const OriginFields& origin, const FieldTable& slots)
    : text_containment_(origin.extractor().text_containment()), seen_(consumers.size(), 0) {
    for (std::size_t number = 0; number < consumers.size(); ++number) {
        all_.push_back(number);
    }
    const bool many = consumers.size() >= kManyConsumers;
    // The events of other kinds are taken apart in any case.
    if (text_containment_ == TextContainment::None || (text_containment_ == TextContainment::UnlessEscaped && !many)) {
        return;
    }
    std::map<std::string, std::vector<std::size_t>> wanted;
    for (const auto number : all_) {
        auto required = required_literals_of(consumers[number], origin, slots);
        if (required && text_containment_ == TextContainment::UnlessEscaped) {
            std::transform(required->begin(), required->end(), required->begin(), longest_plain);
        }
        const bool usable =
            required && std::none_of(required->begin(), required->end(), [](const auto& text) { return text.empty(); });
        if (!usable) {
            always_.push_back(number);
            continue;
        }
        for (auto& text : *required) {
            wanted[text].push_back(number);
        }
    }
    if (wanted.empty() || (wanted.size() > kFewTexts && !many)) {
        return;
    }
    std::vector<std::string> texts;
    for (auto& [text, numbers] : wanted) {
        texts.push_back(text);
        consumers_of_.push_back(std::move(numbers));
    }
    index_.emplace(std::move(texts));
}

std::span<const std::size_t> EventPrefilter::candidates(std::string_view text) {
    if (!index_ || (text_containment_ == TextContainment::UnlessEscaped && has_numbered_escape(text))) {
        return all_;
    }
    ++event_;
    found_ = always_;
    const auto add = [this](std::size_t number) {
        for (const auto consumer : consumers_of_[number]) {
            if (seen_[consumer] != event_) {
                seen_[consumer] = event_;
                found_.push_back(consumer);
            }
        }
    };
    const auto& texts = index_->texts();
    if (texts.size() <= kFewTexts) {
        for (std::size_t number = 0; number < texts.size(); ++number) {
            if (find_caseless(text, texts[number]) != std::string_view::npos) {
                add(number);
            }
        }
    } else {
        index_->find(text, add);
    }
    std::sort(found_.begin(), found_.end());
    return found_;
}

}  // namespace karst
