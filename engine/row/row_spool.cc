#include "engine/row/row_spool.h"

#include "engine/row/row_encoding.h"

#include <algorithm>
#include <system_error>
#include <utility>

namespace karst {

namespace {

constexpr std::size_t kWriteBytes = 256 * 1024;
constexpr std::size_t kMaxOwnBytes = 256 * 1024;  // of a batch of rows that were added one by one

}  // namespace

void RowSpool::add(Batch batch) {
    if (batch.empty()) {
        return;
    }
    rows_ += batch.size();
    held_ += batch.bytes();
    batches_.push_back(std::move(batch));
    last_is_own_ = false;
}

void RowSpool::add(const Row& row) {
    if (!last_is_own_ || batches_.back().size() >= Batch::kRows || batches_.back().bytes() > kMaxOwnBytes) {
        batches_.emplace_back();
        last_is_own_ = true;
    }
    auto& batch = batches_.back();
    const auto before = batch.bytes();
    batch.append_copy(row);
    held_ += batch.bytes() - before;
    ++rows_;
}

void RowSpool::spill() {
    if (batches_.empty() || !can_spill()) {
        return;
    }
    if (file_ == nullptr) {
        file_ = files_->create();
    }
    const auto begin = file_->size();
    std::string bytes;
    for (const auto& batch : batches_) {
        for (const auto& row : batch.rows()) {
            append_encoded(row, bytes);
            if (bytes.size() >= kWriteBytes) {
                file_->append(bytes);
                bytes.clear();
            }
        }
    }
    file_->append(bytes);
    if (!segments_.empty() && segments_.back().end == begin) {
        segments_.back().end = file_->size();
    } else {
        segments_.push_back({begin, file_->size()});
    }
    batches_.clear();
    last_is_own_ = false;
    held_ = 0;
}

RowSpool::Reader RowSpool::read(std::size_t buffer_bytes) {
    return {*this, buffer_bytes};
}

void RowSpool::clear() {
    file_.reset();
    segments_.clear();
    batches_.clear();
    last_is_own_ = false;
    held_ = 0;
    rows_ = 0;
}

// The file holds the rows before those in memory, also when it has grown since the last call: what is spilled while it is read
// is what has not been read.
bool RowSpool::Reader::next(Batch& batch) {
    batch = Batch();
    while (batch.size() < Batch::kRows && batch.bytes() < buffer_bytes_) {
        const auto row = next_in_file();
        if (!row) {
            break;
        }
        append_decoded(*row, batch);
    }
    if (!batch.empty()) {
        return true;
    }
    auto& batches = spool_->batches_;
    if (batches.empty()) {
        return false;
    }
    batch = std::move(batches.front());
    batches.pop_front();
    spool_->held_ -= batch.bytes();
    spool_->last_is_own_ = spool_->last_is_own_ && !batches.empty();
    return true;
}

std::optional<std::string_view> RowSpool::Reader::next_in_file() {
    while (true) {
        auto rest = std::string_view(buffer_).substr(position_);
        const auto before = rest.size();
        if (const auto row = take_encoded(rest)) {
            position_ += before - rest.size();
            return row;
        }
        if (!read_more()) {
            return std::nullopt;
        }
    }
}

// Keeps the beginning of a row that is in the buffer: one that is longer than the buffer comes in several pieces.
bool RowSpool::Reader::read_more() {
    const auto& segments = spool_->segments_;
    if (segment_ + 1 < segments.size() && offset_ == segments[segment_].end) {
        ++segment_;
    }
    if (segment_ == segments.size()) {
        return false;
    }
    offset_ = std::max(offset_, segments[segment_].begin);
    const auto wanted = std::min<std::uint64_t>(buffer_bytes_, segments[segment_].end - offset_);
    if (wanted == 0) {
        return false;
    }
    buffer_.erase(0, position_);
    position_ = 0;
    const auto filled = buffer_.size();
    buffer_.resize(filled + wanted);
    if (spool_->file_->read(offset_, buffer_.data() + filled, wanted) != wanted) {
        throw std::system_error(std::make_error_code(std::errc::io_error), "a temporary file has become shorter");
    }
    offset_ += wanted;
    return true;
}

}  // namespace karst
