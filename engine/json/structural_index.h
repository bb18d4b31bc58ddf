// The structural characters of a JSON text: brackets, braces, commas, colons, and the first characters of strings, numbers and
// words, by their offsets. simdjson's first stage finds them, which is not part of its public interface: structural_index.cc is
// the one file that knows its insides.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

namespace karst {

class StructuralIndex {
public:
    StructuralIndex();
    ~StructuralIndex();

    /// Reads `text`, which must be readable kReadPadding bytes past its end. False when it is empty, is not UTF-8, ends in a
    /// string or has control characters in one; positions() means nothing then.
    bool read(std::string_view text);

    /// Lives until the next read().
    std::span<const std::uint32_t> positions() const;

private:
    struct Stage;
    std::unique_ptr<Stage> stage_;
};

}  // namespace karst
