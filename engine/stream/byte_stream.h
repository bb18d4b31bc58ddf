// The bytes of a file or of standard input, decompressed where the first bytes say gzip or zstd, and in UTF-8 where they say
// UTF-16.
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

/// Opens `path` ("-": standard input). Throws InputError when it cannot be read.
std::unique_ptr<ByteStream> open_bytes(const std::string& path);

/// True when the first bytes of a file say that it is compressed.
bool is_compressed(std::string_view head);

}  // namespace karst
