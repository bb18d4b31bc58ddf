// Spool of rows: rows that wait in their order until they are read, in memory as long as there is room and in a temporary file
// after that.
#pragma once

#include "base/temporary_file.h"
#include "engine/row/row.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace karst {

class RowSpool {
public:
    class Reader;
    static constexpr std::size_t kReadBytes = 256 * 1024;

    /// `files` null: it can only hold rows.
    explicit RowSpool(std::shared_ptr<TemporaryFiles> files) : files_(std::move(files)) {}

    /// Takes the batch; its rows go on living in it.
    void add(Batch batch);
    /// Adds a copy of the row (deep).
    void add(const Row& row);

    /// Rows that were added.
    std::size_t rows() const { return rows_; }
    /// Bytes that the rows take in memory, as Batch::bytes() counts them.
    std::size_t held_bytes() const { return held_; }

    bool can_spill() const { return files_ != nullptr; }
    /// Writes all that is in memory to the file; rows that are added later are in memory again. Also while the spool is read.
    /// Throws std::system_error and then still holds everything.
    void spill();

    /// Reads the rows from the first on, `buffer_bytes` of the file at a time. Rows in memory are given up as they are read, so
    /// they can be read once; what is in the file, again. The spool outlives the reader and stays where it is.
    Reader read(std::size_t buffer_bytes = kReadBytes);

    /// Forgets all rows, and the file.
    void clear();

private:
    // Of the file. What was written before the disk was full is in none of them.
    struct Segment {
        std::uint64_t begin;
        std::uint64_t end;
    };

    std::shared_ptr<TemporaryFiles> files_;
    std::unique_ptr<TemporaryFile> file_;
    std::vector<Segment> segments_;  // the first rows
    std::deque<Batch> batches_;      // those behind them
    bool last_is_own_ = false;       // rows can be added to the last batch
    std::size_t held_ = 0;
    std::size_t rows_ = 0;
};

/// Reads a spool, with memory for one buffer and one batch.
class RowSpool::Reader {
public:
    /// Makes `batch` the next rows: Batch::kRows at most, fewer when they are long. False: there are no more. Throws
    /// std::system_error.
    bool next(Batch& batch);

private:
    friend class RowSpool;
    Reader(RowSpool& spool, std::size_t buffer_bytes) : spool_(&spool), buffer_bytes_(buffer_bytes) {}

    std::optional<std::string_view> next_in_file();
    bool read_more();

    RowSpool* spool_;
    std::size_t buffer_bytes_;
    std::string buffer_;
    std::size_t position_ = 0;  // in the buffer, of the next row
    std::size_t segment_ = 0;   // that is being read
    std::uint64_t offset_ = 0;  // in the file, of what comes behind the buffer
};

}  // namespace karst
