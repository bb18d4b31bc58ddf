#include "engine/stream/chunk_reader.h"
#include "base/read_padding.h"

#include <cstring>

namespace karst {

namespace {

constexpr std::size_t kFirst = 16 * 1024;  // a pipe gives little at a time; a format is not recognised from ten bytes

}  // namespace

void BufferPool::Buffer::reserve(std::size_t bytes) {
    if (memory.size() < bytes + kReadPadding) {
        memory.resize(bytes + kReadPadding);
    }
}

std::shared_ptr<BufferPool::Buffer> BufferPool::take() {
    for (auto& buffer : buffers_) {
        if (buffer.use_count() == 1) {
            buffer->size = 0;
            return buffer;
        }
    }
    return buffers_.emplace_back(std::make_shared<Buffer>());
}

ChunkReader::ChunkReader(std::unique_ptr<ByteStream> bytes, std::shared_ptr<BufferPool> buffers)
    : bytes_(std::move(bytes)), buffers_(buffers ? std::move(buffers) : std::make_shared<BufferPool>()) {}

void ChunkReader::begin() {
    current_ = buffers_->take();
    current_->reserve(kReadBytes);
    while (current_->size < kFirst) {
        const auto got = bytes_->read(current_->memory.data() + current_->size, kReadBytes - current_->size);
        if (got == 0) {
            break;
        }
        current_->size += got;
    }
    total_ = current_->size;
    std::memset(current_->memory.data() + current_->size, ' ', kReadPadding);
}

bool ChunkReader::next(std::size_t carry) {
    auto fresh = buffers_->take();
    fresh->reserve(carry + kReadBytes);
    if (carry > 0) {
        std::memcpy(fresh->memory.data(), current_->memory.data() + current_->size - carry, carry);
    }
    const auto got = bytes_->read(fresh->memory.data() + carry, kReadBytes);
    fresh->size = carry + got;
    std::memset(fresh->memory.data() + fresh->size, ' ', kReadPadding);
    current_ = std::move(fresh);
    total_ += got;
    return got > 0;
}

std::string_view ChunkReader::text() const {
    return current_ ? std::string_view(current_->memory.data(), current_->size) : std::string_view();
}

std::optional<std::string> gather(ChunkReader& pieces, std::size_t most) {
    std::string bytes;
    do {
        if (pieces.total() > most) {
            return std::nullopt;
        }
        bytes += pieces.text();
    } while (pieces.next(0));
    return bytes;
}

}  // namespace karst
