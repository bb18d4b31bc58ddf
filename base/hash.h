// A hash for absl's tables with text as the key. Debian's absl has a string_view of its own, so its default hash does not look
// up std::string_view. For .cc files: absl is heavy.
#pragma once

#include <absl/hash/hash.h>

#include <cstddef>
#include <functional>
#include <string_view>

namespace karst {

struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return absl::Hash<std::string_view>{}(text); }
};

using TextEqual = std::equal_to<>;

}  // namespace karst
