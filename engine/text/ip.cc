#include "engine/text/ip.h"

#include <arpa/inet.h>

#include <charconv>
#include <cstring>

namespace karst {

std::optional<IpAddress> IpAddress::parse(std::string_view text) {
    // inet_pton wants a terminated string; no address is longer than this.
    char buffer[INET6_ADDRSTRLEN + 1] = {};
    if (text.empty() || text.size() >= sizeof buffer) {
        return std::nullopt;
    }
    std::memcpy(buffer, text.data(), text.size());
    IpAddress address;
    if (text.find(':') != std::string_view::npos) {
        address.version = 6;
        return inet_pton(AF_INET6, buffer, address.bytes.data()) == 1 ? std::optional(address) : std::nullopt;
    }
    return inet_pton(AF_INET, buffer, address.bytes.data()) == 1 ? std::optional(address) : std::nullopt;
}

std::optional<IpNetwork> IpNetwork::parse(std::string_view text) {
    const auto slash = text.find('/');
    if (slash == std::string_view::npos) {
        return std::nullopt;
    }
    const auto address = IpAddress::parse(text.substr(0, slash));
    const auto digits = text.substr(slash + 1);
    IpNetwork network;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), network.prefix_);
    if (!address || error != std::errc{} || end != digits.data() + digits.size() || network.prefix_ < 0 ||
        network.prefix_ > (address->version == 4 ? 32 : 128)) {
        return std::nullopt;
    }
    network.address_ = *address;
    return network;
}

bool IpNetwork::contains(const IpAddress& address) const {
    if (address.version != address_.version) {
        return false;
    }
    const auto whole = static_cast<std::size_t>(prefix_ / 8);
    if (std::memcmp(address.bytes.data(), address_.bytes.data(), whole) != 0) {
        return false;
    }
    const int rest = prefix_ % 8;
    return rest == 0 || ((address.bytes[whole] ^ address_.bytes[whole]) >> (8 - rest)) == 0;
}

bool IpNetwork::contains(std::string_view text) const {
    const auto address = IpAddress::parse(text);
    return address && contains(*address);
}

}  // namespace karst
