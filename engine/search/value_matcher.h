// One value of the search language against the text of one field value: equal without case, wildcard, CIDR block, or order.
#pragma once

#include "engine/text/ip.h"
#include "engine/value/value.h"
#include "engine/value/wildcard.h"
#include "parser/grammar/ast.h"

#include <optional>
#include <string>
#include <string_view>

namespace karst {

class ValueMatcher {
public:
    explicit ValueMatcher(const SearchValue& value);

    /// field=value: without case; `*` in the value stands for anything; a CIDR block matches the addresses in it. Text is
    /// compared as text: 1 does not match 1.0.
    bool equals(Value item) const;

    /// The order of the item relative to the value: by number when both spell numbers, else by text without case.
    std::strong_ordering order(Value item) const;

    /// True for `*`: matches whatever is there.
    bool matches_all() const { return pattern_.matches_all(); }
    bool is_literal() const { return pattern_.is_literal() && !network_; }
    /// Lower case.
    const std::string& literal() const { return pattern_.pieces().front(); }

private:
    Wildcard pattern_;
    std::string text_;
    std::optional<double> number_;
    std::optional<IpNetwork> network_;
};

}  // namespace karst
