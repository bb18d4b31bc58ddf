// A file as pieces of text of one size, each beginning with what the piece before could not use. Buffers go round, so that
// memory does not grow with the file.
#pragma once

#include "base/read_padding.h"
#include "engine/stream/byte_stream.h"
#include "engine/stream/input_error.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace karst {

/// The memory of pieces: a buffer that nobody refers to any more is used again. Readers that come one after the other may
/// share it.
class BufferPool {
public:
    struct Buffer {
        std::vector<char> memory;
        std::size_t size = 0;
        void reserve(std::size_t bytes);
    };
    std::shared_ptr<Buffer> take();

private:
    std::vector<std::shared_ptr<Buffer>> buffers_;
};

class ChunkReader {
public:
    /// `buffers` may be null: the reader then has its own.
    explicit ChunkReader(std::unique_ptr<ByteStream> bytes, std::shared_ptr<BufferPool> buffers = nullptr);

    /// Reads the first piece: more than sniffing looks at, unless the file is shorter. Throws InputError.
    void begin();

    /// The next piece, with the last `carry` bytes of the one before in front. False when nothing new came. Throws InputError.
    bool next(std::size_t carry);

    /// The current piece; kReadPadding bytes past its end can be read.
    std::string_view text() const;
    /// What keeps the text of the current piece alive.
    std::shared_ptr<const void> buffer() const { return current_; }
    /// Bytes read so far.
    std::uint64_t total() const { return total_; }

private:
    std::unique_ptr<ByteStream> bytes_;
    std::shared_ptr<BufferPool> buffers_;
    std::shared_ptr<BufferPool::Buffer> current_;
    std::uint64_t total_ = 0;
};

/// All bytes of a file of which the first piece was read; none when there are more than `most`. Throws InputError.
std::optional<std::string> gather(ChunkReader& pieces, std::size_t most);

}  // namespace karst
