#include "base/file_system.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <system_error>

namespace karst {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void fail(int error) {
    throw std::system_error(error, std::generic_category());
}

class DiskFile final : public OpenFile {
public:
    explicit DiskFile(int descriptor) : descriptor_(descriptor) {}
    ~DiskFile() override { ::close(descriptor_); }
    DiskFile(const DiskFile&) = delete;
    DiskFile& operator=(const DiskFile&) = delete;

    std::size_t read(char* buffer, std::size_t size) override {
        for (;;) {
            const auto got = ::read(descriptor_, buffer, size);
            if (got >= 0) {
                return static_cast<std::size_t>(got);
            }
            if (errno != EINTR) {
                fail(errno);
            }
        }
    }

private:
    int descriptor_;
};

FileKind kind_of(const fs::file_status& status) {
    switch (status.type()) {
    case fs::file_type::none:
    case fs::file_type::not_found:
        return FileKind::Missing;
    case fs::file_type::regular:
        return FileKind::Regular;
    case fs::file_type::directory:
        return FileKind::Folder;
    default:
        return FileKind::Other;
    }
}

class Disk final : public FileSystem {
public:
    FileKind kind(const std::string& path) const override {
        std::error_code ignored;
        return kind_of(fs::status(path, ignored));
    }

    std::uint64_t size(const std::string& path) const override {
        struct stat status {};
        const bool known = ::stat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode);
        return known ? static_cast<std::uint64_t>(status.st_size) : 0;
    }

    std::unique_ptr<OpenFile> open(const std::string& path, std::uint64_t offset) const override {
        const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
        if (descriptor < 0) {
            fail(errno);
        }
        auto file = std::make_unique<DiskFile>(descriptor);
        // A folder opens like a file and fails only when it is read.
        struct stat status {};
        if (::fstat(descriptor, &status) == 0 && S_ISDIR(status.st_mode)) {
            fail(EISDIR);
        }
        if (offset > 0 && ::lseek(descriptor, static_cast<off_t>(offset), SEEK_SET) < 0) {
            fail(errno);
        }
        ::posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL);
        return file;
    }

    std::vector<FolderEntry> list(const std::string& folder) const override {
        std::vector<FolderEntry> entries;
        std::error_code error;
        fs::directory_iterator entry(folder, error);
        for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
            std::error_code ignored;
            // Most systems say with the name what kind it is, so that nothing is looked at a second time.
            const auto kind = entry->is_regular_file(ignored) ? FileKind::Regular
                              : entry->is_directory(ignored)  ? FileKind::Folder
                                                              : kind_of(entry->status(ignored));
            entries.push_back({entry->path().filename().string(), kind, entry->is_symlink(ignored)});
        }
        if (error) {
            throw std::system_error(error);
        }
        std::sort(entries.begin(), entries.end(), [](const FolderEntry& a, const FolderEntry& b) { return a.name < b.name; });
        return entries;
    }

    std::string absolute(const std::string& path) const override {
        std::error_code error;
        const auto absolute = fs::absolute(path, error);
        return (error ? fs::path(path) : absolute).lexically_normal().string();
    }
};

}  // namespace

const std::shared_ptr<const FileSystem>& real_file_system() {
    static const std::shared_ptr<const FileSystem> kDisk = std::make_shared<const Disk>();
    return kDisk;
}

std::vector<std::string> files_below(const std::string& folder, const FilesBelow& which, const FileSystem& files) {
    std::vector<std::string> found;
    std::vector<std::string> open{folder};
    while (!open.empty()) {
        const auto at = std::move(open.back());
        open.pop_back();
        std::vector<FolderEntry> entries;
        try {
            entries = files.list(at);
        } catch (const std::system_error&) {
            if (at == folder) {
                throw;
            }
        }
        for (const auto& entry : entries) {
            const auto path = fs::path(at) / entry.name;
            const auto& extensions = which.extensions;
            if (entry.kind == FileKind::Folder && !entry.is_link && (which.hidden_folders || entry.name.front() != '.')) {
                open.push_back(path.string());
            } else if (entry.kind == FileKind::Regular &&
                       (extensions.empty() ||
                        std::find(extensions.begin(), extensions.end(), path.extension().string()) != extensions.end())) {
                found.push_back(path.string());
            }
        }
    }
    std::sort(found.begin(), found.end());
    return found;
}

}  // namespace karst
