#include "engine/extract/field_extractor.h"

#include <algorithm>
#include <array>

namespace karst {

namespace {

constexpr std::array<Extraction, 5> kExtractions = {{
    {"auto", "by content: JSON, Windows event XML, else key=value", "not a JSON object", make_automatic_extractor},
    {"json", "the fields of a JSON object", "not a JSON object", make_json_extractor},
    {"kv", "key=value and key=\"a value\"", "", make_key_value_extractor},
    {"xml-winevent", "System, EventData and UserData of a Windows event", "not a Windows event", make_event_xml_extractor},
    {"none", "no fields but those that extract gives", "", make_empty_extractor},
}};

class EmptyExtractor final : public FieldExtractor {
public:
    std::unique_ptr<FieldProjection> compile(std::span<const std::string>, std::size_t) const override {
        return std::make_unique<FieldProjection>();
    }
    bool begin(std::string_view) override { return true; }
    bool project(const FieldProjection&, std::span<Value>, Arena&) override { return true; }
    void for_each(Arena&, const FieldFound&) override {}
};

}  // namespace

std::span<const Extraction> extractions() {
    return kExtractions;
}

const Extraction* find_extraction(std::string_view name) {
    const auto found =
        std::find_if(kExtractions.begin(), kExtractions.end(), [&](const auto& one) { return one.name == name; });
    return found == kExtractions.end() ? nullptr : &*found;
}

std::unique_ptr<FieldExtractor> make_empty_extractor() {
    return std::make_unique<EmptyExtractor>();
}

}  // namespace karst
