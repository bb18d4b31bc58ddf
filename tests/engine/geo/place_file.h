// Writer of a MaxMind DB (format 2.0) of one IPv4 network, small enough to follow by eye.
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

namespace karst {

class PlaceFile {
public:
    /// `record` is what encode… below make for addresses whose first byte is `first_byte`.
    PlaceFile(std::uint8_t first_byte, const std::string& record)
        : path_((std::filesystem::temp_directory_path() /
                 ("karst_places_" + std::to_string(reinterpret_cast<std::uintptr_t>(this)) + ".mmdb"))
                    .string()) {
        constexpr std::uint32_t kNodes = 8;
        std::string tree;
        for (std::uint32_t node = 0; node < kNodes; ++node) {
            const bool one = ((first_byte >> (7 - node)) & 1U) != 0;
            const std::uint32_t next = node + 1 < kNodes ? node + 1 : kNodes + 16;  // the last leads to the record
            append_record(tree, one ? kNodes : next);
            append_record(tree, one ? next : kNodes);
        }
        const auto metadata = map({{"node_count", whole(6, kNodes)},
                                   {"record_size", whole(5, 24)},
                                   {"ip_version", whole(5, 4)},
                                   {"database_type", text("Test-City")},
                                   {"languages", std::string("\x01\x04") + text("en")},
                                   {"binary_format_major_version", whole(5, 2)},
                                   {"binary_format_minor_version", whole(5, 0)},
                                   {"build_epoch", std::string("\x01\x02\x01", 3)},
                                   {"description", map({{"en", text("test")}})}});
        std::ofstream out(path_, std::ios::binary);
        out << tree << std::string(16, '\0') << record << "\xab\xcd\xefMaxMind.com" << metadata;
    }
    ~PlaceFile() { std::remove(path_.c_str()); }
    PlaceFile(const PlaceFile&) = delete;
    PlaceFile& operator=(const PlaceFile&) = delete;

    const std::string& path() const { return path_; }

    using Entries = std::vector<std::pair<std::string, std::string>>;

    static std::string text(const std::string& value) { return header(2, value.size()) + value; }
    static std::string map(const Entries& entries) {
        std::string out = header(7, entries.size());
        for (const auto& [key, value] : entries) {
            out += text(key) + value;
        }
        return out;
    }
    static std::string list_of_one(const std::string& value) { return std::string("\x01\x04") + value; }
    static std::string number(double value) {
        std::uint64_t bits = 0;
        std::memcpy(&bits, &value, sizeof bits);
        std::string out = header(3, 8);
        for (int shift = 56; shift >= 0; shift -= 8) {
            out += static_cast<char>((bits >> shift) & 0xFFU);
        }
        return out;
    }
    /// Of type 5 (16 bits) or 6 (32 bits).
    static std::string whole(unsigned type, std::uint32_t value) {
        return header(type, 2) + static_cast<char>(value >> 8U) + static_cast<char>(value & 0xFFU);
    }
    static std::string named(const std::string& name) { return map({{"names", map({{"en", text(name)}})}}); }

private:
    static std::string header(unsigned type, std::size_t size) {
        const std::string first(1, static_cast<char>((type << 5U) | (size < 29 ? size : 29U)));
        return size < 29 ? first : first + static_cast<char>(size - 29);
    }
    static void append_record(std::string& tree, std::uint32_t value) {
        tree += static_cast<char>((value >> 16U) & 0xFFU);
        tree += static_cast<char>((value >> 8U) & 0xFFU);
        tree += static_cast<char>(value & 0xFFU);
    }

    std::string path_;
};

}  // namespace karst
