// The types of the values in a binary Windows event log, where the text of a value does not show them. Windows writes a
// hexadecimal number as short as it is (0x17), libevtx with all its zeros in front (0x00000017), and a text may be spelled like
// either.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace karst {

/// Bytes of the header of a log, and of each of the chunks behind it.
inline constexpr std::size_t kEvtxHeader = 4096;
inline constexpr std::size_t kEvtxChunk = 64 * 1024;

/// Finds the values of records in the bytes of a log. Records are best asked for in their order.
class EvtxValues {
public:
    /// Fills `out` with what is there from `offset` on, as far as there is something, and gives that part of it.
    using Read = std::function<std::string_view(std::uint64_t offset, std::string& out)>;
    EvtxValues(Read read, std::uint64_t size);

    /// The hexadecimal numbers among the values of a record, those with zeros in front, as libevtx writes them; but none that
    /// the record has as a text too. What is damaged gives fewer of them.
    std::vector<std::string> padded_numbers(std::uint64_t identifier);

private:
    struct Chunk {
        std::uint64_t first;  // identifiers of its records
        std::uint64_t last;
        std::uint64_t begin;
    };
    /// Puts the chunk that has the record into chunk_.
    bool enter(std::uint64_t identifier);

    Read read_;
    std::vector<Chunk> chunks_;
    std::size_t current_ = 0;
    std::string memory_;
    std::string_view chunk_;
};

/// 0x17 for 0x00000017.
std::string_view without_zeros_in_front(std::string_view number, std::string& room);

}  // namespace karst
