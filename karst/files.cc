#include "karst/files.h"

#include "karst/engine_impl.h"

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <set>
#include <system_error>
#include <utility>

namespace karst::api {

namespace {

karst::FileKind inner_form(FileKind kind) {
    switch (kind) {
    case FileKind::Missing:
        return karst::FileKind::Missing;
    case FileKind::Regular:
        return karst::FileKind::Regular;
    case FileKind::Folder:
        return karst::FileKind::Folder;
    case FileKind::Other:
        return karst::FileKind::Other;
    }
    return karst::FileKind::Missing;
}

class AdaptedFile final : public OpenFile {
public:
    explicit AdaptedFile(std::unique_ptr<FileReader> reader) : reader_(std::move(reader)) {}
    std::size_t read(char* buffer, std::size_t size) override { return reader_->read(buffer, size); }

private:
    std::unique_ptr<FileReader> reader_;
};

class AdaptedFiles final : public FileSystem {
public:
    explicit AdaptedFiles(std::shared_ptr<const Files> files) : files_(std::move(files)) {}

    karst::FileKind kind(const std::string& path) const override { return inner_form(files_->kind(path)); }
    std::uint64_t size(const std::string& path) const override { return files_->size(path); }
    std::unique_ptr<OpenFile> open(const std::string& path, std::uint64_t offset) const override {
        return std::make_unique<AdaptedFile>(files_->open(path, offset));
    }
    std::vector<FolderEntry> list(const std::string& folder) const override {
        std::vector<FolderEntry> entries;
        for (const auto& name : files_->list(folder)) {
            entries.push_back({name, kind((std::filesystem::path(folder) / name).string()), false});
        }
        return entries;
    }
    std::string absolute(const std::string& path) const override { return files_->absolute(path); }

private:
    std::shared_ptr<const Files> files_;
};

class MemoryReader final : public FileReader {
public:
    MemoryReader(std::shared_ptr<const std::string> text, std::uint64_t offset)
        : text_(std::move(text)), at_(std::min<std::uint64_t>(offset, text_->size())) {}
    std::size_t read(char* buffer, std::size_t size) override {
        const auto given = std::min(size, text_->size() - at_);
        std::memcpy(buffer, text_->data() + at_, given);
        at_ += given;
        return given;
    }

private:
    std::shared_ptr<const std::string> text_;
    std::size_t at_;
};

// The path of everything in a folder begins so.
std::string beginning_of(const std::string& folder) {
    return folder == "/" ? folder : folder + "/";
}

}  // namespace

std::shared_ptr<const FileSystem> adapted(std::shared_ptr<const Files> files) {
    return std::make_shared<const AdaptedFiles>(std::move(files));
}

MemoryFiles::MemoryFiles(const std::map<std::string, std::string>& files) {
    for (const auto& [path, text] : files) {
        files_[absolute(path)] = std::make_shared<const std::string>(text);
    }
}

std::string MemoryFiles::absolute(const std::string& path) const {
    auto normal = (std::filesystem::path("/") / path).lexically_normal().string();
    while (normal.size() > 1 && normal.back() == '/') {
        normal.pop_back();
    }
    return normal;
}

FileKind MemoryFiles::kind(const std::string& path) const {
    const auto name = absolute(path);
    if (files_.count(name) > 0) {
        return FileKind::Regular;
    }
    const auto beginning = beginning_of(name);
    const auto inside = files_.lower_bound(beginning);
    return inside != files_.end() && inside->first.compare(0, beginning.size(), beginning) == 0 ? FileKind::Folder
                                                                                                : FileKind::Missing;
}

std::uint64_t MemoryFiles::size(const std::string& path) const {
    const auto found = files_.find(absolute(path));
    return found == files_.end() ? 0 : found->second->size();
}

std::unique_ptr<FileReader> MemoryFiles::open(const std::string& path, std::uint64_t offset) const {
    const auto found = files_.find(absolute(path));
    if (found == files_.end()) {
        const auto reason = kind(path) == FileKind::Folder ? std::errc::is_a_directory : std::errc::no_such_file_or_directory;
        throw std::system_error(std::make_error_code(reason), path);
    }
    return std::make_unique<MemoryReader>(found->second, offset);
}

std::vector<std::string> MemoryFiles::list(const std::string& folder) const {
    if (kind(folder) != FileKind::Folder) {
        throw std::system_error(std::make_error_code(std::errc::no_such_file_or_directory), folder);
    }
    const auto beginning = beginning_of(absolute(folder));
    std::set<std::string> names;
    for (auto file = files_.lower_bound(beginning); file != files_.end(); ++file) {
        if (file->first.compare(0, beginning.size(), beginning) != 0) {
            break;
        }
        names.insert(file->first.substr(beginning.size(), file->first.find('/', beginning.size()) - beginning.size()));
    }
    return {names.begin(), names.end()};
}

}  // namespace karst::api
