#include "engine/formats/extractions.h"

#include <vector>

namespace karst {

namespace {

class AnyFields final : public FieldProjection {
public:
    std::vector<std::unique_ptr<FieldProjection>> kinds;
};

// KV_MODE=auto: JSON where the event is JSON (AUTO_KV_JSON), else key=value; and what else can be told from the text, for which
// Splunk has add-ons.
class AutomaticExtractor final : public FieldExtractor {
public:
    AutomaticExtractor() {
        for (const auto& kind : extractions()) {
            if (kind.fits != nullptr) {
                kinds_.push_back({kind.fits, kind.make()});
            }
        }
        kinds_.push_back({nullptr, make_key_value_extractor()});
    }

    std::unique_ptr<FieldProjection> compile(std::span<const std::string> names, std::size_t first_slot) const override {
        auto fields = std::make_unique<AnyFields>();
        for (const auto& kind : kinds_) {
            fields->kinds.push_back(kind.extractor->compile(names, first_slot));
        }
        return fields;
    }

    bool begin(std::string_view text) override {
        for (chosen_ = 0;; ++chosen_) {
            const auto& kind = kinds_[chosen_];
            if (kind.fits == nullptr || (kind.fits(text) && kind.extractor->begin(text) && kind.extractor->is_whole())) {
                return kind.fits != nullptr || kind.extractor->begin(text);
            }
        }
    }

    bool project(const FieldProjection& projection, std::span<Value> slots, Arena& arena) override {
        kinds_[chosen_].extractor->project(*static_cast<const AnyFields&>(projection).kinds[chosen_], slots, arena);
        return true;
    }
    void for_each(Arena& arena, const FieldFound& each) override { kinds_[chosen_].extractor->for_each(arena, each); }
    EventHints hints() const override { return kinds_[chosen_].extractor->hints(); }
    std::optional<double> time(const TimeZone& zone) override { return kinds_[chosen_].extractor->time(zone); }

private:
    struct Kind {
        bool (*fits)(std::string_view);
        std::unique_ptr<FieldExtractor> extractor;
    };
    std::vector<Kind> kinds_;
    std::size_t chosen_ = 0;
};

}  // namespace

std::unique_ptr<FieldExtractor> make_automatic_extractor() {
    return std::make_unique<AutomaticExtractor>();
}

}  // namespace karst
