// Temporary files for what does not fit into memory: an interface, so that programs that embed karst can say where they lie, or
// that there are none.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace karst {

/// A file without a name, that is gone when this is.
class TemporaryFile {
public:
    virtual ~TemporaryFile() = default;
    /// Appends all of it. Throws std::system_error (a disk that is full).
    virtual void append(std::string_view bytes) = 0;
    /// Fills up to `size` bytes from `offset` on; fewer only at the end. Throws std::system_error.
    virtual std::size_t read(std::uint64_t offset, char* buffer, std::size_t size) = 0;
    virtual std::uint64_t size() const = 0;
};

/// Where temporary files come from. create() may be called from several threads.
class TemporaryFiles {
public:
    virtual ~TemporaryFiles() = default;
    /// Throws std::system_error.
    virtual std::unique_ptr<TemporaryFile> create() = 0;
};

/// Files in a folder of this machine; empty: the folder that the system has for such files.
std::shared_ptr<TemporaryFiles> temporary_files_in(const std::string& folder);

}  // namespace karst
