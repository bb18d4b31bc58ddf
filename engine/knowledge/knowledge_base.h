// All packs of a run: which of them apply to an event, and which sourcetype a file without one has.
#pragma once

#include "engine/knowledge/data_model.h"
#include "engine/knowledge/pack.h"

#include <memory>
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
    /// Later packs with the same match are merged into earlier ones already (rules/pack_loader.h).
    explicit KnowledgeBase(std::vector<Pack> packs, std::shared_ptr<const DataModels> models = nullptr)
        : packs_(std::move(packs)), models_(models ? std::move(models) : std::make_shared<const DataModels>()) {}

    const std::vector<Pack>& packs() const { return packs_; }
    const std::shared_ptr<const DataModels>& models() const { return models_; }

    /// The packs that apply, from the weakest match to the strongest (sourcetype, host, source).
    std::vector<const Pack*> applying(const EventOrigin& origin) const;

    /// The sourcetype of a file whose events have these top-level JSON keys; "" when no pack knows them.
    std::string sniff_json(const std::vector<std::string_view>& keys) const;

private:
    std::vector<Pack> packs_;
    std::shared_ptr<const DataModels> models_;
};

}  // namespace karst
