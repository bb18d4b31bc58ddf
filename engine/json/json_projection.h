// The fields that a walk over a JSON event is to find.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

namespace karst {

/// The wanted fields, compiled for the walker. Immutable after compile().
class JsonProjection {
public:
    JsonProjection();
    ~JsonProjection();
    JsonProjection(JsonProjection&&) noexcept;
    JsonProjection& operator=(JsonProjection&&) noexcept;

    /// Wants the field `name` in slot `slot`.
    void add(std::string_view name, std::size_t slot);
    void compile();
    bool empty() const;

private:
    friend class JsonDocument;
    struct Trie;
    std::unique_ptr<Trie> trie_;
};

}  // namespace karst
