// Sources of bytes: what a scan reads its events from, whether that is a file, memory, standard input or something of a program
// that embeds karst.
#pragma once

#include "base/file_system.h"
#include "engine/stream/byte_stream.h"
#include "engine/stream/input_error.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace karst {

/// Bytes that can be opened. It gives them as they are: whoever reads them undoes compression and UTF-16 (open_bytes()). All
/// members may be called from several threads; a source does not change while it is being read.
class ByteSource {
public:
    virtual ~ByteSource() = default;

    /// How messages call it, and the `source` of its events unless another is given.
    virtual const std::string& name() const = 0;
    /// A stream of the bytes from `offset` on, which may outlive the source. `offset` is not beyond size(); it is 0 where
    /// size() is 0. Throws InputError.
    virtual std::unique_ptr<ByteStream> open(std::uint64_t offset = 0) const = 0;
    /// The number of bytes when it can be opened at any of them, any number of times, so that threads can share it; 0: it is
    /// read from its beginning only.
    virtual std::uint64_t size() const { return 0; }
    /// True when open() can be called again and gives the same bytes. Searches with subsearches, or whose now() is the time of
    /// the newest event, read their events several times.
    virtual bool can_reopen() const { return true; }
    /// The file of this machine that has the bytes, for libraries that open files by themselves; empty: they are in none.
    virtual std::string machine_file() const { return {}; }
};

/// A file; it is opened when it is read. Its name is its path.
std::shared_ptr<const ByteSource> file_bytes(std::string path, std::shared_ptr<const FileSystem> files = real_file_system());

/// Bytes in memory.
std::shared_ptr<const ByteSource> memory_bytes(std::string name, std::string bytes);
/// Bytes in memory that `owner` keeps; null: the caller does, longer than the source and its streams.
std::shared_ptr<const ByteSource> memory_bytes(std::string name, std::string_view bytes, std::shared_ptr<const void> owner);

/// Standard input, by the name "-". It can be reopened where it is a file; what comes through a pipe can be read once.
std::shared_ptr<const ByteSource> standard_input();

/// The source that a path on the command line names: a file, or standard input for "-".
std::shared_ptr<const ByteSource> bytes_of_path(const std::string& path,
                                                std::shared_ptr<const FileSystem> files = real_file_system());

/// A source of the same bytes that can be reopened: the source itself, or one that reads from a file without a name, into which
/// all its bytes are put now. Throws InputError.
std::shared_ptr<const ByteSource> kept_bytes(std::shared_ptr<const ByteSource> source);

/// A stream of the decoded bytes of a source: decompressed where the first bytes say gzip or zstd, and in UTF-8 where they say
/// UTF-16. Throws InputError.
std::unique_ptr<ByteStream> open_bytes(const ByteSource& source);

}  // namespace karst
