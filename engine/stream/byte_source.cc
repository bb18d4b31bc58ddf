#include "engine/stream/byte_source.h"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <system_error>
#include <utility>
#include <vector>

namespace karst {

namespace {

constexpr std::string_view kStandardInput = "-";

[[noreturn]] void fail(const std::string& name, const std::string& what) {
    throw InputError(name + ": " + what);
}

class FileStream final : public ByteStream {
public:
    FileStream(std::string name, std::unique_ptr<OpenFile> file) : name_(std::move(name)), file_(std::move(file)) {}

    std::size_t read(char* buffer, std::size_t size) override {
        try {
            return file_->read(buffer, size);
        } catch (const std::system_error& error) {
            fail(name_, "cannot be read: " + error.code().message());
        }
    }

private:
    std::string name_;
    std::unique_ptr<OpenFile> file_;
};

class FileSource final : public ByteSource {
public:
    FileSource(std::string path, std::shared_ptr<const FileSystem> files) : path_(std::move(path)), files_(std::move(files)) {}

    const std::string& name() const override { return path_; }
    std::uint64_t size() const override { return files_->size(path_); }
    bool can_reopen() const override { return files_->kind(path_) != FileKind::Other; }
    std::string machine_file() const override { return files_ == real_file_system() ? path_ : std::string(); }
    std::unique_ptr<ByteStream> open(std::uint64_t offset) const override {
        try {
            return std::make_unique<FileStream>(path_, files_->open(path_, offset));
        } catch (const std::system_error& error) {
            const bool is_folder = error.code() == std::errc::is_a_directory;
            fail(path_, is_folder ? "is a directory" : error.code().message());
        }
    }

private:
    std::string path_;
    std::shared_ptr<const FileSystem> files_;
};

class MemoryStream final : public ByteStream {
public:
    MemoryStream(std::string_view bytes, std::shared_ptr<const void> owner) : bytes_(bytes), owner_(std::move(owner)) {}

    std::size_t read(char* buffer, std::size_t size) override {
        const auto taken = std::min(size, bytes_.size());
        std::memcpy(buffer, bytes_.data(), taken);
        bytes_.remove_prefix(taken);
        return taken;
    }

private:
    std::string_view bytes_;  // not yet read
    std::shared_ptr<const void> owner_;
};

class MemorySource final : public ByteSource {
public:
    MemorySource(std::string name, std::string_view bytes, std::shared_ptr<const void> owner)
        : name_(std::move(name)), bytes_(bytes), owner_(std::move(owner)) {}

    const std::string& name() const override { return name_; }
    std::uint64_t size() const override { return bytes_.size(); }
    std::unique_ptr<ByteStream> open(std::uint64_t offset) const override {
        return std::make_unique<MemoryStream>(bytes_.substr(std::min<std::uint64_t>(offset, bytes_.size())), owner_);
    }

private:
    std::string name_;
    std::string_view bytes_;
    std::shared_ptr<const void> owner_;
};

// A descriptor read by position, which leaves it as it was for whoever reads it next; or, where there are no positions, read
// on from.
class DescriptorStream final : public ByteStream {
public:
    static constexpr off_t kReadOn = -1;

    /// `owner` keeps the descriptor open; null: it is always open.
    DescriptorStream(std::string name, int number, off_t position, std::shared_ptr<const void> owner)
        : name_(std::move(name)), number_(number), position_(position), owner_(std::move(owner)) {}

    std::size_t read(char* buffer, std::size_t size) override {
        for (;;) {
            const auto got = position_ == kReadOn ? ::read(number_, buffer, size) : ::pread(number_, buffer, size, position_);
            if (got >= 0) {
                position_ += position_ == kReadOn ? 0 : got;
                return static_cast<std::size_t>(got);
            }
            if (errno != EINTR) {
                fail(name_, std::string("cannot be read: ") + std::strerror(errno));
            }
        }
    }

private:
    std::string name_;
    int number_;
    off_t position_;
    std::shared_ptr<const void> owner_;
};

class StandardInput final : public ByteSource {
public:
    const std::string& name() const override { return name_; }
    bool can_reopen() const override { return position() != DescriptorStream::kReadOn; }
    std::unique_ptr<ByteStream> open(std::uint64_t) const override {
        const auto from = position();
        if (from == DescriptorStream::kReadOn && opened_.exchange(true)) {
            fail(name_, "standard input is not a file and can be read only once");
        }
        return std::make_unique<DescriptorStream>(name_, STDIN_FILENO, from, nullptr);
    }

private:
    static off_t position() {
        const auto position = ::lseek(STDIN_FILENO, 0, SEEK_CUR);
        return position < 0 ? DescriptorStream::kReadOn : position;
    }

    std::string name_{kStandardInput};
    mutable std::atomic<bool> opened_ = false;
};

// A file without a name that another source was read into.
class KeptSource final : public ByteSource {
public:
    explicit KeptSource(const ByteSource& source) : name_(source.name()), file_(std::tmpfile(), close) {
        check(file_ != nullptr);
        const auto bytes = source.open();
        std::vector<char> piece(256 * 1024);
        while (const auto got = bytes->read(piece.data(), piece.size())) {
            check(std::fwrite(piece.data(), 1, got, file_.get()) == got);
            size_ += got;
        }
        check(std::fflush(file_.get()) == 0);
    }

    const std::string& name() const override { return name_; }
    std::uint64_t size() const override { return size_; }
    std::unique_ptr<ByteStream> open(std::uint64_t offset) const override {
        return std::make_unique<DescriptorStream>(name_, ::fileno(file_.get()), static_cast<off_t>(offset), file_);
    }

private:
    static void close(std::FILE* file) {
        if (file != nullptr) {
            std::fclose(file);  // NOLINT(cppcoreguidelines-owning-memory)
        }
    }
    void check(bool done) const {
        if (!done) {
            fail(name_, std::string("cannot be kept to be read again: ") + std::strerror(errno));
        }
    }

    std::string name_;
    std::shared_ptr<std::FILE> file_;
    std::uint64_t size_ = 0;
};

}  // namespace

std::shared_ptr<const ByteSource> file_bytes(std::string path, std::shared_ptr<const FileSystem> files) {
    return std::make_shared<const FileSource>(std::move(path), std::move(files));
}

std::shared_ptr<const ByteSource> memory_bytes(std::string name, std::string bytes) {
    auto owner = std::make_shared<const std::string>(std::move(bytes));
    const std::string_view view = *owner;
    return memory_bytes(std::move(name), view, std::move(owner));
}

std::shared_ptr<const ByteSource> memory_bytes(std::string name, std::string_view bytes, std::shared_ptr<const void> owner) {
    return std::make_shared<const MemorySource>(std::move(name), bytes, std::move(owner));
}

std::shared_ptr<const ByteSource> standard_input() {
    return std::make_shared<const StandardInput>();
}

std::shared_ptr<const ByteSource> bytes_of_path(const std::string& path, std::shared_ptr<const FileSystem> files) {
    return path == kStandardInput ? standard_input() : file_bytes(path, std::move(files));
}

std::shared_ptr<const ByteSource> kept_bytes(std::shared_ptr<const ByteSource> source) {
    return source->can_reopen() ? source : std::make_shared<const KeptSource>(*source);
}

std::unique_ptr<ByteStream> open_bytes(const ByteSource& source) {
    return decoded(source.open(), source.name());
}

}  // namespace karst
