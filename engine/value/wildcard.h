// Patterns with `*`, as search, rename, fields, lookups and data models use them: `*` stands for any run of bytes, nothing
// else is special, and the pattern covers the whole text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace karst {

class Wildcard {
public:
    enum class Case { Sensitive, Insensitive };

    Wildcard() = default;
    explicit Wildcard(std::string_view pattern, Case letters = Case::Sensitive);

    bool matches(std::string_view text) const;

    /// The same, and what each `*` stood for (leftmost, shortest match).
    bool matches(std::string_view text, std::vector<std::string_view>& captures) const;

    /// True when the pattern has no `*`.
    bool is_literal() const { return pieces_.size() == 1; }
    /// True for `*` (and `**`): matches everything.
    bool matches_all() const { return any_; }
    std::size_t stars() const { return pieces_.size() - 1; }
    /// The texts between the stars, lower-cased when the case does not matter; first and last may be empty.
    const std::vector<std::string>& pieces() const { return pieces_; }
    Case letters() const { return letters_; }

private:
    std::vector<std::string> pieces_ = {""};
    Case letters_ = Case::Sensitive;
    bool any_ = false;
};

inline bool has_wildcard(std::string_view text) {
    return text.find('*') != std::string_view::npos;
}

}  // namespace karst
