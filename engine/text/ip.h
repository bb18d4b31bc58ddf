// IP addresses and CIDR blocks, version 4 and 6: for search, cidrmatch() and lookups of match type CIDR.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace karst {

/// An address as 16 bytes; version 4 addresses are kept apart by `version`.
struct IpAddress {
    std::array<std::uint8_t, 16> bytes{};
    int version = 4;
    static std::optional<IpAddress> parse(std::string_view text);
};

/// A block such as 10.0.0.0/8 or 2001:db8::/32. Text without a slash is no block.
class IpNetwork {
public:
    static std::optional<IpNetwork> parse(std::string_view text);
    bool contains(const IpAddress& address) const;
    /// False when `text` is no address.
    bool contains(std::string_view text) const;

private:
    IpAddress address_;
    int prefix_ = 0;
};

}  // namespace karst
