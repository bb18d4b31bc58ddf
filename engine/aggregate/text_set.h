// Distinct texts in the order in which they were first seen: what dc, values and mode hold.
//
// Most groups of a stats have one to three distinct values of a field, some have millions. All texts stand in one piece of
// memory; few are searched one by one and cost no table, the hash index comes with the ninth.
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

    /// The place of `text` among the texts, which it is added to when it is new.
    std::size_t insert(std::string_view text);
    /// Adds all texts of another set, in their order.
    void insert(const TextSet& other);

    /// The text at a place; valid until the next insert().
    std::string_view operator[](std::size_t place) const {
        const auto begin = place == 0 ? 0 : starts_[place - 1];
        const auto end = place == starts_.size() ? texts_.size() : starts_[place];
        return std::string_view(texts_).substr(begin, end - begin);
    }
    std::vector<std::string_view> all() const;
    std::size_t size() const { return empty_ ? 0 : starts_.size() + 1; }
    /// Bytes held beyond sizeof.
    std::size_t bytes() const;

    template <class Self, class Archive>
    static void fields(Self& self, Archive& archive) {
        archive(self.texts_, self.starts_, self.empty_);
        if constexpr (Archive::kReads) {
            self.make_index();
        }
    }

private:
    struct Index;
    void make_index();

    std::string texts_;                // one behind the other
    std::vector<std::size_t> starts_;  // of all but the first
    bool empty_ = true;
    std::unique_ptr<Index> index_;
};

}  // namespace karst
