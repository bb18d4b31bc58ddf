#include "base/temporary_file.h"

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

namespace karst {

namespace {

[[noreturn]] void fail(const std::string& what) {
    throw std::system_error(errno, std::generic_category(), what);
}

class DiskFile final : public TemporaryFile {
public:
    DiskFile(int descriptor, std::string folder) : descriptor_(descriptor), folder_(std::move(folder)) {}
    DiskFile(const DiskFile&) = delete;
    DiskFile& operator=(const DiskFile&) = delete;
    ~DiskFile() override { ::close(descriptor_); }

    void append(std::string_view bytes) override {
        while (!bytes.empty()) {
            const auto written = ::pwrite(descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(size_));
            if (written < 0) {
                if (errno == EINTR) {
                    continue;
                }
                fail("a temporary file in " + folder_ + " cannot be written");
            }
            size_ += static_cast<std::uint64_t>(written);
            bytes.remove_prefix(static_cast<std::size_t>(written));
        }
    }

    std::size_t read(std::uint64_t offset, char* buffer, std::size_t size) override {
        std::size_t filled = 0;
        while (filled < size) {
            const auto got = ::pread(descriptor_, buffer + filled, size - filled, static_cast<off_t>(offset + filled));
            if (got < 0 && errno == EINTR) {
                continue;
            }
            if (got < 0) {
                fail("a temporary file in " + folder_ + " cannot be read");
            }
            if (got == 0) {
                break;
            }
            filled += static_cast<std::size_t>(got);
        }
        return filled;
    }

    std::uint64_t size() const override { return size_; }

private:
    int descriptor_;
    std::string folder_;
    std::uint64_t size_ = 0;
};

class FolderOfTemporaryFiles final : public TemporaryFiles {
public:
    explicit FolderOfTemporaryFiles(std::string folder) : folder_(std::move(folder)) {}

    std::unique_ptr<TemporaryFile> create() override {
        std::error_code none;
        const auto folder = folder_.empty() ? std::filesystem::temp_directory_path(none).string() : folder_;
        auto name = (std::filesystem::path(folder) / "karst-XXXXXX").string();
        const int descriptor = ::mkostemp(name.data(), O_CLOEXEC);
        if (descriptor < 0) {
            fail("no temporary file can be made in " + folder);
        }
        ::unlink(name.c_str());  // it lives as long as it is open, whatever becomes of the program
        return std::make_unique<DiskFile>(descriptor, folder);
    }

private:
    std::string folder_;
};

}  // namespace

std::shared_ptr<TemporaryFiles> temporary_files_in(const std::string& folder) {
    return std::make_shared<FolderOfTemporaryFiles>(folder);
}

}  // namespace karst
