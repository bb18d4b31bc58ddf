#include "engine/aggregate/text_set.h"

#include "base/hash.h"

#include <absl/container/flat_hash_set.h>

#include <algorithm>

namespace karst {

namespace {

constexpr std::size_t kSearchedOneByOne = 8;

// The index holds places in the list of texts rather than views of them: short texts move when the list grows.
struct PlaceHash {
    using is_transparent = void;
    const std::vector<std::string>* texts;
    std::size_t operator()(std::string_view text) const { return TextHash{}(text); }
    std::size_t operator()(std::uint32_t place) const { return (*this)(std::string_view((*texts)[place])); }
};

struct PlaceEqual {
    using is_transparent = void;
    const std::vector<std::string>* texts;
    bool operator()(std::uint32_t left, std::uint32_t right) const { return left == right; }
    bool operator()(std::uint32_t left, std::string_view right) const { return (*texts)[left] == right; }
};

}  // namespace

struct TextSet::Index {
    explicit Index(const std::vector<std::string>& texts)
        : places(4 * kSearchedOneByOne, PlaceHash{&texts}, PlaceEqual{&texts}) {}
    absl::flat_hash_set<std::uint32_t, PlaceHash, PlaceEqual> places;
};

TextSet::TextSet() = default;
TextSet::~TextSet() = default;

std::size_t TextSet::insert(std::string_view text) {
    if (index_) {
        if (const auto known = index_->places.find(text); known != index_->places.end()) {
            return *known;
        }
    } else if (const auto known = std::find(texts_.begin(), texts_.end(), text); known != texts_.end()) {
        return static_cast<std::size_t>(known - texts_.begin());
    }
    const auto place = texts_.size();
    texts_.emplace_back(text);
    if (texts_.back().capacity() >= sizeof(std::string) / 2) {
        long_text_bytes_ += texts_.back().capacity() + 1;
    }
    if (index_) {
        index_->places.insert(static_cast<std::uint32_t>(place));
    } else if (texts_.size() > kSearchedOneByOne) {
        index_ = std::make_unique<Index>(texts_);
        for (std::uint32_t each = 0; each < texts_.size(); ++each) {
            index_->places.insert(each);
        }
    }
    return place;
}

std::size_t TextSet::bytes() const {
    const std::size_t index = index_ ? sizeof(Index) + index_->places.capacity() * (sizeof(std::uint32_t) + 1) : 0;
    return texts_.capacity() * sizeof(std::string) + long_text_bytes_ + index;
}

}  // namespace karst
