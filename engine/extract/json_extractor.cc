#include "engine/extract/field_extractor.h"
#include "engine/json/json_document.h"

namespace karst {

namespace {

class JsonFields final : public FieldProjection {
public:
    JsonFields(std::span<const std::string> names, std::size_t first_slot) {
        for (std::size_t index = 0; index < names.size(); ++index) {
            projection.add(names[index], first_slot + index);
        }
        projection.compile();
    }
    JsonProjection projection;
};

class JsonExtractor final : public FieldExtractor {
public:
    std::unique_ptr<FieldProjection> compile(std::span<const std::string> names, std::size_t first_slot) const override {
        return std::make_unique<JsonFields>(names, first_slot);
    }
    TextContainment text_containment() const override { return TextContainment::UnlessEscaped; }
    bool begin(std::string_view text) override {
        whole_ = document_.index(text);
        return whole_ || document_.has_beginning();
    }
    bool is_whole() const override { return whole_; }
    bool project(const FieldProjection& projection, std::span<Value> slots, Arena& arena) override {
        const auto& wanted = static_cast<const JsonFields&>(projection).projection;
        return wanted.empty() || document_.project(wanted, slots, arena);
    }
    void for_each(Arena& arena, const FieldFound& each) override { document_.for_each_field(arena, each); }

private:
    JsonDocument document_;
    bool whole_ = true;
};

}  // namespace

std::unique_ptr<FieldExtractor> make_json_extractor() {
    return std::make_unique<JsonExtractor>();
}

}  // namespace karst
