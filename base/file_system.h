// Files and folders as karst sees them: an interface, so that tests and programs that embed karst can do without a disk.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace karst {

/// A file that is being read from some place on.
class OpenFile {
public:
    virtual ~OpenFile() = default;
    /// Fills up to `size` bytes; 0 only at the end. Throws std::system_error.
    virtual std::size_t read(char* buffer, std::size_t size) = 0;
};

/// Regular: a plain file that lies on a disk, whose size is known. Other: a pipe, a device.
enum class FileKind : std::uint8_t { Missing, Regular, Folder, Other };

struct FolderEntry {
    std::string name;  // without the folder
    FileKind kind;     // of what a link leads to
    bool is_link = false;
};

/// Everything that karst asks about files. Functions that use it take it as their last argument, the real one when it is left
/// out. All members may be called from several threads.
class FileSystem {
public:
    virtual ~FileSystem() = default;

    /// Follows links. What cannot be looked at is Missing.
    virtual FileKind kind(const std::string& path) const = 0;
    /// Bytes of a regular file; 0 for anything else.
    virtual std::uint64_t size(const std::string& path) const = 0;
    /// Opens a file to be read from `offset` on (0 for files that are not regular). The result may outlive the file system.
    /// Throws std::system_error, for folders with std::errc::is_a_directory.
    virtual std::unique_ptr<OpenFile> open(const std::string& path, std::uint64_t offset = 0) const = 0;
    /// What lies directly in a folder, sorted by name. Throws std::system_error.
    virtual std::vector<FolderEntry> list(const std::string& folder) const = 0;
    /// The path from the root, without `.` and `..`: two paths that give the same name the same file, links aside.
    virtual std::string absolute(const std::string& path) const = 0;

    bool exists(const std::string& path) const { return kind(path) != FileKind::Missing; }
    bool is_file(const std::string& path) const { return kind(path) == FileKind::Regular; }
    bool is_folder(const std::string& path) const { return kind(path) == FileKind::Folder; }
};

/// The files of this machine.
const std::shared_ptr<const FileSystem>& real_file_system();

/// Which files files_below() gives.
struct FilesBelow {
    std::vector<std::string> extensions;  // with their dot; empty: all
    bool hidden_folders = true;           // also those in folders whose name begins with a dot
};

/// The regular files in a folder and all folders below it, sorted by path. Links to folders are not followed, since they may
/// lead back; folders below it that may not be read are passed over. Throws std::system_error when `folder` cannot be read.
std::vector<std::string> files_below(const std::string& folder, const FilesBelow& which, const FileSystem& files);

}  // namespace karst
