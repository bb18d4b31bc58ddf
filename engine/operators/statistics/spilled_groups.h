// Groups that did not fit into memory, in a temporary file. They are written in parts by a hash of their keys, so that all that
// is known of a group, however often it was written, comes back with one part.
#pragma once

#include "base/temporary_file.h"
#include "engine/value/archive.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace karst {

class SpilledGroups {
public:
    /// A part should fit into the memory that the whole did not.
    static constexpr std::size_t kParts = 64;

    explicit SpilledGroups(std::shared_ptr<TemporaryFiles> files) : files_(std::move(files)) {}

    bool empty() const { return pieces_.empty(); }

    /// Writes groups: `parts` has the part of each, and `write(group, archive)` what is known of it. Throws std::system_error,
    /// and nothing was added then.
    void add(const std::vector<std::uint8_t>& parts, const std::function<void(std::uint32_t group, ArchiveWriter&)>& write);

    /// Calls `read(archive)` for each group of a part, in the order in which they were added; it must read what was written.
    void read(std::size_t part, const std::function<void(ArchiveReader&)>& read) const;

private:
    // Where each part of what was written at one time begins in the file, and where the last one ends.
    using Piece = std::array<std::uint64_t, kParts + 1>;

    std::shared_ptr<TemporaryFiles> files_;
    std::unique_ptr<TemporaryFile> file_;
    std::vector<Piece> pieces_;
};

}  // namespace karst
