#include "engine/search/value_matcher.h"

#include "engine/value/compare.h"
#include "engine/value/number.h"

namespace karst {

namespace {

// Calls `use` with the text of a single value. Field values are text nearly always; only computed numbers need rendering.
template <class Use>
auto with_text(Value item, Use use) {
    if (item.is_string()) {
        return use(item.as_string());
    }
    std::string text;
    append_text(item, text);
    return use(std::string_view(text));
}

}  // namespace

ValueMatcher::ValueMatcher(const SearchValue& value) : pattern_(value.text, Wildcard::Case::Insensitive), text_(value.text) {
    if (pattern_.is_literal()) {
        network_ = IpNetwork::parse(value.text);
        if (const auto parsed = parse_number(value.text)) {
            number_ = parsed->number;
        }
    }
}

bool ValueMatcher::equals(Value item) const {
    return with_text(
        item, [this](std::string_view text) { return pattern_.matches(text) || (network_ && network_->contains(text)); });
}

std::strong_ordering ValueMatcher::order(Value item) const {
    if (number_) {
        if (const auto number = to_number(item)) {
            return *number < *number_   ? std::strong_ordering::less
                   : *number > *number_ ? std::strong_ordering::greater
                                        : std::strong_ordering::equal;
        }
    }
    return with_text(item, [this](std::string_view text) { return compare_caseless(text, text_); });
}

}  // namespace karst
