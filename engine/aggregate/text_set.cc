#include "engine/aggregate/text_set.h"

#include "base/hash.h"

#include <absl/container/flat_hash_set.h>

namespace karst {

namespace {

constexpr std::size_t kSearchedOneByOne = 8;

// The index holds the places of texts rather than views of them, which move when more are added.
struct PlaceHash {
    using is_transparent = void;
    const TextSet* texts;
    std::size_t operator()(std::string_view text) const { return TextHash{}(text); }
    std::size_t operator()(std::uint32_t place) const { return (*this)((*texts)[place]); }
};

struct PlaceEqual {
    using is_transparent = void;
    const TextSet* texts;
    bool operator()(std::uint32_t left, std::uint32_t right) const { return left == right; }
    bool operator()(std::uint32_t left, std::string_view right) const { return (*texts)[left] == right; }
};

}  // namespace

struct TextSet::Index {
    explicit Index(const TextSet& texts) : places(4 * kSearchedOneByOne, PlaceHash{&texts}, PlaceEqual{&texts}) {}
    absl::flat_hash_set<std::uint32_t, PlaceHash, PlaceEqual> places;
};

TextSet::TextSet() = default;
TextSet::~TextSet() = default;

std::size_t TextSet::insert(std::string_view text) {
    const auto place = size();
    if (index_) {
        if (const auto known = index_->places.find(text); known != index_->places.end()) {
            return *known;
        }
    } else {
        for (std::size_t other = 0; other < place; ++other) {
            if ((*this)[other] == text) {
                return other;
            }
        }
    }
    if (place > 0) {
        starts_.push_back(texts_.size());
    }
    texts_ += text;
    empty_ = false;
    if (index_) {
        index_->places.insert(static_cast<std::uint32_t>(place));
    } else {
        make_index();
    }
    return place;
}

void TextSet::insert(const TextSet& other) {
    for (std::size_t place = 0; place < other.size(); ++place) {
        insert(other[place]);
    }
}

std::vector<std::string_view> TextSet::all() const {
    std::vector<std::string_view> texts;
    texts.reserve(size());
    for (std::size_t place = 0; place < size(); ++place) {
        texts.push_back((*this)[place]);
    }
    return texts;
}

void TextSet::make_index() {
    if (size() <= kSearchedOneByOne) {
        return;
    }
    index_ = std::make_unique<Index>(*this);
    for (std::uint32_t place = 0; place < size(); ++place) {
        index_->places.insert(place);
    }
}

std::size_t TextSet::bytes() const {
    const std::size_t index = index_ ? sizeof(Index) + index_->places.capacity() * (sizeof(std::uint32_t) + 1) : 0;
    const std::size_t texts = texts_.capacity() < sizeof(std::string) / 2 ? 0 : texts_.capacity() + 1;
    return texts + starts_.capacity() * sizeof(std::size_t) + index;
}

}  // namespace karst
