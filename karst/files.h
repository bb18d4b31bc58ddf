// Files as the library sees them: an interface, so that rules, content, packs and events may lie in an archive, a database or
// in memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace karst::api {

/// Missing: nothing is there, or it cannot be looked at. Regular: a file of a known size. Other: a pipe, a device.
enum class FileKind { Missing, Regular, Folder, Other };

/// A file that is being read.
class FileReader {
public:
    virtual ~FileReader() = default;
    /// Fills up to `size` bytes; 0 only at the end. Throws std::system_error.
    virtual std::size_t read(char* buffer, std::size_t size) = 0;
};

/// Files and folders. Paths are separated by `/`. All members may be called from several threads at once.
class Files {
public:
    virtual ~Files() = default;

    /// Follows links.
    virtual FileKind kind(const std::string& path) const = 0;
    /// Bytes of a regular file, 0 for anything else.
    virtual std::uint64_t size(const std::string& path) const = 0;
    /// Opens a file to be read from `offset` on. Throws std::system_error. The reader may outlive this.
    virtual std::unique_ptr<FileReader> open(const std::string& path, std::uint64_t offset) const = 0;
    /// The names of what lies directly in a folder, sorted. Throws std::system_error.
    virtual std::vector<std::string> list(const std::string& folder) const = 0;
    /// A name of the file from the root: two paths that give the same name the same file.
    virtual std::string absolute(const std::string& path) const = 0;
};

/// Files in memory, by their paths. Folders are there as far as paths name them; relative paths begin at `/`.
class MemoryFiles final : public Files {
public:
    explicit MemoryFiles(const std::map<std::string, std::string>& files);

    FileKind kind(const std::string& path) const override;
    std::uint64_t size(const std::string& path) const override;
    std::unique_ptr<FileReader> open(const std::string& path, std::uint64_t offset) const override;
    std::vector<std::string> list(const std::string& folder) const override;
    std::string absolute(const std::string& path) const override;

private:
    std::map<std::string, std::shared_ptr<const std::string>> files_;  // by absolute path
};

}  // namespace karst::api
