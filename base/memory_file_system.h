// Files in memory: a FileSystem for tests, and for programs that have their rules and events elsewhere.
#pragma once

#include "base/file_system.h"

#include <map>
#include <memory>
#include <string>

namespace karst {

/// Paths are those of a disk whose current folder is `/`. A folder is there as long as a file is below it. Files are added
/// before it is shared; from then on it does not change.
class MemoryFileSystem final : public FileSystem {
public:
    MemoryFileSystem() = default;
    /// Files by path, with their content.
    explicit MemoryFileSystem(const std::map<std::string, std::string>& files);

    /// Adds a file, or replaces it.
    void write(const std::string& path, std::string content);

    FileKind kind(const std::string& path) const override;
    std::uint64_t size(const std::string& path) const override;
    std::unique_ptr<OpenFile> open(const std::string& path, std::uint64_t offset = 0) const override;
    std::vector<FolderEntry> list(const std::string& folder) const override;
    std::string absolute(const std::string& path) const override;

private:
    std::map<std::string, std::shared_ptr<const std::string>> files_;  // by absolute path
};

}  // namespace karst
