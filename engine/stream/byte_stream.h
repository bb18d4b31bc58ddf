// Streams of bytes, and what undoes gzip, zstd and UTF-16 in them. Where they come from is a ByteSource's affair
// (engine/stream/byte_source.h).
#pragma once

#include "engine/stream/input_error.h"
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace karst {

/// So many bytes are read at once: larger pieces fall out of the second-level cache.
constexpr std::size_t kReadBytes = 256 * 1024;

class ByteStream {
public:
    virtual ~ByteStream() = default;
    /// Fills up to `size` bytes; 0 only at the end. Throws InputError.
    virtual std::size_t read(char* buffer, std::size_t size) = 0;
};

/// The bytes of a stream, decompressed where the first ones say gzip or zstd, and in UTF-8 where they say UTF-16. Errors begin
/// with `name`. Throws InputError.
std::unique_ptr<ByteStream> decoded(std::unique_ptr<ByteStream> bytes, const std::string& name);

/// True when the first bytes of a file say that it is compressed.
bool is_compressed(std::string_view head);

}  // namespace karst
