// Translation of PCRE patterns into RE2's syntax, for those that RE2 can run with the same result. Inside engine/text/ only.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace karst {

/// A pattern in RE2's spelling.
struct Re2Pattern {
    std::string text;
    /// The pattern has a `$`, a `\Z` or multi-line anchors: PCRE lets those see a newline that ends the text in another way
    /// than RE2 does, so texts with such a newline are not for RE2.
    bool newline_sensitive = false;
};

/// `pattern`, which PCRE2 has accepted, in RE2's spelling. Nothing when it has something that RE2 lacks or reads differently
/// (look-around, back-references, possessive quantifiers, \h, \R, \v …). RE2 may still refuse the result for its size.
std::optional<Re2Pattern> to_re2(std::string_view pattern);

}  // namespace karst
