// Values as bytes and back: how what a run holds is written to a temporary file. The bytes are for the same program on the same
// machine. A class takes part by `template <class Self, class Archive> static void fields(Self& self, Archive& archive)`, which
// calls `archive(self.a_, self.b_ …)`: one list serves both directions.
#pragma once

#include "engine/value/arena.h"
#include "engine/value/value.h"
#include "engine/value/value_encoding.h"

#include <cstdint>
#include <cstring>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace karst {

/// Bytes that end too early, or are none that were written.
class ArchiveError final : public std::runtime_error {
public:
    ArchiveError() : std::runtime_error("a temporary file does not hold what was written to it") {}
};

template <class Part>
concept PlainPart = std::is_arithmetic_v<Part> || std::is_enum_v<Part>;

class ArchiveWriter {
public:
    static constexpr bool kReads = false;

    explicit ArchiveWriter(std::string& out) : out_(out) {}

    template <class... Parts>
    void operator()(const Parts&... parts) {
        (put(parts), ...);
    }

    void put_value(Value value) { append_value(value, out_); }

private:
    template <PlainPart Part>
    void put(Part part) {
        out_.append(reinterpret_cast<const char*>(&part), sizeof part);
    }
    void put(const std::string& text) {
        put(text.size());
        out_ += text;
    }
    template <class Part>
    void put(const std::vector<Part>& parts) {
        put(parts.size());
        for (const auto& part : parts) {
            put(part);
        }
    }
    template <class Part>
    void put(const std::optional<Part>& part) {
        put(part.has_value());
        if (part) {
            put(*part);
        }
    }
    template <class Part>
    requires std::is_class_v<Part>
    void put(const Part& part) { Part::fields(part, *this); }

    std::string& out_;
};

/// Reads what ArchiveWriter wrote. Throws ArchiveError.
class ArchiveReader {
public:
    static constexpr bool kReads = true;

    explicit ArchiveReader(std::string_view bytes) : rest_(bytes) {}

    bool at_end() const { return rest_.empty(); }

    template <class... Parts>
    void operator()(Parts&... parts) {
        (get(parts), ...);
    }

    /// All its text is in the arena.
    Value value(Arena& arena) { return take_value(rest_, arena); }

private:
    std::string_view take(std::size_t size) {
        if (size > rest_.size()) {
            throw ArchiveError();
        }
        const auto taken = rest_.substr(0, size);
        rest_.remove_prefix(size);
        return taken;
    }
    template <PlainPart Part>
    Part plain() {
        Part part{};
        std::memcpy(&part, take(sizeof part).data(), sizeof part);
        return part;
    }
    template <PlainPart Part>
    void get(Part& part) {
        part = plain<Part>();
    }
    void get(std::string& read) { read = take(plain<std::size_t>()); }
    template <class Part>
    void get(std::vector<Part>& parts) {
        const auto size = plain<std::size_t>();
        if (size > rest_.size()) {
            throw ArchiveError();
        }
        parts.clear();
        parts.resize(size);
        for (auto& part : parts) {
            get(part);
        }
    }
    template <class Part>
    void get(std::optional<Part>& part) {
        part.reset();
        if (plain<bool>()) {
            get(part.emplace());
        }
    }
    template <class Part>
    requires std::is_class_v<Part>
    void get(Part& part) { Part::fields(part, *this); }

    std::string_view rest_;
};

}  // namespace karst
