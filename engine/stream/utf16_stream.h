// Text in UTF-16, as Windows' tools write it, as UTF-8. It is known by its byte order mark or, where there is none, by a first
// character that XML, JSON or a directive begins with; all else passes as it is.
#pragma once

#include "engine/stream/byte_stream.h"

#include <memory>
#include <string_view>

namespace karst {

/// True for bytes that begin as UTF-16 does.
bool begins_utf16(std::string_view bytes);

std::unique_ptr<ByteStream> as_utf8(std::unique_ptr<ByteStream> bytes);

}  // namespace karst
