// Literal prefilter of NDJSON lines: passes over those that contain none of a few texts, at the speed of reading them. A line
// with a backslash is never passed over, since an escape may spell one of the texts, nor is a line that does not look like an
// object: whoever parses it will say what is wrong with it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace karst {

class LinePrefilter {
public:
    /// More texts than this take longer to look for than the lines take to parse.
    static constexpr std::size_t kMaxTexts = 3;

    /// `texts` are in lower case and not empty; they are found in any case. Without texts no line can matter.
    explicit LinePrefilter(std::vector<std::string> texts);

    struct Passed {
        std::size_t end;      // where the first line begins that was not passed over
        std::uint64_t lines;  // before it
    };
    /// Passes over lines from `from`, where a line begins. The last line is not passed over unless it ends with a newline.
    Passed pass(std::string_view text, std::size_t from) const;

private:
    std::vector<std::string> texts_;
};

}  // namespace karst
