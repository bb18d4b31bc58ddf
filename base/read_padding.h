// Bytes that can be read past the end of a text that is handed to a vectorised reader.
#pragma once

#include <cstddef>

namespace karst {

/// Every text of an event is followed by so many bytes that may be read (simdjson asks for them). What they hold does not
/// matter.
inline constexpr std::size_t kReadPadding = 64;

}  // namespace karst
