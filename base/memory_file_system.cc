#include "base/memory_file_system.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

namespace karst {

namespace {

[[noreturn]] void fail(std::errc error) {
    throw std::system_error(std::make_error_code(error));
}

class MemoryFile final : public OpenFile {
public:
    MemoryFile(std::shared_ptr<const std::string> content, std::uint64_t offset)
        : content_(std::move(content)), at_(std::min<std::uint64_t>(offset, content_->size())) {}

    std::size_t read(char* buffer, std::size_t size) override {
        const auto taken = std::min(size, content_->size() - at_);
        std::copy_n(content_->data() + at_, taken, buffer);
        at_ += taken;
        return taken;
    }

private:
    std::shared_ptr<const std::string> content_;
    std::size_t at_;
};

// What the paths of a folder's files begin with.
std::string prefix_of(const std::string& absolute) {
    return absolute == "/" ? absolute : absolute + "/";
}

}  // namespace

MemoryFileSystem::MemoryFileSystem(const std::map<std::string, std::string>& files) {
    for (const auto& [path, content] : files) {
        write(path, content);
    }
}

void MemoryFileSystem::write(const std::string& path, std::string content) {
    files_[absolute(path)] = std::make_shared<const std::string>(std::move(content));
}

FileKind MemoryFileSystem::kind(const std::string& path) const {
    const auto name = absolute(path);
    if (files_.count(name) > 0) {
        return FileKind::Regular;
    }
    const auto prefix = prefix_of(name);
    const auto inside = files_.lower_bound(prefix);
    const bool is_folder = inside != files_.end() && inside->first.compare(0, prefix.size(), prefix) == 0;
    return is_folder || name == "/" ? FileKind::Folder : FileKind::Missing;
}

std::uint64_t MemoryFileSystem::size(const std::string& path) const {
    const auto file = files_.find(absolute(path));
    return file == files_.end() ? 0 : file->second->size();
}

std::unique_ptr<OpenFile> MemoryFileSystem::open(const std::string& path, std::uint64_t offset) const {
    const auto file = files_.find(absolute(path));
    if (file == files_.end()) {
        fail(is_folder(path) ? std::errc::is_a_directory : std::errc::no_such_file_or_directory);
    }
    return std::make_unique<MemoryFile>(file->second, offset);
}

std::vector<FolderEntry> MemoryFileSystem::list(const std::string& folder) const {
    if (!is_folder(folder)) {
        fail(exists(folder) ? std::errc::not_a_directory : std::errc::no_such_file_or_directory);
    }
    const auto prefix = prefix_of(absolute(folder));
    std::map<std::string, FileKind> entries;
    for (auto file = files_.lower_bound(prefix); file != files_.end() && file->first.compare(0, prefix.size(), prefix) == 0;
         ++file) {
        const auto name = file->first.substr(prefix.size());
        const auto slash = name.find('/');
        entries[name.substr(0, slash)] = slash == std::string::npos ? FileKind::Regular : FileKind::Folder;
    }
    std::vector<FolderEntry> listed;
    for (const auto& [name, kind] : entries) {
        listed.push_back({name, kind});
    }
    return listed;
}

std::string MemoryFileSystem::absolute(const std::string& path) const {
    auto name = (std::filesystem::path("/") / path).lexically_normal().string();
    // A folder may be written with a slash at its end.
    if (name.size() > 1 && name.back() == '/') {
        name.pop_back();
    }
    return name;
}

}  // namespace karst
