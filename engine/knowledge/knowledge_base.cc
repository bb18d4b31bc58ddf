#include "engine/knowledge/knowledge_base.h"

#include "engine/value/wildcard.h"

#include <algorithm>

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

std::string KnowledgeBase::sniff_json(const std::vector<std::string_view>& keys) const {
    const Pack* best = nullptr;
    for (const auto& pack : packs_) {
        const auto& wanted = pack.read.json_keys;
        const bool all = !wanted.empty() && std::all_of(wanted.begin(), wanted.end(), [&](const std::string& key) {
            return std::find(keys.begin(), keys.end(), key) != keys.end();
        });
        // More keys are a surer sign than fewer.
        if (all && (best == nullptr || wanted.size() > best->read.json_keys.size())) {
            best = &pack;
        }
    }
    if (best == nullptr) {
        return "";
    }
    return best->read.sniffed_sourcetype.empty() ? best->match.sourcetype : best->read.sniffed_sourcetype;
}

}  // namespace karst
