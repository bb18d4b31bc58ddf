// Index over the values of fields: finds the subjects (conditions, rules) whose keys an event has, by one hash lookup a field
// for exact values, one for numbers and one pass over a value for contained texts, however many subjects there are.
#pragma once

#include "engine/search/condition.h"
#include "engine/search/literal_index.h"

#include <absl/container/flat_hash_map.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace karst {

class KeyIndex {
public:
    /// A subject, and keys one of which an event must have for it.
    struct Entry {
        std::uint32_t subject;
        KeySet keys;
    };
    explicit KeyIndex(std::span<const Entry> entries);

    /// Calls `found(subject)` for each key that the event has; a subject may be found several times.
    template <class Found>
    void find(EvalContext& context, Found found) const {
        for (const auto& keys : fields_) {
            const Value value = context.fields.field(keys.field);
            for (const Value item : value.items()) {
                keys.find(item, found);
            }
        }
    }

    bool empty() const { return fields_.empty(); }

private:
    using Subjects = std::vector<std::uint32_t>;

    struct FieldKeys {
        FieldId field = 0;
        absl::flat_hash_map<std::string, Subjects> exact;
        std::size_t longest = 0;  // of the exact ones
        absl::flat_hash_map<double, Subjects> numbers;
        std::vector<std::string> texts;
        std::vector<Subjects> subjects_of_text;
        std::optional<LiteralIndex> index;  // of the texts; none where they are few

        template <class Found>
        void find(Value item, Found found) const {
            std::string rendered;
            const auto text = text_of_item(item, rendered);
            if (const auto* subjects = find_exact(text)) {
                std::for_each(subjects->begin(), subjects->end(), found);
            }
            if (const auto* subjects = find_number(item)) {
                std::for_each(subjects->begin(), subjects->end(), found);
            }
            const auto each = [&](std::size_t number) {
                std::for_each(subjects_of_text[number].begin(), subjects_of_text[number].end(), found);
            };
            if (index) {
                index->find(text, each);
                return;
            }
            for (std::size_t number = 0; number < texts.size(); ++number) {
                if (find_caseless(text, texts[number]) != std::string_view::npos) {
                    each(number);
                }
            }
        }
        const Subjects* find_exact(std::string_view text) const;
        const Subjects* find_number(Value item) const;
    };
    static std::string_view text_of_item(Value item, std::string& rendered);
    FieldKeys& keys_of(FieldId field);

    std::vector<FieldKeys> fields_;
};

}  // namespace karst
