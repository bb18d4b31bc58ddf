#include "base/text_file.h"

#include <fmt/format.h>

#include <system_error>

namespace karst {

namespace {

[[noreturn]] void fail(DiagnosticCode code, std::string message) {
    Diagnostic diagnostic(code);
    diagnostic.message = std::move(message);
    throw DiagnosticError(std::move(diagnostic));
}

}  // namespace

std::string read_text_file(const std::string& path, std::size_t largest, const FileSystem& files) {
    // The size is not asked beforehand: a pipe has none.
    std::string text;
    std::size_t used = 0;
    try {
        const auto file = files.open(path);
        text.resize(16u << 10);
        while (const auto got = file->read(text.data() + used, text.size() - used)) {
            used += got;
            if (used > largest) {
                fail("file-too-large", fmt::format("{} is larger than {} bytes", path, largest));
            }
            if (used == text.size()) {
                text.resize(text.size() * 2);
            }
        }
    } catch (const std::system_error& error) {
        const bool is_folder = error.code() == std::errc::is_a_directory;
        const auto reason = is_folder ? "it is a directory" : error.code().message();
        fail("file-unreadable", fmt::format("cannot read {}: {}", path, reason));
    }
    text.resize(used);
    return text;
}

std::shared_ptr<const SourceFile> read_source_file(const std::string& path, std::size_t largest, const FileSystem& files) {
    std::string text = read_text_file(path, largest, files);
    // Columns of the first line count from the first character that the author sees.
    if (text.compare(0, 3, "\xEF\xBB\xBF") == 0) {
        text.erase(0, 3);
    }
    return std::make_shared<const SourceFile>(SourceFile{path, std::move(text)});
}

}  // namespace karst
