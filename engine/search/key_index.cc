#include "engine/search/key_index.h"

#include "engine/value/number.h"

#include <algorithm>
#include <array>

namespace karst {

namespace {

constexpr std::size_t kFewTexts = 4;     // are looked for one by one
constexpr std::size_t kMaxFolded = 256;  // longer exact values are folded on the heap
constexpr std::size_t kMinIndexed = LiteralIndex::kMinLength;

}  // namespace

KeyIndex::KeyIndex(std::span<const Entry> entries) {
    absl::flat_hash_map<FieldId, absl::flat_hash_map<std::string, std::size_t>> text_numbers;
    for (const auto& entry : entries) {
        for (const auto& key : entry.keys) {
            auto& keys = keys_of(key.field);
            if (key.kind == ConditionKey::Kind::Exact) {
                keys.exact[key.text].push_back(entry.subject);
                keys.longest = std::max(keys.longest, key.text.size());
                continue;
            }
            if (key.kind == ConditionKey::Kind::Number) {
                keys.numbers[parse_number(key.text)->number].push_back(entry.subject);
                continue;
            }
            const auto [number, added] = text_numbers[key.field].emplace(key.text, keys.texts.size());
            if (added) {
                keys.texts.push_back(key.text);
                keys.subjects_of_text.emplace_back();
            }
            keys.subjects_of_text[number->second].push_back(entry.subject);
        }
    }
    for (auto& keys : fields_) {
        const bool indexable =
            std::all_of(keys.texts.begin(), keys.texts.end(), [](const auto& text) { return text.size() >= kMinIndexed; });
        if (keys.texts.size() > kFewTexts && indexable) {
            keys.index.emplace(keys.texts);
        }
    }
}

KeyIndex::FieldKeys& KeyIndex::keys_of(FieldId field) {
    const auto known = std::find_if(fields_.begin(), fields_.end(), [&](const auto& keys) { return keys.field == field; });
    if (known != fields_.end()) {
        return *known;
    }
    fields_.emplace_back().field = field;
    return fields_.back();
}

std::string_view KeyIndex::text_of_item(Value item, std::string& rendered) {
    if (item.is_string()) {
        return item.as_string();
    }
    append_text(item, rendered);
    return rendered;
}

const KeyIndex::Subjects* KeyIndex::FieldKeys::find_exact(std::string_view text) const {
    if (exact.empty() || text.size() > longest) {
        return nullptr;
    }
    std::array<char, kMaxFolded> buffer;
    std::string folded;
    char* into = buffer.data();
    if (text.size() > buffer.size()) {
        folded.resize(text.size());
        into = folded.data();
    }
    std::transform(text.begin(), text.end(), into, fold_case);
    const auto found = exact.find(absl::string_view(into, text.size()));
    return found == exact.end() ? nullptr : &found->second;
}

const KeyIndex::Subjects* KeyIndex::FieldKeys::find_number(Value item) const {
    const auto number = numbers.empty() ? std::nullopt : to_number(item);
    const auto found = number ? numbers.find(*number) : numbers.end();
    return found == numbers.end() ? nullptr : &found->second;
}

}  // namespace karst
