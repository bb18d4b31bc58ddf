#include "base/ascii.h"
#include "engine/extract/field_list.h"
#include "engine/text/key_value.h"

#include <algorithm>

namespace karst {

namespace {

bool is_name_character(char c) {
    return is_word_character(c) || c == '.';
}

// The first pair of a key wins; characters that do not belong in a name become underscores.
class KeyValueExtractor final : public ListExtractor {
public:
    bool begin(std::string_view text) override {
        fields_.clear();
        find_pairs(text, [&](std::string_view key, std::string_view value) {
            if (!std::all_of(key.begin(), key.end(), is_name_character)) {
                std::string clean(key);
                std::replace_if(
                    clean.begin(), clean.end(), [](char c) { return !is_name_character(c); }, '_');
                key = fields_.keep(std::move(clean));
            }
            if (fields_.fields().size() < kMaxFields && !fields_.has(key)) {
                fields_.add(key, value);
            }
            return fields_.fields().size() < kMaxFields;
        });
        return true;
    }

private:
    static constexpr std::size_t kMaxFields = 512;
};

}  // namespace

std::unique_ptr<FieldExtractor> make_key_value_extractor() {
    return std::make_unique<KeyValueExtractor>();
}

}  // namespace karst
