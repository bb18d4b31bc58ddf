// Percent-encoding (RFC 3986).
#pragma once

#include <string>
#include <string_view>

namespace karst {

/// Every %XX replaced by its byte. A percent sign without two hexadecimal digits stays, and so does a plus sign.
std::string percent_decode(std::string_view text);

}  // namespace karst
