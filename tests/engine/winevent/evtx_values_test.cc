#include "engine/winevent/evtx_values.h"

#include <catch2/catch.hpp>

#include <cstring>

using namespace karst;

namespace {

using Numbers = std::vector<std::string>;

template <class Number>
std::string little(Number number) {
    std::string bytes(sizeof(number), '\0');
    std::memcpy(bytes.data(), &number, sizeof(number));
    return bytes;
}

// An instance, with one value, of a template that stands elsewhere.
std::string instance(char type, const std::string& value) {
    return std::string("\x0f\x01\x01\x00\x0c\x01", 6) + std::string(8, '\0') + little(std::uint32_t{1}) +
           little(static_cast<std::uint16_t>(value.size())) + type + '\0' + value;
}

// A log of a chunk with one record.
std::string log_with(const std::string& fragment, std::uint64_t identifier) {
    std::string chunk(512, '\0');
    chunk.replace(24, 16, little(identifier) + little(identifier));
    chunk += std::string("**\0\0", 4) + little(static_cast<std::uint32_t>(28 + fragment.size())) + little(identifier);
    chunk += std::string(8, '\0') + fragment;
    chunk.resize(kEvtxChunk);
    return std::string(kEvtxHeader, '\0') + chunk;
}

Numbers numbers_of(const std::string& fragment, std::uint64_t asked = 5) {
    const auto log = log_with(fragment, 5);
    EvtxValues values(
        [&](std::uint64_t offset, std::string& out) {
            out.replace(0, out.size(), log.substr(offset, out.size()));
            return std::string_view(out);
        },
        log.size());
    return values.padded_numbers(asked);
}

// A number within templates within values of templates.
std::string nested(int depth) {
    auto fragment = instance('\x14', little(std::uint32_t{0x17}));
    for (int level = 0; level < depth; ++level) {
        fragment = instance('\x21', fragment);
    }
    return fragment;
}

}  // namespace

TEST_CASE("hexadecimal numbers of a record of a binary log are found, as they are with their zeros") {
    CHECK(numbers_of(nested(0)) == Numbers{"0x00000017"});
    CHECK(numbers_of(instance('\x15', little(std::uint64_t{0x3e7}))) == Numbers{"0x00000000000003e7"});
    CHECK(numbers_of(instance('\x14', little(std::uint32_t{0xc000006d}))).empty());
    CHECK(numbers_of(instance('\x08', little(std::uint32_t{0x17}))).empty());
    CHECK(numbers_of(nested(0), 6).empty());
}

TEST_CASE("numbers within XML values of a binary log are found, down to a limit") {
    CHECK(numbers_of(nested(3)) == Numbers{"0x00000017"});
    CHECK(numbers_of(nested(8)) == Numbers{"0x00000017"});
    CHECK(numbers_of(nested(9)).empty());
    CHECK(numbers_of(nested(1000)).empty());
}

TEST_CASE("a record of a binary log that breaks off has the numbers before that") {
    const auto fragment = nested(2);
    for (std::size_t size = 0; size < fragment.size(); ++size) {
        CHECK(numbers_of(fragment.substr(0, size) + std::string(40, '\xff')).size() <= 1);
    }
}

TEST_CASE("zeros in front of a hexadecimal number go, but for the last digit") {
    std::string room;
    CHECK(without_zeros_in_front("0x00000017", room) == "0x17");
    CHECK(without_zeros_in_front("0x00000000", room) == "0x0");
}
