// Patterns of like() (Search Reference, Comparison and Conditional functions, like): % stands for any run of characters, _ for
// one character, and the pattern covers the whole text. Case matters. A backslash is a character like any other: rules write
// like(path, "%\\System32\\%") and mean the folder.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace karst {

class LikePattern {
public:
    explicit LikePattern(std::string_view pattern);

    bool matches(std::string_view text) const;

private:
    /// A run of bytes, or one character of any kind.
    struct Piece {
        bool any_character;
        std::string bytes;
    };
    /// What stands between two % signs.
    using Segment = std::vector<Piece>;

    static std::size_t match_at(const Segment& segment, std::string_view text, std::size_t from);

    std::vector<Segment> segments_;  // n % signs make n + 1 segments
};

}  // namespace karst
