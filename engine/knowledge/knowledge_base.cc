#include "engine/knowledge/knowledge_base.h"

#include "engine/text/regex.h"
#include "engine/value/wildcard.h"

#include <algorithm>
#include <optional>

namespace karst {

namespace {

bool fits(const std::string& pattern, const std::string& value) {
    return pattern.empty() || Wildcard(pattern, Wildcard::Case::Insensitive).matches(value);
}

// props.conf: what is said for a source beats what is said for a host, which beats what is said for a sourcetype.
int strength(const PackMatch& match) {
    return !match.source.empty() ? 3 : !match.host.empty() ? 2 : !match.sourcetype.empty() ? 1 : 0;
}

}  // namespace

struct KnowledgeBase::Sniffer {
    const Pack* pack;
    std::optional<Regex> text;
    std::optional<Wildcard> channel;

    bool fits(const EventLook& look) const {
        const auto& keys = pack->sniff.json_keys;
        return std::all_of(keys.begin(), keys.end(),
                           [&](const std::string& key) {
                               return std::find(look.json_keys.begin(), look.json_keys.end(), key) != look.json_keys.end();
                           }) &&
               (!text || text->matches(look.text)) && (!channel || channel->matches(look.channel));
    }
};

KnowledgeBase::KnowledgeBase(std::vector<Pack> packs, std::shared_ptr<const DataModels> models)
    : packs_(std::move(packs)), models_(models ? std::move(models) : std::make_shared<const DataModels>()) {
    for (const auto& pack : packs_) {
        if (pack.sniff.empty()) {
            continue;
        }
        auto& sniffer = sniffers_.emplace_back();
        sniffer.pack = &pack;
        if (!pack.sniff.text.text().empty()) {
            sniffer.text.emplace(pack.sniff.text.text());
        }
        if (!pack.sniff.channel.empty()) {
            sniffer.channel.emplace(pack.sniff.channel, Wildcard::Case::Insensitive);
        }
    }
}

KnowledgeBase::~KnowledgeBase() = default;

std::vector<const Pack*> KnowledgeBase::applying(const EventOrigin& origin) const {
    std::vector<const Pack*> found;
    for (const auto& pack : packs_) {
        if (strength(pack.match) > 0 && fits(pack.match.sourcetype, origin.sourcetype) &&
            fits(pack.match.source, origin.source) && fits(pack.match.host, origin.host)) {
            found.push_back(&pack);
        }
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const Pack* a, const Pack* b) { return strength(a->match) < strength(b->match); });
    return found;
}

std::string KnowledgeBase::format_of(const EventOrigin& origin) const {
    std::string format;
    for (const auto* pack : applying(origin)) {
        format = pack->read.format.empty() ? format : pack->read.format;
    }
    return format;
}

std::string KnowledgeBase::host_regex_of(const EventOrigin& origin) const {
    std::string regex;
    for (const auto* pack : applying(origin)) {
        regex = pack->read.host.text().empty() ? regex : pack->read.host.text();
    }
    return regex;
}

std::string KnowledgeBase::index_of(const EventOrigin& origin) const {
    std::string index;
    for (const auto* pack : applying(origin)) {
        index = pack->read.index.empty() ? index : pack->read.index;
    }
    return index;
}

std::string KnowledgeBase::extraction_of(const EventOrigin& origin) const {
    std::string extraction;
    for (const auto* pack : applying(origin)) {
        extraction = pack->kv_mode.empty() ? extraction : pack->kv_mode;
    }
    return extraction;
}

const Pack* KnowledgeBase::recognise(const EventLook& look, std::vector<std::string>* rivals) const {
    const Pack* best = nullptr;
    std::size_t most = 0;
    std::vector<std::string> equals;
    for (const auto& sniffer : sniffers_) {
        const auto& sniff = sniffer.pack->sniff;
        if (!sniffer.fits(look)) {
            continue;
        }
        // More keys are a surer sign than fewer, and a channel or an expression is worth several of them.
        const auto weight =
            sniff.last ? 0 : sniff.json_keys.size() + (sniff.text.text().empty() ? 0 : 4) + (sniff.channel.empty() ? 0 : 8);
        if (best == nullptr || weight > most) {
            best = sniffer.pack;
            most = weight;
            equals = {sniff.sourcetype};
        } else if (weight == most && std::find(equals.begin(), equals.end(), sniff.sourcetype) == equals.end()) {
            equals.push_back(sniff.sourcetype);
        }
    }
    if (equals.size() < 2) {
        return best;
    }
    if (rivals != nullptr) {
        *rivals = std::move(equals);
    }
    return nullptr;
}

}  // namespace karst
