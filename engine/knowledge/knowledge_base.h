// All packs of a run: which of them apply to an event, and which sourcetype a file without one has.
#pragma once

#include "engine/knowledge/data_model.h"
#include "engine/knowledge/pack.h"
#include "engine/text/regex_limits.h"

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace karst {

/// What decides which knowledge applies to an event.
struct EventOrigin {
    std::string sourcetype;
    std::string source;
    std::string host;
    std::string index = "main";

    friend bool operator==(const EventOrigin&, const EventOrigin&) = default;
};

class KnowledgeBase {
public:
    /// Later packs with the same match are merged into earlier ones already (packs/reader/pack_merge.h).
    explicit KnowledgeBase(std::vector<Pack> packs, std::shared_ptr<const DataModels> models = nullptr);
    ~KnowledgeBase();

    const std::vector<Pack>& packs() const { return packs_; }
    const std::shared_ptr<const DataModels>& models() const { return models_; }

    /// The packs that apply, from the weakest match to the strongest (sourcetype, host, source).
    std::vector<const Pack*> applying(const EventOrigin& origin) const;

    /// What is known of an event that comes without a sourcetype.
    struct EventLook {
        std::string_view text;
        std::span<const std::string_view> json_keys;
        std::string_view channel;
    };
    /// The pack that recognises an event: the one that asks for most. Null when none does, and when two that ask for equally
    /// much say different sourcetypes; `rivals` then names them.
    const Pack* recognise(const EventLook& look, RegexLimitHits& limits, std::vector<std::string>* rivals = nullptr) const;

    /// The format and the extraction that packs give the events of an origin; empty where none says.
    std::string format_of(const EventOrigin& origin) const;
    std::string extraction_of(const EventOrigin& origin) const;
    /// The expression that finds the host in the text of such events; "" when none does.
    std::string host_regex_of(const EventOrigin& origin) const;
    /// The index that the packs put such events in; "" when none says.
    std::string index_of(const EventOrigin& origin) const;

private:
    class Matcher;
    struct Sniffer;
    template <class Get>
    std::string strongest(const EventOrigin& origin, Get get) const;
    std::vector<Pack> packs_;
    std::shared_ptr<const DataModels> models_;
    std::vector<Matcher> matchers_;
    std::vector<Sniffer> sniffers_;
};

}  // namespace karst
