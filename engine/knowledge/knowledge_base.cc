#include "engine/knowledge/knowledge_base.h"

#include "engine/text/regex.h"
#include "engine/value/wildcard.h"

#include <algorithm>
#include <iterator>
#include <optional>

namespace karst {

namespace {

// props.conf: what is said for a source beats what is said for a host, which beats what is said for a sourcetype.
int strength(const PackMatch& match) {
    return !match.source.empty() ? 3 : !match.host.empty() ? 2 : !match.sourcetype.empty() ? 1 : 0;
}

}  // namespace

// The match of a pack, compiled; what it does not name may be anything.
class KnowledgeBase::Matcher {
public:
    explicit Matcher(const Pack& pack)
        : pack_(&pack), strength_(karst::strength(pack.match)), sourcetype_(pattern_of(pack.match.sourcetype)),
          source_(pattern_of(pack.match.source)), host_(pattern_of(pack.match.host)) {}

    const Pack* pack() const { return pack_; }
    int strength() const { return strength_; }
    bool fits(const EventOrigin& origin) const {
        return strength_ > 0 && sourcetype_.matches(origin.sourcetype) && source_.matches(origin.source) &&
               host_.matches(origin.host);
    }

private:
    static Wildcard pattern_of(const std::string& pattern) {
        return Wildcard(pattern.empty() ? "*" : pattern, Wildcard::Case::Insensitive);
    }

    const Pack* pack_;
    int strength_;
    Wildcard sourcetype_;
    Wildcard source_;
    Wildcard host_;
};

struct KnowledgeBase::Sniffer {
    const Pack* pack;
    std::optional<Regex> text;
    std::optional<Wildcard> channel;

    bool fits(const EventLook& look, RegexLimitHits& limits) const {
        const auto& keys = pack->sniff.json_keys;
        return std::all_of(keys.begin(), keys.end(),
                           [&](const std::string& key) {
                               return std::find(look.json_keys.begin(), look.json_keys.end(), key) != look.json_keys.end();
                           }) &&
               (!text || text->matches(look.text, limits)) && (!channel || channel->matches(look.channel));
    }
};

KnowledgeBase::KnowledgeBase(std::vector<Pack> packs, std::shared_ptr<const DataModels> models)
    : packs_(std::move(packs)), models_(models ? std::move(models) : std::make_shared<const DataModels>()) {
    for (const auto& pack : packs_) {
        matchers_.emplace_back(pack);
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
    std::vector<const Matcher*> fitting;
    for (const auto& matcher : matchers_) {
        if (matcher.fits(origin)) {
            fitting.push_back(&matcher);
        }
    }
    std::stable_sort(fitting.begin(), fitting.end(),
                     [](const Matcher* a, const Matcher* b) { return a->strength() < b->strength(); });
    std::vector<const Pack*> found;
    std::transform(fitting.begin(), fitting.end(), std::back_inserter(found), [](const Matcher* one) { return one->pack(); });
    return found;
}

// What the strongest of the packs says that say anything.
template <class Get>
std::string KnowledgeBase::strongest(const EventOrigin& origin, Get get) const {
    std::string_view said;
    for (const auto* pack : applying(origin)) {
        const std::string& text = get(*pack);
        said = text.empty() ? said : text;
    }
    return std::string(said);
}

std::string KnowledgeBase::format_of(const EventOrigin& origin) const {
    return strongest(origin, [](const Pack& pack) -> const std::string& { return pack.read.format; });
}

std::string KnowledgeBase::host_regex_of(const EventOrigin& origin) const {
    return strongest(origin, [](const Pack& pack) -> const std::string& { return pack.read.host.text(); });
}

std::string KnowledgeBase::index_of(const EventOrigin& origin) const {
    return strongest(origin, [](const Pack& pack) -> const std::string& { return pack.read.index; });
}

std::string KnowledgeBase::extraction_of(const EventOrigin& origin) const {
    return strongest(origin, [](const Pack& pack) -> const std::string& { return pack.kv_mode; });
}

const Pack* KnowledgeBase::recognise(const EventLook& look, RegexLimitHits& limits, std::vector<std::string>* rivals) const {
    const Pack* best = nullptr;
    std::size_t most = 0;
    std::vector<std::string> equals;
    for (const auto& sniffer : sniffers_) {
        const auto& sniff = sniffer.pack->sniff;
        if (!sniffer.fits(look, limits)) {
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
