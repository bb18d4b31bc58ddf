// Temporary files of a test: in memory, counted, with a disk that can be full.
#pragma once

#include "base/temporary_file.h"

#include <cstring>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <system_error>

namespace karst {

class MemoryTemporaryFiles final : public TemporaryFiles {
public:
    /// The disk is full after so many bytes, and takes part of what is beyond them before it says so.
    explicit MemoryTemporaryFiles(std::size_t room = std::numeric_limits<std::size_t>::max()) { disk_->room = room; }

    std::unique_ptr<TemporaryFile> create() override {
        ++disk_->made;
        return std::make_unique<File>(disk_);
    }

    std::size_t made() const { return disk_->made; }
    std::size_t open() const { return disk_->open; }
    std::size_t written() const { return disk_->written; }
    /// Makes so much more room.
    void grow(std::size_t bytes) { disk_->room += bytes; }

private:
    struct Disk {
        std::size_t room = 0;
        std::size_t written = 0;
        std::size_t made = 0;
        std::size_t open = 0;
    };

    class File final : public TemporaryFile {
    public:
        explicit File(std::shared_ptr<Disk> disk) : disk_(std::move(disk)) { ++disk_->open; }
        File(const File&) = delete;
        File& operator=(const File&) = delete;
        ~File() override { --disk_->open; }

        void append(std::string_view bytes) override {
            const auto fits = bytes.substr(0, disk_->room - disk_->written);
            bytes_ += fits;
            disk_->written += fits.size();
            if (fits.size() < bytes.size()) {
                throw std::system_error(std::make_error_code(std::errc::no_space_on_device), "a temporary file of a test");
            }
        }
        std::size_t read(std::uint64_t offset, char* buffer, std::size_t size) override {
            const auto part = std::string_view(bytes_).substr(offset, size);
            std::memcpy(buffer, part.data(), part.size());
            return part.size();
        }
        std::uint64_t size() const override { return bytes_.size(); }

    private:
        std::shared_ptr<Disk> disk_;
        std::string bytes_;
    };

    std::shared_ptr<Disk> disk_ = std::make_shared<Disk>();
};

}  // namespace karst
