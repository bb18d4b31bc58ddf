#include "engine/extract/field_extractor.h"
#include "engine/input/event_xml.h"

#include <array>

namespace karst {

namespace {

enum Kind : std::size_t { kJson, kEventXml, kKeyValue, kKinds };

class AnyFields final : public FieldProjection {
public:
    std::array<std::unique_ptr<FieldProjection>, kKinds> kinds;
};

// KV_MODE=auto: JSON where the event is JSON (AUTO_KV_JSON), else key=value; and the XML of Windows, for which Splunk has an
// add-on.
class AutomaticExtractor final : public FieldExtractor {
public:
    AutomaticExtractor() : kinds_{make_json_extractor(), make_event_xml_extractor(), make_key_value_extractor()} {}

    std::unique_ptr<FieldProjection> compile(std::span<const std::string> names, std::size_t first_slot) const override {
        auto fields = std::make_unique<AnyFields>();
        for (std::size_t kind = 0; kind < kKinds; ++kind) {
            fields->kinds[kind] = kinds_[kind]->compile(names, first_slot);
        }
        return fields;
    }

    bool begin(std::string_view text) override {
        const auto first = text.find_first_not_of(" \t\r\n");
        kind_ = kKeyValue;
        if (first != std::string_view::npos && text[first] == '{' && kinds_[kJson]->begin(text)) {
            kind_ = kJson;
        } else if (find_event_start(text, 0) != std::string_view::npos && kinds_[kEventXml]->begin(text)) {
            kind_ = kEventXml;
        } else {
            kinds_[kKeyValue]->begin(text);
        }
        return true;
    }

    bool project(const FieldProjection& projection, std::span<Value> slots, Arena& arena) override {
        return kinds_[kind_]->project(*static_cast<const AnyFields&>(projection).kinds[kind_], slots, arena);
    }
    void for_each(Arena& arena, const FieldFound& each) override { kinds_[kind_]->for_each(arena, each); }
    EventHints hints() const override { return kinds_[kind_]->hints(); }
    std::optional<double> time(const TimeZone& zone) override { return kinds_[kind_]->time(zone); }

private:
    std::array<std::unique_ptr<FieldExtractor>, kKinds> kinds_;
    Kind kind_ = kKeyValue;
};

}  // namespace

std::unique_ptr<FieldExtractor> make_automatic_extractor() {
    return std::make_unique<AutomaticExtractor>();
}

}  // namespace karst
