// Distinct texts in the order in which they were first seen: what dc, values and mode hold.
//
// Most groups of a stats have one to three distinct values of a field, some have millions. Few texts are therefore searched one
// by one and cost no table; the hash index comes with the ninth.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace karst {

class TextSet {
public:
    TextSet();
    ~TextSet();
    TextSet(const TextSet&) = delete;
    TextSet& operator=(const TextSet&) = delete;

    /// The place of `text` in texts(), which it is added to when it is new.
    std::size_t insert(std::string_view text);

    const std::vector<std::string>& texts() const { return texts_; }
    std::size_t size() const { return texts_.size(); }
    /// Bytes held beyond sizeof.
    std::size_t bytes() const;

private:
    struct Index;
    std::vector<std::string> texts_;
    std::unique_ptr<Index> index_;
    std::size_t long_text_bytes_ = 0;
};

}  // namespace karst
