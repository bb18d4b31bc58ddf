#include "base/text_file.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

namespace karst {

namespace {

[[noreturn]] void fail(std::string code, std::string message) {
    Diagnostic diagnostic;
    diagnostic.code = std::move(code);
    diagnostic.message = std::move(message);
    throw DiagnosticError(std::move(diagnostic));
}

struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }  // NOLINT(cppcoreguidelines-owning-memory)
};

}  // namespace

std::string read_text_file(const std::string& path, std::size_t largest) {
    // A directory opens like a file and fails only when it is read, with a message that nobody understands.
    std::error_code ignored;
    if (std::filesystem::is_directory(path, ignored)) {
        fail("file-unreadable", fmt::format("cannot read {}: it is a directory", path));
    }
    const std::unique_ptr<std::FILE, CloseFile> file(std::fopen(path.c_str(), "rb"));
    if (!file) {
        fail("file-unreadable", fmt::format("cannot read {}: {}", path, std::strerror(errno)));
    }
    // The size is not asked beforehand: a pipe has none.
    std::string text;
    std::size_t used = 0;
    for (std::size_t room = 16u << 10;; room *= 2) {
        text.resize(room);
        used += std::fread(text.data() + used, 1, text.size() - used, file.get());
        if (used < text.size()) {
            break;
        }
        if (used > largest) {
            fail("file-too-large", fmt::format("{} is larger than {} bytes", path, largest));
        }
    }
    if (std::ferror(file.get()) != 0) {
        fail("file-unreadable", fmt::format("cannot read {}: {}", path, std::strerror(errno)));
    }
    if (used > largest) {
        fail("file-too-large", fmt::format("{} is larger than {} bytes", path, largest));
    }
    text.resize(used);
    return text;
}

std::shared_ptr<const SourceFile> read_source_file(const std::string& path, std::size_t largest) {
    std::string text = read_text_file(path, largest);
    // Columns of the first line count from the first character that the author sees.
    if (text.compare(0, 3, "\xEF\xBB\xBF") == 0) {
        text.erase(0, 3);
    }
    return std::make_shared<const SourceFile>(SourceFile{path, std::move(text)});
}

}  // namespace karst
